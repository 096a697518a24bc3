"""The rules by which namesakes are told apart: which of the articles that have a name speak of the other one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Rule:
    """All that is given must fit; of several values of one kind, one. Names alone need no article."""

    names: tuple[str, ...] = ()
    """Ways of writing the name; every article that writes it so."""
    articles: tuple[str, ...] = ()
    """By key."""
    company: tuple[tuple[str, str], ...] = ()
    """Kind and record of others in the same article."""
    sources: tuple[str, ...] = ()
    first: dt.date | None = None
    last: dt.date | None = None
    role: str = ""
    """Words of the title or office that stands beside the name, as in ``Ketua KPK``."""

    @property
    def is_empty(self) -> bool:
        """It would fit everything."""
        return self == Rule()

    @property
    def is_of_names(self) -> bool:
        """It fits every article that writes one of the names."""
        return bool(self.names) and self == Rule(names=self.names)

    def plain(self) -> dict[str, Any]:
        """As the ledger keeps it."""
        written = {
            "names": list(self.names),
            "articles": list(self.articles),
            "with": [list(pair) for pair in self.company],
            "sources": list(self.sources),
            "first": self.first.isoformat() if self.first else "",
            "last": self.last.isoformat() if self.last else "",
            "role": self.role,
        }
        return {name: value for name, value in written.items() if value}


def rule_of(plain: Mapping[str, Any]) -> Rule:
    """The rule that ``Rule.plain`` wrote."""
    return Rule(
        names=tuple(plain.get("names", ())),
        articles=tuple(plain.get("articles", ())),
        company=tuple((kind, record) for kind, record in plain.get("with", ())),
        sources=tuple(plain.get("sources", ())),
        first=dt.date.fromisoformat(plain["first"]) if plain.get("first") else None,
        last=dt.date.fromisoformat(plain["last"]) if plain.get("last") else None,
        role=plain.get("role", ""),
    )
