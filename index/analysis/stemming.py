"""The stems of a surface: a pure function of the lower-cased, folded word.

Plain words are rooting.py's; here stand the rules for hyphens, apostrophes and figures around them. A stem is never
empty and never holds white space.
"""

from __future__ import annotations

import datetime as dt
import re

from index.analysis.lexicon import lexicon
from index.analysis.ranking import model
from index.analysis.rooting import root, root_and_parts

_CLITICS = ("nya", "lah", "kah", "pun")
_HYPHEN_CLITICS = frozenset({"nya", "ku", "mu", "lah", "kah", "pun", "an"})
_HYPHEN_AFFIXES = frozenset(
    {"ber", "di", "ke", "me", "mem", "men", "meng", "nge", "pe", "pem", "peng", "per", "se", "te", "ter"}
    | {"anti", "antar", "eks", "non", "pasca", "pra", "pro"}
    | {"kan"}
)
_DOUBLED = re.compile(r"([a-z]{3,})2(an|nya|ku|mu)?")
_PART = re.compile(r"[^\W_]+")
_HOST = re.compile(r"(?:https?://)?(?:www\.)?([^/?#]*)")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+")
_NUMBER = re.compile(r"[\d.,:]+")
_DAY = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4})")


def stems(surface: str) -> tuple[str, ...]:
    """The stem of *surface*, then those of its parts where it has any."""
    word = surface.removesuffix("'s").replace("'", "") or surface
    if word.isalpha():
        return root_and_parts(word)
    found = _of_address(word) or _of_figures(word) or _of_doubled(word) or _of_hyphenated(word)
    return tuple(dict.fromkeys(found or (word, *_parts(word))))


def _of_address(word: str) -> tuple[str, ...]:
    """A web or e-mail address is found by the words of its host and its user."""
    if "@" in word[1:]:
        return (word, *_PART.findall(word))
    if "://" in word or word.startswith("www."):
        host = _HOST.match(word)
        return (word, *_PART.findall(host[1] if host else ""))
    return ()


def _of_figures(word: str) -> tuple[str, ...]:
    """A number or a day is found however its figures are grouped: 1.000.000 as 1000000, 4,5 as 4.5."""
    if _THOUSANDS.fullmatch(word):
        return (word, word.replace(".", "").replace(",", "."))
    if _NUMBER.fullmatch(word):
        return (word,)
    if day := _DAY.fullmatch(word):
        try:
            return (word, dt.date(int(day[4]), int(day[3]), int(day[1])).isoformat())
        except ValueError:
            return ()
    return ()


def _of_doubled(word: str) -> tuple[str, ...]:
    """The figure 2 as newsrooms used to write a doubled word: anak2, orang2nya."""
    if match := _DOUBLED.fullmatch(word):
        half = root(match[1])
        return (half,) if half in model().root else ()
    return ()


def _of_hyphenated(word: str) -> tuple[str, ...]:
    if "-" not in word:
        return ()
    known = lexicon()
    if word in known.roots:
        return (known.roots[word],)
    if word in known.kept:
        return (word,)
    head, _, tail = word.rpartition("-")
    if tail in _HYPHEN_CLITICS and head.strip("-"):
        return stems(head)
    half = _reduplicated(head, tail)
    return (half,) if half else (word, *_parts(word))


def _reduplicated(first: str, second: str) -> str:
    """The root that both halves share (buku-bukunya, tolong-menolong, meniru-nirukan), else nothing."""
    if not (first.isalpha() and second.isalpha()):
        return ""
    known = lexicon()
    for clitic in _CLITICS:  # undang-undangnya is a form of undang-undang, which stands apart from undang
        whole = f"{first}-{second.removesuffix(clitic)}"
        if whole in known.kept:
            return whole
    half = root(first)
    return half if half in (root(second), root("me" + second)) else ""


def _parts(word: str) -> list[str]:
    """The stems of the parts that can stand alone: not single letters, not affixes."""
    parts = [part for part in _PART.findall(word) if len(part) > 1 and part not in _HYPHEN_AFFIXES]
    return [root(part) if part.isalpha() else part for part in parts]
