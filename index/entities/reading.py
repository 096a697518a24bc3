"""Article -> mentions: what the tagger found, set right by what the lists know for sure.

Titles and degrees are cut off a person's name and kept as evidence of a role; initials of suspects are dropped; one
name is of one type throughout an article.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from index.entities.lists import Lists
from index.entities.mention import Mention
from index.entities.tagging.chains import BODY, PERSON, PLACE
from index.entities.tagging.tagger import Span
from index.entities.tokens import Tokens

_BRACKETED_AGE = re.compile(r" ?\(\d\d?\b")
_SUSPECTS = frozenset({"inisial", "berinisial", "tersangka", "pelaku", "terduga", "korban", "alias"})
_OPENS = frozenset('.\n"“')
_APART = _SUSPECTS | {"(", ")", "/", "-", "&", "bahasa", "berbahasa"}


def mentions(text: Tokens, spans: Iterable[Span], lists: Lists) -> list[Mention]:
    """The mentions of a text, in its order."""
    found: list[Mention] = []
    for first, last, kind in sorted([*(spans := list(spans)), *_overlooked(text, spans, lists)]):
        mention = _person(text, first, last, lists) if kind == PERSON else _other(text, first, last, kind, lists)
        if mention is not None:
            found.append(mention)
    return [mention for mention in _of_one_type(found) if mention.kind != PLACE or _is_place(mention, lists)]


def _overlooked(text: Tokens, spans: Iterable[Span], lists: Lists) -> list[Span]:
    """Countries and provinces of the body that the tagger left out, but not beside a capital it left out as well."""
    taken = {i for first, last, _ in spans for i in range(first, last)}
    words, found = text.words, []
    for i in range(text.n_title + 1, len(words) - 1):
        name = words[i]
        if i in taken or name not in lists.sure_places or words[i + 1][0].isupper():
            continue
        if words[i - 1][0].isupper() and words[i - 2] not in _OPENS:
            continue
        if words[i - 1] not in _APART and words[i + 1] not in _APART:
            found.append((i, i + 1, PLACE))
    return found


def _is_place(mention: Mention, lists: Lists) -> bool:
    """Whether a place that the gazetteer does not know looks like one: no digits, no unknown initials."""
    if mention.name.casefold() in lists.places:
        return True
    return not any(c.isdigit() for c in mention.name) and not (mention.name.isupper() and len(mention.name) < 5)


def _other(text: Tokens, first: int, last: int, kind: str, lists: Lists) -> Mention | None:
    """A place or body without the office that stood before it: "Bupati Sukabumi"; None where it was only an office."""
    while first < last and lists.titles.get(text.words[first].lower()) == "jabatan":
        first += 1
    if first == last:
        return None
    found = _made(text, first, last, kind)
    return None if kind == PLACE and "inisial" in text.words[first - 1].lower() else found


def _made(text: Tokens, first: int, last: int, kind: str, role: str = "") -> Mention:
    name = " ".join(text.cut(first, last).split())
    return Mention(kind, name, text.starts[first], text.end(last - 1), first, last, first < text.n_title, role)


def _person(text: Tokens, first: int, last: int, lists: Lists) -> Mention | None:
    """The person without titles and degrees; None where nothing or no more than a suspect's initials is left."""
    words, begin = text.words, first
    while first < last and _is_title(words, first, last, lists):
        first += 1
    while last > first and _is_degree(words[last - 1], lists):
        last -= 1
    if first == last or (last - first == 1 and lists.titles.get(words[first].lower()) == "jabatan"):
        return None
    found = _made(text, first, last, PERSON, _role(text, begin, first, lists))
    return None if _is_suspect(found, text, lists) else found


def _is_title(words: list[str], i: int, last: int, lists: Lists) -> bool:
    """Whether the word is a title to be cut off: never the whole name, nor one without which the name does not work."""
    word = words[i]
    if word in {".", ",", "-"}:
        return True
    if last - i < 2 or word.lower().rstrip(".") not in lists.titles:
        return False
    return word not in lists.kept_titles


def _is_degree(word: str, lists: Lists) -> bool:
    plain = word.replace(".", "").lower()
    return word in {".", ",", "-"} or (plain in lists.degrees and (word.isupper() or "." in word))


def _role(text: Tokens, begin: int, first: int, lists: Lists) -> str:
    """The titles cut off, and those that stand directly before."""
    while begin and text.words[begin - 1].lower().rstrip(".") in lists.titles:
        begin -= 1
    return " ".join(text.cut(begin, first).split()) if begin < first else ""


def _is_suspect(mention: Mention, text: Tokens, lists: Lists) -> bool:
    """Whether the name is the initials of someone who is not to be named: "AS (34)", "berinisial YN", "F. F"."""
    letters = re.sub(r"[\W_]", "", mention.name)
    if not letters:
        return True
    if not letters.isupper() or len(letters) > 3:
        return False
    if mention.first > 0 and text.words[mention.first - 1].lower() in {"inisial", "berinisial"}:
        return True
    is_aged = bool(_BRACKETED_AGE.match(text.text, mention.end))
    if mention.name in lists.short_names:
        return is_aged and len(letters) < 3
    if len(letters) < 3 or is_aged:
        return True
    return mention.first > 0 and text.words[mention.first - 1].lower() in _SUSPECTS


def _of_one_type(found: list[Mention]) -> list[Mention]:
    """The mentions with one type for each name: that of most of its mentions in the body, those in headlines last."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in found:
        votes[mention.name.casefold()][mention.kind] += 1 if mention.in_title else 3
    return [
        mention if len(votes[name := mention.name.casefold()]) == 1 else replace(mention, kind=_winner(votes[name]))
        for mention in found
    ]


def _winner(votes: Counter[str]) -> str:
    best = max(votes.values())
    return next(kind for kind in (PERSON, PLACE, BODY, *votes) if votes[kind] == best)
