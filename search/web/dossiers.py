"""What the page of a name shows beside its articles: other names, offices, company, and the forms of correction."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields, replace
from typing import ClassVar

from index.archive import Action, NameDecision
from index.schema import BY_NAME
from search.dossier import Dossier
from search.request import SearchRequest
from search.web import filters, urls
from search.web.language import text
from search.web.page import NameSheet
from search.web.parts import Link, Ranked


@dataclass(frozen=True, slots=True)
class Office:
    """A title or office, as articles give it."""

    title: str
    years: str
    """``2017–2022``, one year, or ``""``."""
    count: int


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that holds."""

    text: str
    by: str
    when: str
    batch: int


@dataclass(frozen=True, slots=True)
class Forms:
    """Where corrections are sent; only where they may be."""

    url: str
    token: str
    name: str
    hide: str
    """``Bukan orang``."""


@dataclass(frozen=True, slots=True)
class DossierPart:
    """The part of a page of a name that the authority file and the texts give."""

    verified: bool
    span: str
    """``3 Jan 2018 – 5 Feb 2020``, or ``""``."""
    names: tuple[Ranked, ...]
    """As articles write it; no more than one, and the same as the page's, are left out."""
    known_names: str
    see_also: tuple[Link, ...]
    offices: tuple[Office, ...]
    read_note: str
    """Of how many articles the offices were read; ``""`` where of all."""
    company: tuple[Ranked, ...]
    """Of its own kind."""
    company_label: str
    feed_url: str
    decisions: tuple[Decided, ...]
    forms: Forms | None


@dataclass(frozen=True, slots=True)
class DossierSheet(NameSheet):
    """The page of a name, whole."""

    template: ClassVar[str] = "dossier.html"
    dossier: DossierPart


def sheet(plain: NameSheet, field: str, found: Dossier, token: str) -> DossierSheet:
    """The page of a name with what the authority file and the texts say of it."""
    known = {one.name: getattr(plain, one.name) for one in fields(plain)}
    return DossierSheet(**known, dossier=part(field, found, plain.total, token))


def part(field: str, found: Dossier, total: int, token: str) -> DossierPart:
    """From what was found to what is shown; without a *token* nothing can be corrected."""
    own = SearchRequest(chosen=((field, found.id),))
    names = found.names if [name for name, _ in found.names] != [found.name] else ()
    return DossierPart(
        verified=found.is_verified,
        span=_span(found.first, found.last),
        names=tuple(Ranked(name, count, _written_url(own, field, name)) for name, count in names),
        known_names=", ".join(found.known_names),
        see_also=tuple(Link(ref.name, urls.name_url(kind, ref.id)) for kind, ref in found.see_also),
        offices=tuple(Office(role.title, _years(role.first, role.last), role.articles) for role in found.roles[:12]),
        read_note=text("dari %(n)s artikel yang dibaca", found.read) if found.read < total else "",
        company=tuple(Ranked(v.name, v.count, urls.name_url(field, v.id)) for v in found.company[field]),
        company_label=_others(field),
        feed_url=urls.feed_url("atom", own),
        decisions=tuple(map(_decided, found.decisions[:10])),
        forms=Forms(urls.name_url(field, found.id), token, found.name, _hide(field)) if token else None,
    )


def _written_url(own: SearchRequest, field: str, name: str) -> str:
    """The articles of the record that write it so."""
    quoted = name.replace('"', " ")
    return urls.search_url(replace(own, query=f'{BY_NAME[field].prefixes[0]}:"{quoted}"'))


def _others(field: str) -> str:
    found = {
        "person": text("Bersama orang lain"),
        "place": text("Bersama tempat lain"),
        "organisation": text("Bersama organisasi lain"),
    }
    return found[field]


def _hide(field: str) -> str:
    found = {
        "person": text("Bukan orang"),
        "place": text("Bukan tempat"),
        "organisation": text("Bukan organisasi"),
    }
    return found[field]


def _decided(one: NameDecision) -> Decided:
    details = {"label": one.record, "name": "", "article": "", "written": ""} | dict(one.details)
    words = {
        Action.MERGE: text("“%(label)s” digabungkan ke “%(name)s”", **details),
        Action.RENAME: text("“%(label)s” ditampilkan sebagai “%(name)s”", **details),
        Action.HIDE: text("“%(label)s” disembunyikan", **details),
        Action.SHOW: text("“%(label)s” ditampilkan lagi", **details),
        Action.VERIFY: text("“%(label)s” diperiksa", **details),
        Action.VARIANT: text("“%(name)s” berarti “%(label)s”", **details),
        Action.SPLIT: text("sebagian artikel “%(label)s” tentang “%(name)s”", **details),
        Action.MOVE: text("dalam artikel %(article)s, “%(written)s” berarti “%(name)s”", **details),
        Action.SEE_ALSO: text("“%(label)s”: lihat juga “%(name)s”", **details),
        Action.APART: text("“%(label)s” bukan “%(name)s”", **details),
    }
    return Decided(words[one.action], one.by, filters.saat(one.at), one.batch)


def _span(first: dt.date | None, last: dt.date | None) -> str:
    if first is None or last is None:
        return ""
    shown = filters.tanggal_pendek(first)
    return shown if first == last else f"{shown} – {filters.tanggal_pendek(last)}"


def _years(first: int, last: int) -> str:
    return "" if not first else f"{first:04}" if first == last else f"{first:04}–{last:04}"
