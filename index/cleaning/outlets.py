"""How likely a part of a dateline names an outlet: by its shape, the list of agencies, and the article's own source."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import urlsplit

from index.cleaning.words import listed

DOMAIN = (
    r"(?:[A-Za-z][A-Za-z0-9-]*[.,] ?(?i:com|co(?:\.id)?|id|tv|net|news)"
    r"|[A-Za-z][A-Za-z0-9-]{2,}\.(?:EXAMPLE|[A-Z]{2,6}\.ID|example|[a-z]{2,6}\.id|org|my|sg|info))\b"
)
CAMEL = re.compile(r"[A-Z]+[a-z0-9]+[A-Z]\w*|[a-z]+[A-Z]\w*")
SHOUTED = re.compile(r"[A-Z][A-Z0-9]+(?:[ /.-][A-Z0-9]+){0,2}")
UNNAMED = frozenset(("www", "com", "co", "id", "net", "org", "or", "go", "ac", "tv", "news", "example", "my", "sg"))
"""Labels of a host that are not the name of its outlet."""
INITIALS = 3
"""Words a source must have for its initials to be a name."""

SURE, LIKELY, PERHAPS, NEVER = 3, 2, 1, 0


def own_names(source: str, url: str) -> frozenset[str]:
    """What the outlet of an article may be called in its own datelines, folded."""
    names = {_fold(source), _fold(_without_suffix(source)), _host_name(url)}
    words = source.split()
    if len(words) >= INITIALS:
        names.add("".join(word[0] for word in words).casefold())
    return frozenset(name for name in names if len(name) > 1)


def likeness(part: str, in_brackets: bool, own: frozenset[str]) -> int:
    """How much a part looks like an outlet; whether it is a place as well is not asked."""
    if re.fullmatch(DOMAIN, part) or _fold(part) in own or _fold(_without_suffix(part)) in own:
        return SURE
    if is_listed(part) or in_brackets or (part.isupper() and set(part.split()[1:]) & listed("outlet_words")):
        return LIKELY
    return PERHAPS if CAMEL.fullmatch(part) or SHOUTED.fullmatch(part) else NEVER


def is_listed(part: str) -> bool:
    """Whether the list of agencies has it, with or without a desk: ``SUARA MERDEKA/JPG``."""
    return re.sub(r"/[A-Z]+$", "", part).casefold() in _agencies()


@cache
def _agencies() -> frozenset[str]:
    return frozenset(name.casefold() for name in listed("agencies"))


def _fold(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()


def _without_suffix(name: str) -> str:
    """``tempo.co`` without ``.co``; a name that is no domain stays."""
    return name.split(".", maxsplit=1)[0] if re.fullmatch(r"[\w-]+(?:\.\w+)+", name) else name


def _host_name(url: str) -> str:
    try:
        labels = (urlsplit(url).hostname or "").split(".")
    except ValueError:
        return ""
    return _fold(next((label for label in reversed(labels) if label not in UNNAMED), ""))
