"""Sightings of one article joined to entities: short name to full one, initials to the body, one name per place."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.article import Entity
from index.entities.identifier import folded
from index.entities.lexicon import Lexicon
from index.entities.place import Place
from index.entities.sightings import Sightings


def persons(seen: Sightings, known: Lexicon) -> list[Entity]:
    """Persons under the fullest name the article gives, each with its shorter forms."""
    full: dict[str, list[str]] = {}
    proven = {name for name, is_proven in seen.people.items() if is_proven}
    short = [name for name in seen.people if " " not in name]
    parts = {name.casefold() for name in proven if " " not in name}
    for name in sorted((name for name in seen.people if " " in name), key=lambda name: -name.count(" ")):
        if name not in proven and not parts & set(name.casefold().split(" ")):
            continue
        _join(name, full)
    for name in short:
        home = _home(name, full, list(seen.people))
        if home:
            full[home].append(name)
        elif name in proven and not _nickname(name, full, known):
            full[name] = [name]
    for name, mentions in list(full.items()):
        other = known.nicknames.get(name)
        if other in full and other != name:
            full[other].extend(mentions)
            del full[name]
    for initials, name in seen.initials.items():
        if name in full:
            full[name].append(initials)
            full.pop(initials, None)
    return [Entity(name, tuple(dict.fromkeys(mentions))) for name, mentions in full.items()]


def _join(name: str, full: dict[str, list[str]]) -> None:
    words = name.casefold().split(" ")
    for other, mentions in full.items():
        longer = other.casefold().split(" ")
        if longer[: len(words)] == words or longer[-len(words) :] == words or _skips(words, longer):
            mentions.append(name)
            return
    full[name] = [name]


def _skips(words: list[str], longer: list[str]) -> bool:
    """Whether *words* are *longer* with middle names left out or cut to initials."""
    if len(words) < 2 or words[0] != longer[0] or words[-1] != longer[-1]:
        return False
    rest = iter(longer[1:-1])
    return all(any(long == word or long.startswith(word.rstrip(".")) for long in rest) for word in words[1:-1])


def _home(name: str, full: dict[str, list[str]], order: list[str]) -> str:
    """The full name that the single word *name* belongs to: of several, the one named last before it."""
    word = name.casefold()
    homes = [other for other in full if word in other.casefold().split(" ") and other != name]
    if len(homes) < 2:
        return homes[0] if homes else ""
    place = order.index(name)
    before = [other for other in homes if order.index(other) < place]
    return max(before, key=order.index) if before else homes[0]


def _nickname(name: str, full: dict[str, list[str]], known: Lexicon) -> bool:
    other = known.nicknames.get(name, "")
    if other not in full:
        return False
    full[other].append(name)
    return True


def places(seen: Sightings) -> list[Entity]:
    """Places under their canonical name."""
    found: dict[str, tuple[Place, list[str]]] = {}
    for surface, place in seen.places.items():
        found.setdefault(folded(place.name), (place, []))[1].append(surface)
    for surface, place in seen.unproven.items():
        if folded(place.name) in found:
            found[folded(place.name)][1].append(surface)
    return [Entity(place.name, tuple(dict.fromkeys(mentions)), place.type) for place, mentions in found.values()]


def organisations(seen: Sightings, known: Lexicon) -> list[Entity]:
    """Bodies under the fullest name the article gives, each with its initials."""
    found: dict[str, list[str]] = {}
    for initials, name in seen.initials.items():
        if name in seen.bodies or (name not in seen.people and _are_initials(initials, name)):
            found.setdefault(name, [name]).append(initials)
    taken = {form for forms in found.values() for form in forms}
    by_full_name = {name.casefold(): name for name in found} | {name.casefold(): name for name in seen.bodies}
    for name in seen.bodies:
        full = by_full_name.get(known.full_names.get(name, ""))
        if full and full != name:
            found.setdefault(full, [full]).append(name)
        elif name not in taken:
            found.setdefault(name, [name])
    return [Entity(name, tuple(dict.fromkeys(mentions))) for name, mentions in found.items()]


def _are_initials(initials: str, name: str) -> bool:
    letters = "".join(word[0] for word in re.split(r"[ -]", name) if word[:1].isupper())
    return initials.upper() == letters.upper()


def in_order(entities: Iterable[Entity], title: str, text: str) -> tuple[Entity, ...]:
    """Entities by first mention, their mentions too; one that the text does not hold as written is left out."""
    placed: list[tuple[int, Entity]] = []
    for entity in entities:
        where = sorted((at, form) for form in entity.mentions if (at := _position(form, title, text)) >= 0)
        if where:
            placed.append((where[0][0], Entity(entity.name, tuple(form for _, form in where), entity.type)))
    return tuple(entity for _, entity in sorted(placed, key=lambda pair: pair[0]))


def _position(form: str, title: str, text: str) -> int:
    if form in title:
        return title.index(form)
    at = text.find(form)
    return at if at < 0 else at + len(title)
