"""Organisations under the fullest name the article gives, with their initials and shorter forms.

Names are compared spelt out: "Pemprov Jabar" is "Pemerintah Provinsi Jawa Barat", "BKD" what the article or the list of
initials says it is. A name that opens or closes exactly one longer name of the article is its short form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from index.entities.joining.found import Found, compared, surfaces
from index.entities.joining.spelling import abbreviates, is_slip
from index.entities.lists import Lists
from index.entities.mention import Mention
from index.entities.tagging.chains import BODY

_BRACKETED = re.compile(r" ?\( ?[^()]{1,40} ?\)")
_INITIALS = re.compile(r" ?\( ?([A-Za-z][\w./-]{1,14}) ?\)")
_LEGAL = frozenset(
    {"pt", "cv", "tbk", "persero", "ud", "ri", "ltd", "inc", "pte", "llc", "plc", "corp", "group", "grup"}
)
_NUMBER = re.compile(r"[ivx]+|.*\d.*")
_TAIL = ["republik", "indonesia"]
_LOCAL = frozenset({"dprd", "bpbd", "kpud", "pemda"})
"""Initials that every province and regency has a body of: by themselves they stand for the one the article is about."""
Words = tuple[str, ...]


@dataclass(slots=True)
class _Body:
    """A body in the making: its surfaces, each with its words spelt out."""

    forms: dict[str, Words] = field(default_factory=dict)

    def longest(self) -> Words:
        return max(self.forms.values(), key=len)

    def name(self, text: str, lists: Lists) -> str:
        """The fullest form, without what it has in brackets; of several the one without RI, then the commonest.

        A form that the list knows as a short or other name of the body stands for it only where there is no other.
        """
        own = [form for form in self.forms if not _is_alias(form, lists)]
        if not own:
            return max(map(_plain, self.forms), key=lambda form: (text.count(form), form))
        fullest = [form for form in own if len(self.forms[form]) == max(len(self.forms[other]) for other in own)]
        rest = [form for form in fullest if not form.endswith((" RI", " Republik Indonesia"))] or fullest
        return _not_misspelt(max(map(_plain, rest), key=lambda form: (len(form.split()), len(form))), rest, text)


def _not_misspelt(name: str, forms: Iterable[str], text: str) -> str:
    """*name*, or the form one slip away from it that the article writes more often."""
    alike = [form for form in map(_plain, forms) if is_slip(compared(form), compared(name))]
    return max([name, *alike], key=text.count)


def _is_alias(name: str, lists: Lists) -> bool:
    return lists.full_names.get(name, name.casefold()) != name.casefold()


def bodies(mentions: Sequence[Mention], text: str, lists: Lists) -> list[Found]:
    """The organisations of an article."""
    seen = surfaces(mentions, BODY)
    introduced = _introduced(mentions, text)
    meaning = {short: " ".join(compared(name.partition("(")[0])) for short, name in introduced.items()}
    spelt = {name: _spelt_out(name, meaning, lists) for name in seen}
    found: list[_Body] = []
    for name in sorted(seen, key=lambda name: (-len(spelt[name]), -len(name))):
        home = _home(name, spelt[name], found, lists)
        if home is None:
            found.append(home := _Body())
        home.forms[name] = spelt[name]
    return [Found(body.name(text, lists), [*body.forms, *_brought(body, introduced)]) for body in found]


def _brought(body: _Body, introduced: Mapping[str, str]) -> list[str]:
    """The initials that stood in brackets behind one of the body's names and were not found by themselves."""
    return [short for short, name in introduced.items() if name in body.forms and short not in body.forms]


def _introduced(mentions: Sequence[Mention], text: str) -> dict[str, str]:
    """Initials -> the name they stood behind in brackets: "Komisi Pemberantasan Korupsi (KPK)"."""
    found: dict[str, str] = {}
    for mention in mentions:
        match = _INITIALS.match(text, mention.end) if mention.kind == BODY else None
        if match is None and mention.kind == BODY:
            match = _INITIALS.search(mention.name)
        if match and _are_initials(match[1], mention.name):
            found.setdefault(match[1], mention.name)
    return found


def _spelt_out(name: str, introduced: Mapping[str, str], lists: Lists) -> Words:
    """The words of a name for comparison: short words spelt out, legal forms and brackets left out."""
    plain = _plain(name)
    if plain in lists.full_names and plain not in introduced:
        return tuple(compared(lists.full_names[plain]))
    words: list[str] = []
    for word in plain.split():
        words += _meaning(word.strip(",."), bool(words), introduced, lists)
    kept = [word for i, word in enumerate(words) if word not in words[i - 1 : i]]
    if len(kept) > 3 and kept[-2:] == _TAIL:
        kept = kept[:-2]
    return tuple(kept or compared(plain))


def _meaning(word: str, follows: bool, introduced: Mapping[str, str], lists: Lists) -> Iterable[str]:
    """What one word of a name stands for; a place only where another word *follows* it in front."""
    if "".join(compared(word)) in _LEGAL:
        return ()
    if word in introduced:
        return introduced[word].split()
    known = lists.full_names.get(word)
    if known is not None:
        return compared(known)
    short = lists.body_words.get(word.lower())
    if short is not None:
        return short.split()
    place = lists.places.get(word.casefold()) if follows else None
    return compared(place.name if place is not None and not place.needs_evidence else word.replace("&", "dan"))


def _home(name: str, words: Words, found: Sequence[_Body], lists: Lists) -> _Body | None:
    """The body that *name* is another form of; None where there is none, or more than one."""
    for body in found:
        if words in body.forms.values() or _is_slip_of(words, body):
            return body
    is_known = " ".join(words) in lists.known_bodies and name.lower() not in _LOCAL
    short = [
        body for body in found if _is_spelt_by(words, body, lists) or (not is_known and _is_part(words, body, lists))
    ]
    return short[0] if len(short) == 1 else None


def _is_slip_of(words: Words, body: _Body) -> bool:
    """Whether the names differ by a slip of the pen in one word: "Komisi Pemberantasan Korusi"."""
    return any(is_slip(words, other, least=6) for other in body.forms.values())


def _is_part(words: Words, body: _Body, lists: Lists) -> bool:
    """Whether *words* open a longer form, but for a number, or close it and are not a whole that it is part of."""
    n = len(words)
    for form in body.forms.values():
        if form[:n] == words and len(form) > n:
            return not any(map(_NUMBER.fullmatch, form[n : n + 2]))
        if form[-n:] == words and len(form) > n:
            return words[0] not in lists.body_openings and form[0] not in lists.units
    return False


def _is_spelt_by(words: Words, body: _Body, lists: Lists) -> bool:
    """Whether *words* are initials and syllables of a longer form: "Dinas LH Jakpus", "PT KU", "Ditjen Bimas Islam"."""
    for form in body.forms.values():
        if abbreviates(words, form) or (form[0] in lists.body_openings and abbreviates(words, form[1:])):
            return True
    return False


def _plain(name: str) -> str:
    return " ".join(_BRACKETED.sub(" ", name).split()) or name


def _are_initials(short: str, name: str) -> bool:
    """Whether *short* can stand for *name*: its letters come in order, beginning with the same."""
    rest = iter(name.casefold())
    return short[0].casefold() == name[0].casefold() and all(c in rest for c in short.casefold() if c.isalpha())
