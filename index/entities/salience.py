"""How much an article is about someone or somewhere: headline, first paragraph, number of mentions.

A pure function of the article and what was found in it, for facets that tell "about" from "mentions".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.article import Article, Entity

ABOUT = 3
"""Mentions in the body from which an entity of the first paragraph is what the article is about."""


@dataclass(frozen=True, slots=True)
class Salience:
    """Where one entity stands in one article."""

    in_title: bool
    in_lead: bool
    """In the first paragraph."""
    count: int
    """Times any of its names stands in headline and body, the longest form first."""

    @property
    def is_about(self) -> bool:
        """Whether the article is about it: in the headline, or in the lead and named often."""
        return self.in_title or (self.in_lead and self.count >= ABOUT)


def salience(article: Article, entity: Entity) -> Salience:
    """Where *entity* stands in *article*."""
    names = "|".join(re.escape(name) for name in sorted(entity.mentions, key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)(?:{names})(?!\w)")
    lead = article.body.partition("\n")[0]
    in_title = len(pattern.findall(article.title))
    return Salience(in_title > 0, pattern.search(lead) is not None, in_title + len(pattern.findall(article.body)))
