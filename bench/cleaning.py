"""What cleaning takes out, against 100 articles marked by hand: python -m bench.cleaning CORPUS_FOLDER

CORPUS_FOLDER holds news.jsonl.gz and mixed.jsonl.gz; tests/corpus/marks.jsonl holds where in them a reader found what
is no story, as offsets, and one date of each text with the day it means. Prints precision and recall of lines (of what
was cut, of what was marked), recall of stretches of such lines and of letters, letters of the story that were cut, and
dates read. A line counts when nine in ten of its letters agree. Marks made of nothing but signs are left out.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.article import RawArticle
from index.cleaning.spans import cuts
from index.dates import named_days, read_published

MARKS = Path(__file__).parents[1] / "tests" / "corpus" / "marks.jsonl"
AGREED = 0.9
LETTER = re.compile(r"[A-Za-z0-9]")

Span = tuple[int, int]


@dataclass(slots=True)
class Score:
    """Lines and letters, counted over all articles."""

    cut: list[bool] = field(default_factory=list)
    """For each line that was cut, whether it was marked."""
    marked: list[bool] = field(default_factory=list)
    """For each line that was marked, whether it was cut."""
    stretches: list[bool] = field(default_factory=list)
    """The same of stretches: neighbours that only blanks part are one."""
    letters_marked: int = 0
    letters_found: int = 0
    letters_wronged: int = 0
    """Letters of stories that were cut."""
    dates: list[bool] = field(default_factory=list)
    articles: int = 0

    @property
    def precision(self) -> float:
        """Of the lines cut."""
        return sum(self.cut) / len(self.cut)

    @property
    def recall(self) -> float:
        """Of the lines marked."""
        return sum(self.marked) / len(self.marked)


def marked_articles(folder: Path, marks: Path = MARKS) -> Iterator[tuple[dict[str, Any], RawArticle]]:
    """Each entry of *marks* with its article; ValueError where the corpus has another text than was marked."""
    rows = [json.loads(line) for line in marks.read_text("utf-8").splitlines()]
    wanted = {(row["file"], row["id"]): row for row in rows}
    for name in sorted({row["file"] for row in rows}):
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for article in map(json.loads, lines):
                if row := wanted.get((name, article["id"])):
                    if hashlib.sha256(article["body"].encode()).hexdigest() != row["sha256"]:
                        raise ValueError(f"{name}: {article['id']} is not the text that was marked")
                    yield row, _raw(article)


def _raw(article: dict[str, Any]) -> RawArticle:
    id_, title, body, date, source, url, section, author = (
        str(article.get(name) or "") for name in ("id", "title", "body", "date", "source", "url", "section", "author")
    )
    return RawArticle(id_, title, body, date, source, url, section, author)


def scored(articles: Iterable[tuple[dict[str, Any], RawArticle]]) -> Score:
    """How far cleaning and the marks agree."""
    score = Score()
    for row, raw in articles:
        letters = [match.start() for match in LETTER.finditer(raw.body)]
        found = [(cut.start, cut.end) for cut in cuts(raw)]
        marks = [(start, end) for _, start, end in row["marks"]]
        are_cut, are_marked = _within(letters, found), _within(letters, marks)
        score.cut += [_agree(letters, span, are_marked) for span in found if _within(letters, [span])]
        score.marked += _found(letters, marks, are_cut)
        score.stretches += _found(letters, _stretches(raw.body, marks), are_cut)
        score.letters_marked += len(are_marked)
        score.letters_found += len(are_marked & are_cut)
        score.letters_wronged += len(are_cut - are_marked)
        score.dates += _dates(row, raw)
        score.articles += 1
    return score


def _found(letters: list[int], marks: list[Span], are_cut: set[int]) -> list[bool]:
    return [_agree(letters, span, are_cut) for span in marks if _within(letters, [span])]


def _stretches(body: str, spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in spans:
        if joined and not body[joined[-1][1] : start].strip():
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def _within(letters: list[int], spans: list[Span]) -> set[int]:
    return {at for start, end in spans for at in letters if start <= at < end}


def _agree(letters: list[int], span: Span, others: set[int]) -> bool:
    own = _within(letters, [span])
    return len(own & others) >= AGREED * len(own)


def _dates(row: dict[str, Any], raw: RawArticle) -> Iterator[bool]:
    if row["date"]:
        start, end, day = row["date"]
        named = named_days(raw.body, read_published(raw.date))
        yield any(one.start < end and start < one.end and one.day.isoformat() == day for one in named)


def main() -> None:
    score = scored(marked_articles(Path(sys.argv[1])))
    print(
        f"cleaning: {score.articles} articles; lines cut {len(score.cut)}, precision {score.precision:.3f}; "
        f"lines marked {len(score.marked)}, recall {score.recall:.3f}; stretches of them {len(score.stretches)}, "
        f"recall {sum(score.stretches) / len(score.stretches):.3f}; letters marked {score.letters_marked:,}, "
        f"recall {score.letters_found / score.letters_marked:.3f}; letters of stories cut {score.letters_wronged}; "
        f"dates {sum(score.dates)} of {len(score.dates)}"
    )


if __name__ == "__main__":
    main()
