"""An entity in the making: its name and the mentions that are joined under it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from index.entities.mention import Mention


@dataclass(slots=True)
class Found:
    """Surfaces of one entity, in order of first mention."""

    name: str
    surfaces: list[str] = field(default_factory=list)
    type: str = ""

    def words(self) -> list[str]:
        """The words of the name, as compared."""
        return compared(self.name)


def compared(name: str) -> list[str]:
    """The words of *name* without case, full stops, apostrophes and hyphens."""
    plain = name.casefold()
    for sign in ".'’‘`´":
        plain = plain.replace(sign, "")
    return plain.replace("-", " ").split()


def surfaces(mentions: Iterable[Mention], kind: str) -> dict[str, Mention]:
    """The distinct surfaces of one kind, with the first mention of each, those of the body before the headline's."""
    found: dict[str, Mention] = {}
    for mention in mentions:
        if mention.kind == kind and (mention.name not in found or found[mention.name].in_title > mention.in_title):
            found[mention.name] = mention
    return found
