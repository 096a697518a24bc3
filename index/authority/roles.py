"""Titles and offices as articles give them beside a name: "Gubernur Jawa Barat Ridwan Kamil", "Budi, Ketua KPK".

Read from the text itself, by the lists that the tagger's rules use; nothing of it is stored.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from index.article import Article
from index.entities.identifiers import folded
from index.entities.lists import lists

MOST_WORDS = 7
"""Words of an office between its first word and the name: Menteri Koordinator Bidang Politik, Hukum dan Keamanan."""
_WITHIN = frozenset({"dan", "bidang", "urusan"})
_WORD = re.compile(r"[^\W_][\w./'’-]*|[,()\n]")
_AFTER = re.compile(r"[ ]?[,(] ?(?:selaku |sebagai |yang (?:juga )?(?:merupakan )?)?")


@dataclass(frozen=True, slots=True)
class Role:
    """One title or office of a person, by the articles that give it."""

    title: str
    articles: int
    first: int
    """Year of the earliest of them; 0 where none is dated."""
    last: int


@dataclass(slots=True)
class _Seen:
    spellings: Counter[str] = field(default_factory=Counter)
    years: list[int] = field(default_factory=list)
    articles: int = 0


def roles_of(articles: Iterable[tuple[Article, Sequence[str]]]) -> tuple[Role, ...]:
    """The roles that articles give somebody under these names, the most frequent first, then the earliest."""
    seen: dict[str, _Seen] = {}
    for article, names in articles:
        for key, title in {folded(title): title for title in titles(article, names)}.items():
            one = seen.setdefault(key, _Seen())
            one.spellings[title] += 1
            one.articles += 1
            one.years += [article.published.day.year] if article.published.day else []
    found = (
        Role(_spelt(one.spellings), one.articles, min(one.years, default=0), max(one.years, default=0))
        for one in seen.values()
    )
    return tuple(sorted(found, key=lambda role: (-role.articles, role.first, role.title)))


def is_in_role(article: Article, names: Sequence[str], role: str) -> bool:
    """Whether the article gives one of the names a title that holds the words of *role*."""
    wanted = f" {folded(role)} "
    return any(wanted in f" {folded(title)} " for title in titles(article, names))


def titles(article: Article, names: Sequence[str]) -> Iterator[str]:
    """Every title before or behind one of the names, as written."""
    for text in (article.title, article.body):
        for found in _pattern(tuple(names)).finditer(text):
            before = _before(text[max(0, found.start() - 120) : found.start()])
            if before:
                yield before
            behind = _behind(text[found.end() : found.end() + 120])
            if behind:
                yield behind


def _before(text: str) -> str:
    """The office that ends where the name begins."""
    words = list(_WORD.finditer(text))[-MOST_WORDS - 1 :]
    best = ""
    if words and words[-1].group() in _WITHIN:  # "Wakil Presiden Jusuf Kalla dan" is the office of another
        return best
    for place in range(len(words) - 1, -1, -1):
        word = words[place].group()
        if not _continues(word):
            break
        if _opens(word):
            best = " ".join(text[words[place].start() :].split())
    return best


def _behind(text: str) -> str:
    """The office that an apposition opens: "Budi Santoso, Ketua KPK, mengatakan"."""
    opened = _AFTER.match(text)
    if not opened:
        return ""
    words = list(_WORD.finditer(text, opened.end()))
    if not words or not _opens(words[0].group()):
        return ""
    end = words[0].end()
    for word in words[1 : MOST_WORDS + 1]:
        if not _continues(word.group()) or (word.group().islower() and word.group() not in _WITHIN):
            break
        end = word.end()
    return " ".join(text[opened.end() : end].split()).removesuffix(" dan")


def _opens(word: str) -> bool:
    return word[0].isupper() and lists().titles.get(word.lower().rstrip(".")) == "jabatan"


def _continues(word: str) -> bool:
    return word not in ",()\n" and (
        word[0].isupper() or word[0].isdigit() or word in _WITHIN or word.lower() in _offices()
    )


@cache
def _offices() -> frozenset[str]:
    return frozenset(word for word, sort in lists().titles.items() if sort == "jabatan")


@lru_cache(maxsize=256)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    forms = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)) if name)
    return re.compile(rf"(?<!\w)(?:{forms or '(?!)'})(?!\w)")


def _spelt(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda title: (-spellings[title], title))
