"""Sightings of one article joined to entities: short name to full one, initials to the body, one name per place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from index.article import Entity
from index.entities.identifiers import folded, identifier
from index.entities.lexicon import NAME, UNKNOWN, Lexicon, kind_of
from index.entities.place import Place
from index.entities.sightings import Sightings

_WORD = re.compile(r"\w{3,}")
_ISLAND = "pulau "

_Forms = dict[str, list[str]]
"""Name -> the surface forms it was seen under."""


def persons(seen: Sightings, known: Lexicon, title: str) -> list[Entity]:
    """Persons under the fullest name the article gives, each with its shorter forms."""
    seen = replace(seen, people=_holders(seen))
    found = _full_names(seen)
    _add_single_words(found, seen)
    _complete_from_headline(found, title)
    _join_short_names(found, seen, known)
    _add_headline_forms(found, title)
    for short, name in seen.short_forms.items():
        if name in found:
            found[name].append(short)
            found.pop(short, None)
    return _entities(found)


def _holders(seen: Sightings) -> dict[str, bool]:
    """The possible persons without clubs and brands, and without a seat of office that was glued to the holder."""
    towns = {place.name for place in seen.places.values()}
    people: dict[str, bool] = {}
    for name, is_proven in seen.people.items():
        if _is_a_thing(name, seen):
            continue
        seat, _, rest = name.partition(" ")
        is_glued = name in seen.held and " " in rest and kind_of(seat) == UNKNOWN
        holder = rest if is_glued and (seat in towns or rest in seen.people) else name
        people[holder] = people.get(holder, False) or is_proven
    return people


def _is_a_thing(name: str, seen: Sightings) -> bool:
    """Whether words without a given name are used for a club: "(Repsol Honda)", "Tim Repsol Honda"."""
    if any(_is_given_name(word) for word in name.split(" ")):
        return False
    return name in seen.things or (" " in name and any(body.endswith(f" {name}") for body in seen.bodies))


def _full_names(seen: Sightings) -> _Forms:
    """Names of several words, longest first: the proven ones, and those that a proven single word is part of."""
    parts = {name.casefold() for name, is_proven in seen.people.items() if is_proven and " " not in name}
    found: _Forms = {}
    for name in sorted((name for name in seen.people if " " in name), key=lambda name: -name.count(" ")):
        if seen.people[name] or not parts.isdisjoint(name.casefold().split(" ")):
            home = next((other for other in found if _is_short_for(name, other)), name)
            found.setdefault(home, []).append(name)
    return found


def _is_short_for(name: str, other: str) -> bool:
    """Whether *name* opens or closes *other*, or leaves out or abbreviates names in the middle of it."""
    words, longer = name.casefold().split(" "), other.casefold().split(" ")
    if longer[: len(words)] == words or longer[-len(words) :] == words:
        return True
    if words[0] != longer[0] or words[-1] != longer[-1]:
        return False
    rest = iter(longer[1:-1])
    return all(any(long.startswith(word.rstrip(".")) for long in rest) for word in words[1:-1])


def _add_single_words(found: _Forms, seen: Sightings) -> None:
    order = list(seen.people)
    for name, is_proven in seen.people.items():
        if " " in name:
            continue
        earlier = order[: order.index(name)]
        pair = [_home(part, found, earlier) for part in name.split("-")] if "-" in name else []
        if pair and all(pair) and len(set(pair)) > 1:
            for part, owner in zip(name.split("-"), pair, strict=True):
                found[owner].append(part)
            continue
        home = _home(name, found, earlier)
        if home or is_proven:
            found.setdefault(home or name, []).append(name)


def _home(name: str, found: _Forms, earlier: list[str]) -> str:
    """The full name that the single word *name* belongs to: of several, the last of the *earlier* ones."""
    word = name.casefold()
    homes = [other for other in found if other != name and word in other.casefold().split(" ")]
    if len(homes) < 2:
        return homes[0] if homes else ""
    before = [other for other in earlier if other in homes]
    return before[-1] if before else homes[0]


def _complete_from_headline(found: _Forms, title: str) -> None:
    """Give a single word the given names around it in the headline: "Nikita" -> "Nikita Mirzani"."""
    words = title.split(" ")
    for name in [name for name in found if " " not in name and name in words]:
        start = words.index(name)
        end = start + 1
        while end < len(words) and _is_given_name(words[end]):
            end += 1
        while start and _is_given_name(words[start - 1]):
            start -= 1
        fuller = " ".join(words[start:end])
        if fuller not in found:
            found[fuller] = [fuller, *found.pop(name)]


def _add_headline_forms(found: _Forms, title: str) -> None:
    """Let a headline's "Putin" be a mention of Vladimir Putin: first and last names only, if one person bears them."""
    for form in sorted((form for forms in found.values() for form in forms if " " in form), key=len, reverse=True):
        title = title.replace(form, " ")
    words = set(_WORD.findall(title))
    bearers = Counter(word for name in found for word in {name.split(" ")[0], name.split(" ")[-1]})
    for name, forms in found.items():
        forms.extend(word for word in {name.split(" ")[0], name.split(" ")[-1]} & words if bearers[word] == 1)


