"""Engines side by side: the same articles and the same questions, every answer checked.

usage: python -m bench.compare [20k|10k|100k|1m] [--engines kliping,tantivy,...] [--each 20] [--cache DIR] [--keep DIR]

Stock Whoosh takes part at 20k, FTS5 up to 100k: beyond, the one would index for an hour and the other counts facets
for seconds. Indexes are built in --keep, else in a folder that is removed afterwards; one that lies there already is
used as it is. Results are written to bench/runs/SIZE.json and SIZE.md, and with them growth.md and growth.svg over the
sizes that were run.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import platform
import subprocess
import sys
import tempfile
from contextlib import ExitStack, closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.asking import asked
from bench.corpora import Corpus
from bench.corpora.making import ARTICLES, CACHE, corpus
from bench.engines import NAMES, engine
from bench.queries import questions
from bench.reporting import markdown
from bench.scaling import draw

RUNS = Path(__file__).parent / "runs"
ABSENT = {"whoosh": ("10k", "100k", "1m"), "fts5": ("1m",)}
"""Sizes at which an engine takes no part; 10k is there for the growth of ours."""


def main() -> None:
    """Build, ask, measure, report."""
    options = _options()
    with ExitStack() as stack:
        folder = options.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        articles = corpus(options.size, options.cache, options.articles, options.seed)
        names = options.engines or [name for name in NAMES if options.size not in ABSENT.get(name, ())]
        result = run(articles, names, folder, options)
    RUNS.mkdir(exist_ok=True)
    place = RUNS / f"{options.size}.json"
    place.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    place.with_suffix(".md").write_text(markdown(result), encoding="utf-8")
    draw(RUNS)
    print(markdown(result))


def run(articles: Corpus, names: list[str], folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    """Everything that is measured, as plain values."""
    folders = {name: folder / articles.folder.name / name for name in names}
    built = {name: _built(name, articles, folders[name]) for name in names}
    with ExitStack() as stack:
        sessions = {name: stack.enter_context(closing(engine(name).open(folders[name]))) for name in names}
        found = asked(sessions, questions(articles, options.each, options.seed))
    searching = {name: _measured("search", name, articles, folders[name]) for name in names}
    adding = {name: _measured("add", name, articles, _copied(folders[name])) for name in names}
    return {
        "size": options.size,
        "articles": len(articles),
        "corpus": articles.about,
        "tokens": len(articles.contents.tokens),
        "machine": f"{_processor()}, {platform.system()}, Python {platform.python_version()}",
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
        "command": f"python -m bench.compare {options.size} --each {options.each} --seed {options.seed}",
        "versions": {name: engine(name).version for name in names},
        "build": built,
        "search": searching,
        "add": adding,
        "asked": asdict(found),
    }


def _built(name: str, articles: Corpus, folder: Path) -> dict[str, Any]:
    """Built in a process of its own; the figures lie beside an index that is kept."""
    figures = folder.with_suffix(".built.json")
    if not figures.exists():
        result = _measured("build", name, articles, folder)
        figures.write_text(json.dumps(result), encoding="utf-8")
    kept: dict[str, Any] = json.loads(figures.read_text(encoding="utf-8"))
    return kept


def _measured(task: str, name: str, articles: Corpus, folder: Path) -> dict[str, Any]:
    print(f"{task}: {name}", file=sys.stderr, flush=True)
    command = [sys.executable, "-m", "bench.measuring", task, name, str(articles.folder), str(folder)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def _copied(folder: Path) -> Path:
    """A copy to write to, so that an index that is kept stays what it was."""
    copy = folder.with_suffix(".more")
    subprocess.run(["rm", "-rf", str(copy)], check=True)
    subprocess.run(["cp", "-r", "--preserve=links,timestamps", str(folder), str(copy)], check=True)
    return copy


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines() if Path("/proc/cpuinfo").exists() else []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{len(named)} x {named[0]}" if named else platform.processor() or platform.machine()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("size", nargs="?", default="20k", choices=("20k", "10k", "100k", "1m"))
    parser.add_argument("--engines", type=lambda text: text.split(","), default=[])
    parser.add_argument("--each", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cache", type=Path, default=CACHE)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--articles", type=Path, default=ARTICLES)
    return parser.parse_args()


if __name__ == "__main__":
    main()
