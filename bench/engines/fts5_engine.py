"""SQLite FTS5, contentless: one table of texts, one of days, one of values for each field, joined for facets."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from bench.engines import STEM_WEIGHT, SURFACE_WEIGHT, TITLE_WEIGHT, TOP, Answer, Counts, month
from bench.queries import AskedWord, Question, Shape
from index.document import Document
from index.schema import FILTERS

FILE = "index.db"
SCHEMA = """
    -- Whatever is no space belongs to a word: the tokens are made already. Title and body are columns of their own, so
    -- that "title and body" costs no second copy of the title.
    create virtual table texts using fts5(title_surface, body_surface, title_stem, body_stem, content='',
        tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'");
    create virtual table words using fts5vocab(texts, 'col');
    create table articles(id integer primary key, day integer, month integer);
    create index days on articles(day);
"""
SURFACES, STEMS = "{title_surface body_surface}", "{title_stem body_stem}"
WEIGHTS = ", ".join(str(form * title) for form in (SURFACE_WEIGHT, STEM_WEIGHT) for title in (TITLE_WEIGHT, 1.0))
MOST_WORDS = 1_000
"""A pattern becomes an OR of the words that the vocabulary has for it; of more, the engine gives up."""


def _connected(folder: Path) -> sqlite3.Connection:
    db = sqlite3.connect(folder / FILE)
    for setting in ("cache_size = -500000", "mmap_size = 8000000000", "temp_store = memory"):
        db.execute(f"pragma {setting}")
    return db


class Fts5Builder:
    """One transaction, as large and as unsafe as is quickest; durable where it goes on top."""

    def __init__(self, folder: Path, *, on_top: bool) -> None:
        self._on_top = on_top
        self._db = _connected(folder)
        if not on_top:
            self._db.executescript("pragma journal_mode = off; pragma synchronous = off;" + SCHEMA)
            for name in FILTERS:
                self._db.execute(f"create table {name}_names(id integer primary key, name text unique)")
                self._db.execute(f"create table {name}(article integer, value integer)")
        self._known: dict[str, dict[str, int]] = {name: {} for name in FILTERS}

    def add(self, documents: Sequence[Document]) -> None:
        """The rows of all tables."""
        self._db.executemany(
            "insert into texts(rowid, title_surface, body_surface, title_stem, body_stem) values (?, ?, ?, ?, ?)",
            (
                (
                    d.number,
                    *(" ".join(part) for part in (d.title.surfaces, d.body.surfaces, d.title.stems, d.body.stems)),
                )
                for d in documents
            ),
        )
        self._db.executemany(
            "insert into articles values (?, ?, ?)", ((d.number, d.day, d.day and _month(d.day)) for d in documents)
        )
        for place, name in enumerate(FILTERS):
            rows = ((d.number, self._value(name, id_)) for d in documents for id_, _ in d.values[place])
            self._db.executemany(f"insert into {name} values (?, ?)", rows)

    def _value(self, field: str, id_: str) -> int:
        known = self._known[field]
        if id_ not in known:
            self._db.execute(f"insert or ignore into {field}_names(name) values (?)", (id_,))
            (known[id_],) = self._db.execute(f"select id from {field}_names where name = ?", (id_,)).fetchone()
        return known[id_]

    def __enter__(self) -> Fts5Builder:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is None and not self._on_top:
            self._db.execute("insert into texts(texts) values ('optimize')")
            for name in FILTERS:
                self._db.execute(f"create index {name}_articles on {name}(article, value)")
        if kind is None:
            self._db.commit()
        self._db.close()


class Fts5Session:
    """One connection."""

    def __init__(self, folder: Path) -> None:
        self._db = _connected(folder)
        self._db.isolation_level = None  # no transaction between two questions: others may write
        self._db.execute("create temp table hits(id integer primary key)")

    def ask(self, question: Question, *, facets: bool) -> Answer | None:
        """Top and count as two statements; for facets the hits are gathered once and joined."""
        match = self._match(question)
        if match is None:
            return None
        source, arguments = _source(match, question)
        top = self._top(source, arguments, question)
        if not facets:
            (total,) = self._db.execute(f"select count(*) from ({source})", arguments).fetchone()
            return Answer(total, top)
        self._db.execute("delete from hits")
        total = self._db.execute(f"insert into hits {source}", arguments).rowcount
        return Answer(total, top, {name: self._facet(name) for name in ("person", "place")} | {"month": self._months()})

    def _top(self, source: str, arguments: Sequence[object], question: Question) -> tuple[tuple[int, float], ...]:
        if question.first:
            text = f"select h.id, 0.0 from ({source}) h join articles a on a.id = h.id order by a.day desc limit {TOP}"
        elif question.shape is Shape.EVERYTHING:
            text = f"{source} limit {TOP}".replace("select id", "select id, 0.0")
        else:
            text = f"select rowid, -bm25(texts, {WEIGHTS}) s from texts where texts match ? order by s desc limit {TOP}"
        return tuple((number - 1, score) for number, score in self._db.execute(text, arguments))

    def _facet(self, name: str) -> Counts:
        text = f"""select n.name, counted.c from (
                       select v.value, count(*) c from hits join {name} v on v.article = hits.id
                       group by v.value order by c desc limit {TOP}
                   ) counted join {name}_names n on n.id = counted.value"""
        return tuple(sorted(self._db.execute(text).fetchall(), key=lambda row: -row[1]))

    def _months(self) -> Counts:
        text = f"""select month, count(*) c from hits join articles a on a.id = hits.id where month > 0
                   group by month order by c desc limit {TOP}"""
        return tuple((f"{number // 100:04d}-{number % 100:02d}", count) for number, count in self._db.execute(text))

    def forget(self) -> None:
        """It keeps pages only."""

    def close(self) -> None:
        """The connection."""
        self._db.close()

    def _match(self, question: Question) -> str | None:
        """The question in FTS5's language; empty for everything."""
        match question.shape:
            case Shape.ALL | Shape.ANY:
                operator = " AND " if question.shape is Shape.ALL else " OR "
                return operator.join(f"({_word(word)})" for word in question.words)
            case Shape.PHRASE:
                return f'{SURFACES} : "{" ".join(word.surface for word in question.words)}"'
            case Shape.PREFIX:
                return f'{SURFACES} : "{question.text}" *'
            case Shape.WILDCARD:
                return self._pattern(question.text)
            case Shape.FUZZY:
                return None
            case Shape.EVERYTHING:
                return ""

    def _pattern(self, pattern: str) -> str | None:
        found = self._db.execute(
            "select distinct term from words where term glob ? and term >= ? and term < ? and col in (?, ?) limit ?",
            (
                pattern,
                pattern.partition("*")[0],
                pattern.partition("*")[0] + "\U0010ffff",
                *SURFACES[1:-1].split(),
                MOST_WORDS + 1,
            ),
        ).fetchall()
        if not 0 < len(found) <= MOST_WORDS:
            return None
        return f"{SURFACES} : ({' OR '.join(_quoted(term) for (term,) in found)})"


class Fts5Engine:
    """See bench.engines.Engine."""

    version = sqlite3.sqlite_version

    def builder(self, folder: Path, *, on_top: bool = False) -> Fts5Builder:
        """A connection that writes."""
        return Fts5Builder(folder, on_top=on_top)

    def open(self, folder: Path) -> Fts5Session:
        """A connection that reads."""
        return Fts5Session(folder)


def _source(match: str, question: Question) -> tuple[str, Sequence[object]]:
    """A statement for the ids of all hits."""
    if not match:
        return "select id from articles", ()
    if not question.first:
        return "select rowid as id from texts where texts match ?", (match,)
    # A cross join: the hits first, then their days; the other way round takes ten times as long.
    text = """select texts.rowid as id from texts cross join articles a on a.id = texts.rowid
              where texts match ? and a.day between ? and ?"""
    return text, (match, question.first, question.last)


def _word(word: AskedWord) -> str:
    return f"({SURFACES} : {_quoted(word.surface)}) OR ({STEMS} : {_quoted(word.stem)})"


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _month(day: int) -> int:
    return int(month(day).replace("-", ""))


ENGINE = Fts5Engine()
