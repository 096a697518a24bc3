"""The stems of a surface: a pure function of the lower-cased, folded word.

Plain words are rooting.py's; here stand the rules for hyphens, apostrophes and figures around them. A stem is never
empty and never holds white space.
"""

from __future__ import annotations

import datetime as dt
import re

from index.analysis.lexicon import lexicon
from index.analysis.ranking import model
from index.analysis.rooting import NONE, Names, root, root_and_parts

PIVOT = 69
"""Years of two figures from here on belong to the twentieth century, as in dates.py."""

_CLITICS = ("nya", "lah", "kah", "pun")
_HYPHEN_ENDS = frozenset({"nya", "ku", "mu", "lah", "kah", "pun", "an", "kan"})
_INFLECTING = frozenset(
    {"ber", "di", "me", "mem", "men", "meng", "meny", "nge", "pe", "pem", "pen", "peng", "per", "se", "te", "ter"}
)
"""What stands before a name or an abbreviation as before any word: di-PHK is a form of PHK."""
_HYPHEN_AFFIXES = _INFLECTING | {"ke", "anti", "antar", "eks", "non", "pasca", "pra", "pro"}
_DOUBLED = re.compile(r"([a-z]{3,})2(an|nya|ku|mu)?")
_NO_VOWELS = str.maketrans("", "", "aeiou")
_PART = re.compile(r"[^\W_]+")
_HOST = re.compile(r"(?:https?://)?(?:www\.)?([^/?#]*)")
_ACRONYM = re.compile(r"[a-z]{1,2}(?:\.[a-z]{1,5})+")
_NUMBERED = re.compile(r"([a-z]+)-(\d{1,4})")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+")
_ENGLISH_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?")
_NO_FRACTION = re.compile(r"\.0+$")
_HOUR = re.compile(r"\d{1,2}:\d\d")
_NUMBER = re.compile(r"[\d.,:]+")
_DAY = re.compile(r"(?P<day>\d{1,2})([./-])(?P<month>\d{1,2})\2(?P<year>\d{4})")
_SHORT_DAY = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d\d)")
"""With full stops it may be an hour, with hyphens anything."""
_ISO_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)")


def stems(surface: str, names: Names = NONE) -> tuple[str, ...]:
    """The stem of *surface*, then those of its parts where it has any; *names* are left whole besides those listed."""
    word = surface.removesuffix("'s").replace("'", "") or surface
    if word.isalpha():
        return root_and_parts(word, names)
    if _ACRONYM.fullmatch(word):
        return (word.replace(".", ""),)
    found = _of_address(word) or _of_figures(word) or _of_doubled(word) or _of_numbered(word, names)
    return tuple(dict.fromkeys(found or _of_hyphenated(word, names) or (word, *_parts(word, names))))


def _of_address(word: str) -> tuple[str, ...]:
    """A web or e-mail address is found by the words of its host and its user."""
    if "@" in word[1:]:
        return (word, *_PART.findall(word))
    if "://" in word or word.startswith("www."):
        host = _HOST.match(word)
        return (word, *_PART.findall(host[1] if host else ""))
    return ()


def _of_figures(word: str) -> tuple[str, ...]:
    """A number, an hour or a day has one stem however it is written: 1.000.000 and 1000000, 10:30 and 10.30.

    A day is found by its year too. The sign % is the word persen.
    """
    if word == "%":
        return ("persen",)
    if day := _DAY.fullmatch(word) or _SHORT_DAY.fullmatch(word) or _ISO_DAY.fullmatch(word):
        year = day["year"] if len(day["year"]) == 4 else f"{'19' if int(day['year']) >= PIVOT else '20'}{day['year']}"
        try:
            return (dt.date(int(year), int(day["month"]), int(day["day"])).isoformat(), year)
        except ValueError:
            pass  # 31/2/2022 is a number, or several
    if _THOUSANDS.fullmatch(word):
        return (_NO_FRACTION.sub("", word.replace(".", "").replace(",", ".")),)
    if _ENGLISH_THOUSANDS.fullmatch(word):
        return (_NO_FRACTION.sub("", word.replace(",", "")),)
    if _HOUR.fullmatch(word):
        return (word.replace(":", "."),)
    return (word,) if _NUMBER.fullmatch(word) else ()


def _of_numbered(word: str, names: Names) -> tuple[str, ...]:
    """What newsrooms write with and without a hyphen: Covid-19 and Covid19, U-19 and U19."""
    match = _NUMBERED.fullmatch(word)
    if not match or match[1] in _HYPHEN_AFFIXES:
        return ()
    return (match[1] + match[2], *_parts(word, names))


def _of_doubled(word: str) -> tuple[str, ...]:
    """The figure 2 as newsrooms used to write a doubled word: anak2, orang2nya."""
    if match := _DOUBLED.fullmatch(word):
        half = root(match[1])
        return (half,) if half in model().root else ()
    return ()


def _of_hyphenated(word: str, names: Names) -> tuple[str, ...]:
    if "-" not in word:
        return ()
    known = lexicon()
    if word in known.roots:
        return (known.roots[word],)
    if word in known.kept:
        return (word,)
    head, _, tail = word.rpartition("-")
    if tail in _HYPHEN_ENDS and head.strip("-"):
        return stems(head, names)
    first, _, rest = word.partition("-")
    if first in _INFLECTING and not rest[:1].isdigit():
        return stems(rest, names)
    half = _reduplicated(head, tail, names)
    return (half,) if half else (word, *_parts(word, names))


def _reduplicated(first: str, second: str, names: Names) -> str:
    """The root that both halves share (buku-bukunya, tolong-menolong, meniru-nirukan), or the one that the other,
    seldom a word by itself, rhymes with (sayur-mayur, bolak-balik); else nothing."""
    if not (first.isalpha() and second.isalpha()):
        return ""
    known = lexicon()
    for clitic in _CLITICS:  # undang-undangnya is a form of undang-undang, which stands apart from undang
        whole = f"{first}-{second.removesuffix(clitic)}"
        if whole in known.kept:
            return whole
    half = root(first, names)
    if half in (root(second, names), root("me" + second, names)):
        return half
    if (whole := _undoubled(first, second)) and (found := root(whole, names)) != whole:
        return found
    rhymes = len(first) == len(second) and (first[1:] == second[1:] or _consonants(first) == _consonants(second))
    weights = model().root
    usual, echo = sorted((first, second), key=lambda one: weights.get(one, 0.0), reverse=True)
    return usual if rhymes and weights.get(usual, 0.0) > weights.get(echo, 0.0) + 0.5 else ""


def _undoubled(first: str, second: str) -> str:
    """kebarat-baratan said once, kebaratan, if *first* ends as *second* begins; else nothing."""
    for n in range(min(len(first), len(second)), 2, -1):
        if first.endswith(second[:n]):
            return first + second[n:]
    return ""


def _consonants(word: str) -> str:
    return word.translate(_NO_VOWELS)


def _parts(word: str, names: Names) -> list[str]:
    """The stems of the parts that can stand alone: not single letters, not affixes."""
    parts = [part for part in _PART.findall(word) if len(part) > 1 and part not in _HYPHEN_AFFIXES]
    return [root(part, names) if part.isalpha() else part for part in parts]
