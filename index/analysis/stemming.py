"""The stems of a surface: a pure function of the lower-cased, folded word.

PySastrawi decides for plain words; before it stand the lists of lexicon.py, around it the rules for hyphens,
apostrophes and figures. A stem is never empty and never holds white space.
"""

from __future__ import annotations

import datetime as dt
import re

from index.analysis import sastrawi
from index.analysis.lexicon import lexicon

_CLITICS = ("nya", "lah", "kah", "pun")
_HYPHEN_CLITICS = frozenset({"nya", "ku", "mu", "lah", "kah", "pun", "an"})
_HYPHEN_AFFIXES = frozenset(
    {"ber", "di", "ke", "me", "mem", "men", "meng", "nge", "pe", "pem", "peng", "per", "se", "te", "ter"}
    | {"anti", "antar", "eks", "non", "pasca", "pra", "pro"}
    | {"kan"}
)
_LONGEST_WORD = 40
"""Letters. Nothing longer is an Indonesian word; PySastrawi is not asked."""

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
        return (_root(word),)
    found = _of_address(word) or _of_figures(word) or _of_doubled(word) or _of_hyphenated(word)
    return tuple(dict.fromkeys(found or (word, *_parts(word))))


def _root(word: str) -> str:
    """The root of a word of letters only."""
    known = lexicon()
    if word in known.roots:
        return known.roots[word]
    if word in known.kept or len(word) <= 3 or len(word) > _LONGEST_WORD or not word.isascii():
        return word
    if sastrawi.is_root(word):
        return word
    return _without_clitic(word) or _guarded(word)


def _without_clitic(word: str) -> str:
    """The root of what a clitic hangs on, if that is a word (pembelinya, Bekasilah), else nothing.

    PySastrawi takes -nya and -i off together and finds bel in pembelinya. Only -nya may hang on a word that needs
    rules itself: in melangkah and menikah the end belongs to the root.
    """
    known = lexicon()
    for clitic in _CLITICS:
        host = word.removesuffix(clitic)
        if host == word or len(host) < 3:
            continue
        if host in known.kept or host in known.roots or (clitic == "nya" and sastrawi.is_root(host)):
            return known.roots.get(host, host)
        if clitic == "nya" and len(host) > 3 and (root := _root(host)) != host:
            return root
    return ""


def _guarded(word: str) -> str:
    """PySastrawi's root, unless it is no word (upa, el) or it knows nothing and -nya is left.

    -nya is often written with an n too few, alasanya for alasannya; webnya and jajaranya look alike until then.
    """
    root = sastrawi.root(word)
    if root == word and word.endswith("nya") and len(word) > 5:
        misspelt = word.removesuffix("ya")
        root = _root(misspelt)
        return root if root != misspelt or sastrawi.is_root(root) else word.removesuffix("nya")
    return root if len(root) > 2 else word


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
        root = _root(match[1])
        return (root,) if sastrawi.is_root(root) else ()
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
    root = _reduplicated(head, tail)
    return (root,) if root else (word, *_parts(word))


def _reduplicated(first: str, second: str) -> str:
    """The root that both halves share (buku-bukunya, tolong-menolong, meniru-nirukan), else nothing."""
    if not (first.isalpha() and second.isalpha()):
        return ""
    known = lexicon()
    for clitic in _CLITICS:  # undang-undangnya is a form of undang-undang, which stands apart from undang
        whole = f"{first}-{second.removesuffix(clitic)}"
        if whole in known.kept:
            return whole
    root = _root(first)
    return root if root in (_root(second), _root("me" + second)) else ""


def _parts(word: str) -> list[str]:
    """The stems of the parts that can stand alone: not single letters, not affixes."""
    parts = [part for part in _PART.findall(word) if len(part) > 1 and part not in _HYPHEN_AFFIXES]
    return [_root(part) if part.isalpha() else part for part in parts]
