"""A run becomes a report and a plot; what an engine cannot do is a dash."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from bench.asking import COLD, FACETS, TOP_ONLY, WARM
from bench.reporting import markdown, ratio
from bench.scaling import CLASSES, draw

BUILD = dict.fromkeys(("cpu_seconds", "of_which_committing", "bytes", "peak_bytes", "peak_before_bytes"), 1.0)
SEARCH = dict.fromkeys(
    (
        *("opening_cpu_seconds", "opening_and_first_answer_cpu_seconds"),
        *("questions", "private_bytes", "private_bytes_before_opening"),
    ),
    1.0,
)
ADD = dict.fromkeys(("cpu_seconds", "wall_seconds", "of_which_publishing_cpu_seconds", "bytes_more"), 1.0)


def run(articles: int, seconds: float) -> dict[str, Any]:
    times = {"kliping": [seconds, seconds], "tantivy": [0.002, 0.002], "fts5": []}
    states = dict.fromkeys((COLD, WARM), times)
    return {
        "size": "x",
        "articles": articles,
        "tokens": 1000,
        "machine": "",
        "date": "",
        "command": "",
        "corpus": {"size": "x", "seed": 1, "analysis": "abcdef0123"},
        "versions": {"kliping": "1"},
        "build": {name: BUILD | {"articles_per_cpu_second": 100.0} for name in times},
        "search": dict.fromkeys(times, SEARCH),
        "add": dict.fromkeys(times, ADD),
        "asked": {
            "times": {kind: dict.fromkeys((FACETS, TOP_ONLY), states) for kind in CLASSES},
            "hits": dict.fromkeys(CLASSES, articles / 10),
            "answered": 2,
            "partial": {"kliping": 3, "tantivy": 0},
            "off": {},
        },
    }


def test_a_ratio_is_ours_over_theirs() -> None:
    assert ratio(run(10, 0.001), "term, rare", FACETS, COLD, "tantivy") == 0.5


def test_an_engine_without_such_a_query_has_no_ratio() -> None:
    assert ratio(run(10, 0.001), "term, rare", FACETS, COLD, "fts5") is None


def test_the_report_shows_medians_ratios_and_dashes() -> None:
    report = markdown(run(10, 0.001))
    assert "| term, rare | 1 | 1.00 / 1.00 | 2.00 / 2.00 | - | 0.50 | - |" in report
    assert "not complete (kliping 3)" in report


def test_the_plot_has_a_line_for_every_class(tmp_path: Path) -> None:
    for size, articles in (("10k", 10_000), ("100k", 100_000)):
        (tmp_path / f"{size}.json").write_text(json.dumps(run(articles, articles / 1e7)), encoding="utf-8")
    draw(tmp_path)
    plot = ElementTree.fromstring((tmp_path / "growth.svg").read_text(encoding="utf-8"))
    assert len(plot.findall(".//{*}polyline")) == len(CLASSES)
    assert "| term, rare | 1,000: 1.00 | 10,000: 10.00 | 1.000 |" in (tmp_path / "growth.md").read_text(
        encoding="utf-8"
    )


def test_one_size_alone_makes_no_plot(tmp_path: Path) -> None:
    (tmp_path / "10k.json").write_text(json.dumps(run(10_000, 0.001)), encoding="utf-8")
    draw(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["10k.json"]
