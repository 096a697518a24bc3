"""Making archives in tests, through the real commands and through the real writer."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from index import columns
from index.backends.whoosh_writer import WhooshWriter
from index.cli import main
from index.columns import ColumnsBuilder, row_of
from index.document import Document

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "sample" / "articles.jsonl"
SHARED = ROOT.parent / "shared"


def add(directory: Path, *paths: Path, code: int = 0) -> dict[str, Any]:
    """Run ``index add`` on *paths* and return its account."""
    result = CliRunner().invoke(main, ["add", *map(str, paths), "--archive", str(directory), "--workers", "1"])
    assert result.exit_code == code, result.output
    account: dict[str, Any] = json.loads(result.stdout.splitlines()[-1])
    return account


def write_jsonl(path: Path, rows: Sequence[dict[str, Any]]) -> Path:
    """Write *rows* as JSONL."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def write_segments(directory: Path, segments: Sequence[Sequence[Document]], dead: Sequence[int] = ()) -> None:
    """An index of several Whoosh segments in *directory*, the rows *dead* of all but the last deleted."""
    written = columns.empty()
    for number, documents in enumerate(segments):
        builder = ColumnsBuilder(written)
        is_last = number == len(segments) - 1
        with WhooshWriter(directory, {} if number else None) as writer:
            for row in dead if is_last else ():
                writer.delete(row)
            for document in documents:
                writer.add(document)
                builder.append(row_of(document))
        written = builder.build(dead if is_last else ())
    columns.write(written, directory)
