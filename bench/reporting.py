"""A run as Markdown: latencies by class with ratios, indexing, memory; ``verdicts`` holds it against issue 6."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from bench.asking import COLD, FACETS, TOP_ONLY, WARM

OURS = "kliping"
MS, MB = 1000.0, 1e-6

Run = Mapping[str, Any]


def markdown(run: Run) -> str:
    """The whole report of one run."""
    names = list(run["build"])
    parts = [
        f"# {run['articles']:,} articles, {run['tokens']:,} tokens",
        _origin(run),
        *(_latencies(run, names, how, state) for how in (FACETS, TOP_ONLY) for state in (COLD, WARM)),
        "## Indexing, given tokens\n\n" + _indexing(run, names),
        "## A searching process\n\n" + _searching(run, names),
        "## 100 articles on top, until they are found\n\n" + _adding(run, names),
    ]
    return "\n\n".join(parts) + "\n"


def _origin(run: Run) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in run["versions"].items())
    corpus, asked = run["corpus"], run["asked"]
    return (
        f"{run['machine']}; {run['date']}; `{run['command']}`; {versions}; corpus {corpus['size']}, seed "
        f"{corpus['seed']}, analyser {corpus['analysis'][:8]}.\n\n{asked['answered']:,} rounds of questions; totals "
        "and counts were equal in all of them, but where an engine says that its own are not complete "
        f"({_counted(asked['partial'])}) or that counts are estimates, which then were off ({_counted(asked['off'])})."
        + (f"\n\nNote: {run['note']}" if run.get("note") else "")
    )


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Markdown, the first column to the left."""
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))


def percentiles(seconds: Sequence[float]) -> tuple[float, float]:
    """Milliseconds: the median and the 95th percentile."""
    half, most = np.percentile(seconds, [50, 95]).tolist()
    return MS * half, MS * most


def ratio(run: Run, kind: str, how: str, state: str, other: str) -> float | None:
    """Our median over the other's; None where the other has no such query."""
    times = run["asked"]["times"][kind][how][state]
    if not times.get(other):
        return None
    return percentiles(times[OURS])[0] / percentiles(times[other])[0]


def _latencies(run: Run, names: Sequence[str], how: str, state: str) -> str:
    others = [name for name in names if name != OURS]
    rows = []
    for kind, of_class in run["asked"]["times"].items():
        times = of_class[how][state]
        cells = [_cell(times[name]) for name in names]
        ratios = [_ratio(ratio(run, kind, how, state, other)) for other in others]
        rows.append([kind, f"{run['asked']['hits'][kind]:,.0f}", *cells, *ratios])
    head = ["", "hits", *names, *(f"{OURS} / {other}" for other in others)]
    title = f"## {how[0].upper()}{how[1:]}, {state}: milliseconds of CPU, median / 95 %"
    return f"{title}\n\n{table(head, rows)}"


def _cell(seconds: Sequence[float]) -> str:
    return " / ".join(_number(ms) for ms in percentiles(seconds)) if seconds else "-"


def _number(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def _ratio(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}" if value < 0.1 else f"{value:.2f}"


def _indexing(run: Run, names: Sequence[str]) -> str:
    rows = [
        [
            name,
            f"{found['articles_per_cpu_second']:,.0f}",
            _ratio(run["build"][OURS]["articles_per_cpu_second"] / found["articles_per_cpu_second"]),
            f"{found['cpu_seconds']:.1f}",
            f"{found['of_which_committing']:.1f}",
            f"{found['bytes'] * MB:,.1f}",
            f"{found['bytes'] / run['articles']:,.0f}",
            f"{(found['peak_bytes'] - found['peak_before_bytes']) * MB:,.0f}",
        ]
        for name in names
        for found in [run["build"][name]]
    ]
    head = ["", "articles a CPU second", f"{OURS} / it", "CPU s", "of them committing", "MB", "bytes an article"]
    return table([*head, "peak MB above the corpus reader"], rows)


def _searching(run: Run, names: Sequence[str]) -> str:
    rows = [
        [
            name,
            f"{MS * found['opening_cpu_seconds']:.0f}",
            f"{MS * found['opening_and_first_answer_cpu_seconds']:.0f}",
            f"{found['questions']:,}",
            f"{found['private_bytes'] * MB:,.0f}",
            f"{found['private_bytes_before_opening'] * MB:,.0f}",
        ]
        for name in names
        for found in [run["search"][name]]
    ]
    head = ["", "opening, ms of CPU", "opening and a first answer", "questions with facets", "private MB after them"]
    return table([*head, "of these before opening"], rows)


def _adding(run: Run, names: Sequence[str]) -> str:
    rows = [
        [
            name,
            f"{MS * found['cpu_seconds']:,.0f}",
            f"{MS * found['of_which_publishing_cpu_seconds']:,.0f}",
            f"{MS * found['wall_seconds']:,.0f}",
            f"{found['bytes_more'] * MB:,.1f}",
        ]
        for name in names
        for found in [run["add"][name]]
    ]
    return table(["", "ms of CPU", "of them publishing", "ms of wall time", "MB more"], rows)


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {n}" for name, n in counts.items() if n) or "none"