def _is_given_name(word: str) -> bool:
    return word.isalpha() and kind_of(word) == NAME


def _join_short_names(found: _Forms, seen: Sightings, known: Lexicon) -> None:
    """Join a public figure's short name to the full one of the article; what stands alone stays as it is."""
    for name in (name for name in seen.people if name in known.short_names):
        full = known.short_names[name]
        home = next((other for other in found if other != name and _is_form_of(other, full)), "")
        if home:
            found[home].extend([name, *found.pop(name, [])])


def _is_form_of(name: str, full: str) -> bool:
    """Whether *name* holds the first and the last word of *full*: "Abdul Muhaimin Iskandar"."""
    words, (first, *_, last) = name.split(" "), full.split(" ") if " " in full else (full, full)
    return first in words and last in words[words.index(first) :] and (" " in full or len(words) == 1)


def places(seen: Sightings) -> list[Entity]:
    """Places under their canonical name."""
    found: dict[str, tuple[Place, list[str]]] = {}
    for surface, place in seen.places.items():
        found.setdefault(folded(place.name), (place, []))[1].append(surface)
    _join_islands(found)
    for surface, place in seen.unproven.items():
        if folded(place.name) in found:
            found[folded(place.name)][1].append(surface)
    return [Entity(place.name, tuple(mentions), place.type) for place, mentions in found.values()]


def _join_islands(found: dict[str, tuple[Place, list[str]]]) -> None:
    """Let "Buru" be a mention of Pulau Buru where the article names the island, and "Pulau Bali" one of Bali."""
    for island in [key for key in found if key.startswith(_ISLAND) and key.removeprefix(_ISLAND) in found]:
        plain = island.removeprefix(_ISLAND)
        gone, kept = (plain, island) if found[plain][0].needs_evidence else (island, plain)
        found[kept][1].extend(found.pop(gone)[1])


def organisations(seen: Sightings, known: Lexicon) -> list[Entity]:
    """Bodies under the fullest name the article gives, each with its initials."""
    found: _Forms = {}
    for short, name in seen.short_forms.items():
        if name in seen.bodies or (not seen.people.get(name) and _are_initials(short, name)):
            found.setdefault(name, [name]).append(short)
    taken = {form for forms in found.values() for form in forms}
    full_names = {name.casefold(): name for name in (*seen.bodies, *found)}
    for name in seen.bodies:
        full = full_names.get(known.full_names.get(name, ""), name)
        if full != name or name not in taken:
            found.setdefault(full, [full]).append(name)
    return _entities(found)


def _are_initials(initials: str, name: str) -> bool:
    letters = "".join(word[0] for word in re.split(r"[ -]", name) if word[:1].isupper())
    return initials.upper() == letters.upper()


def _entities(found: _Forms) -> list[Entity]:
    return [Entity(name, tuple(forms)) for name, forms in found.items()]


def in_order(entities: Iterable[Entity], title: str, text: str) -> tuple[Entity, ...]:
    """Entities by first mention, their mentions too, one per identifier; what the text does not hold is left out."""
    placed: dict[str, tuple[Entity, dict[str, int]]] = {}
    for entity in entities:
        where = {form: at for form in entity.mentions if (at := _position(form, title, text)) >= 0}
        if where:
            placed.setdefault(identifier(entity.name), (entity, {}))[1].update(where)
    ordered = sorted(placed.values(), key=lambda pair: min(pair[1].values()))
    return tuple(replace(entity, mentions=tuple(sorted(where, key=where.__getitem__))) for entity, where in ordered)


def _position(form: str, title: str, text: str) -> int:
    """Where *form* first stands as whole words, the headline before the text; -1 if nowhere."""
    at = _find(form, title)
    if at >= 0:
        return at
    at = _find(form, text)
    return at if at < 0 else at + len(title)


def _find(form: str, text: str) -> int:
    at = text.find(form)
    while at >= 0 and (text[at - 1 : at].isalnum() or text[at + len(form) : at + len(form) + 1].isalnum()):
        at = text.find(form, at + 1)
    return at
