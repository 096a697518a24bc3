"""What a person wrote over a delivered article: edits of fields, and names that are redacted. Pure functions."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from index.article import Article, Removed
from index.dates import read_published
from index.errors import WrongCall

TEXTS = ("title", "body", "url", "section", "author")
EXTRA = "extra."
"""Begins the name of a field Kliping does not know, as in ``extra.edition``."""
ACCESS, EMBARGO = "access", "embargo_until"
EDITABLE = (*TEXTS, "date", ACCESS, EMBARGO)
PUBLIC, STAFF = "public", "staff"
WIB = ZoneInfo("Asia/Jakarta")

Redaction = tuple[Sequence[str], str]
"""Names, and what stands in their place."""


def check_field(field: str) -> None:
    """WrongCall where no such field can be edited."""
    if field not in EDITABLE and not (field.startswith(EXTRA) and len(field) > len(EXTRA)):
        raise WrongCall(f"unknown field {field!r}: expected {', '.join(EDITABLE)} or {EXTRA}NAME")


def checked(field: str, value: str) -> str:
    """*value* as it is kept; WrongCall, with what to write instead, when the field cannot be edited or not so."""
    check_field(field)
    if field == "title" and "\n" in value:
        raise WrongCall("a title is one line")
    if field == "date" and value and not read_published(value).is_dated:
        raise WrongCall(f"'date' is not a date: {value!r}; write it as 2022-09-15, or 2022-09")
    if field == ACCESS and value not in {PUBLIC, STAFF}:
        raise WrongCall(f"unknown access {value!r}: expected {PUBLIC} or {STAFF}")
    if field == EMBARGO and value:
        return _moment(value).isoformat()
    return value


def embargo(edits: Mapping[str, str]) -> dt.datetime | None:
    """Until when readers may not find the article."""
    text = edits.get(EMBARGO)
    return dt.datetime.fromisoformat(text) if text else None


def access(edits: Mapping[str, str]) -> str:
    """Who may read the article."""
    return edits.get(ACCESS, PUBLIC)


def overlaid(article: Article, edits: Mapping[str, str], redactions: Iterable[Redaction]) -> Article:
    """The article as readers see it."""
    texts = {field: edits[field] for field in TEXTS if field in edits}
    article = replace(article, **texts)  # type: ignore[arg-type]  # every field of TEXTS is text
    if "date" in edits:
        article = replace(article, published=read_published(edits["date"]))
    extra = {name.removeprefix(EXTRA): value for name, value in edits.items() if name.startswith(EXTRA)}
    if extra:
        written = {name: json.dumps(value, ensure_ascii=False) for name, value in extra.items()}
        article = replace(article, extra=tuple((dict(article.extra) | written).items()))
    for names, replacement in redactions:
        article = redacted(article, names, replacement)
    return article


def redacted(article: Article, names: Sequence[str], replacement: str) -> Article:
    """The article without these names, in whatever case and spacing; an address that spells one out is left out."""
    pattern = _pattern(names)
    in_json = json.dumps(replacement, ensure_ascii=False)[1:-1]

    def without(text: str) -> str:
        return pattern.sub(lambda _: replacement, text)

    return replace(
        article,
        title=without(article.title),
        body=without(article.body),
        section=without(article.section),
        author=without(article.author),
        url="" if any(_slug(name) in _slug(article.url) for name in names) else article.url,
        removed=tuple(Removed(piece.kind, without(piece.text)) for piece in article.removed),
        extra=tuple((name, pattern.sub(lambda _: in_json, value)) for name, value in article.extra),
    )


def _pattern(names: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    forms = "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest_first)
    return re.compile(rf"(?<!\w)(?:{forms})(?!\w)", re.IGNORECASE)


def _slug(text: str) -> str:
    return "-" + re.sub(r"\W+|_", "-", text.casefold()).strip("-") + "-"


def _moment(value: str) -> dt.datetime:
    try:
        moment = dt.datetime.fromisoformat(value)
        return (moment if moment.tzinfo else moment.replace(tzinfo=WIB)).astimezone(dt.UTC)
    except (ValueError, OverflowError) as error:
        example = "write it as 2027-01-31 or 2027-01-31T06:00+07:00 (without a zone: WIB)"
        raise WrongCall(f"'{EMBARGO}' is not a date: {value!r}; {example}") from error
