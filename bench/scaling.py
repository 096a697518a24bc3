"""How cost grows from 10k to 1m: a table and a plot of the runs there are."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.asking import COLD, FACETS
from bench.reporting import OURS, percentiles, table

SIZES = ("10k", "100k", "1m")
CLASSES = ("term, rare", "term, medium", "term, common", "AND of 4", "OR of 4", "phrase of 2", "prefix of 4")
COLOURS = ("#1b6ca8", "#c0392b", "#27865c", "#8e44ad", "#b9770e", "#34495e", "#d35490")
WIDTH, HEIGHT, LEFT, BOTTOM, RIGHT, TOP = 760, 440, 60, 50, 180, 40
LOW, HIGH = 0.1, 100.0
"""Milliseconds at the lower and the upper edge."""
MOST_HITS = 1_000_000.0

Point = tuple[float, float]


def draw(folder: Path) -> None:
    """Write growth.md and growth.svg for the runs of SIZES in *folder*; nothing with fewer than two."""
    runs = [json.loads((folder / f"{s}.json").read_text("utf-8")) for s in SIZES if (folder / f"{s}.json").exists()]
    if len(runs) > 1:
        (folder / "growth.md").write_text(grown(runs), encoding="utf-8")
        lines = {kind: [_point(run, kind) for run in runs] for kind in CLASSES}
        (folder / "growth.svg").write_text(plotted(lines), encoding="utf-8")


def grown(runs: Sequence[dict[str, Any]]) -> str:
    """Hits and milliseconds by class and size, and what a thousand hits more cost."""
    rows = []
    for kind in runs[0]["asked"]["times"]:
        points = [_point(run, kind) for run in runs]
        hits, times = points[-1][0] - points[0][0], points[-1][1] - points[0][1]
        a_thousand = f"{1000 * times / hits:.3f}" if hits >= 1000 else "-"
        rows.append([kind, *(f"{n:,.0f}: {ms:.2f}" for n, ms in points), a_thousand])
    head = ["", *(f"{run['articles']:,} articles" for run in runs), "ms for 1,000 hits more"]
    return (
        f"# How the cost of {OURS} grows\n\nHits and milliseconds of CPU, with three facets, cold, medians. "
        f"The plot is [growth.svg](growth.svg).\n\n{table(head, rows)}\n"
    )


def plotted(lines: dict[str, list[Point]]) -> str:
    """Milliseconds over hits, both logarithmic, a line for each class."""
    colours = dict(zip(lines, COLOURS, strict=False))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        '<g font-size="12" fill="#333">',
        f'<text x="{LEFT}" y="22">Milliseconds of CPU with three facets, by the number of hits</text>',
        *(f'<text x="8" y="{_y(ms) + 4:.0f}">{ms:g} ms</text>' for ms in (0.1, 1, 10, 100)),
        *(f'<text x="{_x(n) - 10:.0f}" y="{HEIGHT - 28}">{n:,}</text>' for n in (1, 10, 100, 1_000, 10_000, 100_000)),
        f'<text x="{LEFT}" y="{HEIGHT - 8}">hits; each point is one size of the archive</text></g>',
        *(_rule(ms) for ms in (0.1, 1, 10, 100)),
        *(_line(points, colours[kind]) for kind, points in lines.items()),
        *(_legend(place, kind, colours[kind]) for place, kind in enumerate(lines)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _point(run: dict[str, Any], kind: str) -> Point:
    times = run["asked"]["times"][kind][FACETS][COLD][OURS]
    return run["asked"]["hits"][kind], percentiles(times)[0]


def _x(hits: float) -> float:
    share = math.log(max(hits, 1)) / math.log(MOST_HITS)
    return LEFT + (WIDTH - LEFT - RIGHT) * share


def _y(ms: float) -> float:
    share = math.log(min(max(ms, LOW), HIGH) / LOW) / math.log(HIGH / LOW)
    return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * share


def _rule(ms: float) -> str:
    return f'<path d="M{LEFT} {_y(ms):.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>'


def _line(points: Sequence[Point], colour: str) -> str:
    places = [(_x(hits), _y(ms)) for hits, ms in points]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in places)
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>{dots}'


def _legend(place: int, kind: str, colour: str) -> str:
    y = TOP + 20 * place
    x = WIDTH - RIGHT + 20
    box = f'<rect x="{x}" y="{y}" width="12" height="12" fill="{colour}"/>'
    return f'{box}<text x="{x + 18}" y="{y + 11}" font-size="12">{kind}</text>'
