"""Article -> mentions: what the tagger found, set right by what the lists know for sure.

Titles and degrees are cut off a person's name and kept as evidence of a role; initials of suspects are dropped; one
name is of one type throughout an article.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Set
from dataclasses import replace

from index.entities.brackets import beside_brackets
from index.entities.lists import CORPS, Lists
from index.entities.mention import Mention
from index.entities.neighbours import by_neighbours
from index.entities.tagging.chains import BODY, PERSON, PLACE
from index.entities.tagging.tagger import Span
from index.entities.tokens import Tokens

_BRACKETED_AGE = re.compile(r" ?\(\d\d?\b")
_SUSPECTS = frozenset({"inisial", "berinisial", "tersangka", "pelaku", "terduga", "korban", "alias"})
_CREDITS = frozenset({"foto", "dok", "ilustrasi", "penulis", "editor", "reporter", "sumber"})
_OTHERS = frozenset({"cs", "dkk"})
_OPENS = frozenset('.\n"“')
_APART = frozenset("()/-&")
_LEVELS = frozenset({"Kabupaten", "Kota", "Kab", "Kab."})
_LEGAL = frozenset({"Persero", "Tbk", "PT", "CV", "Ltd", "Inc", "Sdn", "Bhd"})
_MONEY = re.compile(r"Rp\.?\d*")


def mentions(text: Tokens, spans: Iterable[Span], lists: Lists) -> list[Mention]:
    """The mentions of a text, in its order."""
    spans = by_neighbours(text, beside_brackets(text, spans), lists)
    found: list[Mention] = []
    for first, last, kind in sorted([*spans, *overlooked(text, spans, lists)]):
        mention = _person(text, first, last, lists) if kind == PERSON else _other(text, first, last, kind, lists)
        if mention is not None:
            found.append(mention)
    found = _on_evidence(text, _agreed(text, _pairs_apart(text, found, lists)), lists)
    return [mention for mention in _of_one_type(found) if mention.kind != PLACE or _is_place(mention, lists)]


def _pairs_apart(text: Tokens, found: list[Mention], lists: Lists) -> list[Mention]:
    """A hyphenated name as two persons where the article has both elsewhere, or one is known: "Ganjar-Mahfud"."""
    known = {
        word for mention in found if mention.kind == PERSON and "-" not in mention.name for word in mention.name.split()
    }
    apart: list[Mention] = []
    for mention in found:
        at = [i for i in range(mention.first + 1, mention.last - 1) if text.words[i] == "-"]
        pair = {text.words[i + side] for i in at[:1] for side in (-1, 1)}
        is_known = pair <= known or (len(mention.name.split("-")) == 2 and not pair.isdisjoint(lists.running_mates))
        if mention.kind == PERSON and len(at) == 1 and is_known:
            apart.append(_made(text, mention.first, at[0], PERSON, mention.role))
            apart.append(_made(text, at[0] + 1, mention.last, PERSON))
        else:
            apart.append(mention)
    return apart


def _is_credit(text: Tokens, mention: Mention) -> bool:
    """Whether a name is that of who wrote or took something: "(Budi Santoso/Antara)", "Foto: Antara/Budi Santoso"."""
    words, first, last = text.words, mention.first, mention.last
    before, behind = words[first - 1] if first else "", words[last] if last < len(words) else ""
    if (before, behind) in {("(", "/"), ("/", ")")}:
        return True
    return before in {"/", ":"} and any(word.lower() in _CREDITS for word in words[max(first - 5, 0) : first])


def _on_evidence(text: Tokens, found: list[Mention], lists: Lists) -> list[Mention]:
    """Without the places whose name is also another word, "Palu" or "Batu", where nothing says they are places."""
    doubtful = [mention for mention in found if mention.kind == PLACE and mention.name in lists.ambiguous]
    proven = {mention.name for mention in doubtful if _is_proven(text, mention, lists)}
    return [mention for mention in found if mention not in doubtful or mention.name in proven]


def _is_proven(text: Tokens, mention: Mention, lists: Lists) -> bool:
    """Whether a preposition, an office, a level or a people stands before, or the place it lies in behind."""
    words, first, last = text.words, mention.first, mention.last
    before = words[first - 1].lower() if first else ""
    if before in lists.before_places or lists.titles.get(before) == "jabatan" or before in lists.levels:
        return True
    around = [words[i] for i in (last + 1, first - 2) if 0 <= i < len(words)]
    return (before in {",", "dan"} or words[last : last + 1] in ([","], ["dan"])) and any(
        word.casefold() in lists.places or word.lower() in lists.levels for word in around
    )


def _agreed(text: Tokens, found: list[Mention]) -> list[Mention]:
    """Persons of the headline without the verb that was taken for a name, where the body shows it is none."""
    known = {
        word for mention in found if mention.kind == PERSON and not mention.in_title for word in mention.name.split()
    }
    small = frozenset(text.words[text.n_title :])
    return [
        _without_verbs(text, mention, known, small) if mention.kind == PERSON and mention.in_title else mention
        for mention in found
    ]


def _without_verbs(text: Tokens, mention: Mention, known: Set[str], small: Set[str]) -> Mention:
    first, last = mention.first, mention.last
    words = text.words
    if known.isdisjoint(words[first:last]):
        return mention
    while words[last - 1] not in known and words[last - 1].lower() in small:
        last -= 1
    while words[first] not in known and words[first].lower() in small:
        first += 1
    return mention if (first, last) == (mention.first, mention.last) else _made(text, first, last, PERSON, mention.role)


def overlooked(text: Tokens, spans: Iterable[Span], lists: Lists) -> list[Span]:
    """Countries and provinces of the body that the tagger left out, but not beside a capital it left out as well."""
    taken = {i for first, last, _ in spans for i in range(first, last)}
    words, found = text.words, []
    for i in range(text.n_title + 1, len(words) - 1):
        name = words[i]
        if i in taken or name not in lists.sure_places or words[i + 1][0].isupper():
            continue
        if words[i - 1][0].isupper() and words[i - 2] not in _OPENS:
            continue
        if (
            words[i - 1] not in _APART
            and words[i + 1] not in _APART
            and words[i - 1].lower() not in lists.not_before_places
        ):
            found.append((i, i + 1, PLACE))
    return found


def _is_place(mention: Mention, lists: Lists) -> bool:
    """Whether a place that the gazetteer does not know looks like one: no digits, no unknown initials."""
    if mention.name.casefold() in lists.places:
        return True
    return not any(c.isdigit() for c in mention.name) and not (mention.name.isupper() and len(mention.name) < 5)


def _other(text: Tokens, first: int, last: int, kind: str, lists: Lists) -> Mention | None:
    """A place or body without the office that stood before it: "Bupati Sukabumi"; None where it was only an office.

    A place has the word for its level, where that stands before it.
    """
    while first < last and lists.titles.get(text.words[first].lower()) == "jabatan":
        first += 1
    if first == last:
        return None
    if kind == PLACE and _has_level(text.words, first):
        first -= 1
    found = _made(text, first, last, kind)
    if kind == BODY and (found.name in _LEGAL or _is_source(text, found)):
        return None
    return None if kind == PLACE and text.words[first - 1].lower() in lists.not_before_places else found


def _has_level(words: list[str], first: int) -> bool:
    """Whether "Kabupaten" or "Kota" stands before a place, and is no part of an office: "Wali Kota"."""
    return first > 0 and words[first - 1] in _LEVELS and words[max(first - 2, 0)].lower() not in {"wali", "wakil"}


def _is_source(text: Tokens, mention: Mention) -> bool:
    """Whether a body is where a line comes from, in brackets at its end: "(Budi Santoso/Antara)"."""
    words, first, last = text.words, mention.first, mention.last
    return (
        words[first - 1 : first] == ["/"]
        and words[last : last + 1] == [")"]
        and words[last + 1 : last + 2]
        in (
            [],
            ["\n"],
        )
    )


def _made(text: Tokens, first: int, last: int, kind: str, role: str = "") -> Mention:
    name = " ".join(text.cut(first, last).split())
    return Mention(kind, name, text.starts[first], text.end(last - 1), first, last, first < text.n_title, role)


def _person(text: Tokens, first: int, last: int, lists: Lists) -> Mention | None:
    """The person without titles and degrees; None where nothing or no more than a suspect's initials is left."""
    words, begin = text.words, first
    while first < last and _is_title(words, first, last, lists):
        first += 1
    last = next((i for i in range(first + 1, last) if _MONEY.fullmatch(words[i])), last)
    while last > first and _is_degree(words[last - 1], lists):
        last -= 1
    if first == last or (last - first == 1 and lists.titles.get(words[first].lower()) == "jabatan"):
        return None
    if words[first] == "The" or " ".join(words[first:last]) in lists.no_names:
        return None
    found = _made(text, first, last, PERSON, _role(text, begin, first, lists))
    return None if _is_suspect(found, text, lists) or _is_credit(text, found) else found


def _is_title(words: list[str], i: int, last: int, lists: Lists) -> bool:
    """Whether the word is a title to be cut off: never the whole name, nor one without which the name does not work."""
    word = words[i]
    if word in {".", ",", "-"} or (word in CORPS and last - i > 1):
        return True
    if last - i < 2 or word.lower().rstrip(".") not in lists.titles:
        return False
    return word not in lists.kept_titles


def _is_degree(word: str, lists: Lists) -> bool:
    plain = word.replace(".", "").lower()
    if word in {".", ",", "-"} or plain in _OTHERS:
        return True
    return plain in lists.degrees and (word.isupper() or "." in word or not word[1:].islower() or word == "Sp")


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
