"""An article for reading: its text, what is known of it, how to cite it, and the way to its neighbours and versions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import PurePath

from index.article import Article
from search.background import Background, Neighbours, Notice, Text
from search.cite import apa, chicago, citation, mla
from search.mentions import Name, stretches
from search.request import SearchRequest
from search.results import ArticlePage, Hit, NameRef
from search.service import printed
from search.web import changes, embedded, filters, urls
from search.web.copies import copies
from search.web.hits import UNTITLED
from search.web.language import text
from search.web.page import ArticleSheet, TombstoneSheet, VersionsSheet
from search.web.parts import Citation, Link, NoticeLine, Run, VersionLine
from search.web.present import frame
from search.web.work import links

TITLES = {
    "correction": "Ralat",
    "right-of-reply": "Hak jawab",
    "withdrawal": "Dicabut",
    "redaction": "Nama disamarkan",
    "delisting": "Catatan",
    "note": "Catatan",
    "corrects": "Artikel ini meralat",
    "right_of_reply": "Artikel ini adalah hak jawab atas",
    "withdraws": "Artikel ini mencabut",
}
NOTES = {
    "url": "Diambil dari alamat artikel.",
    "dateline": "Diambil dari baris asal berita.",
    "unreadable": "Yang tercetak tidak terbaca sebagai tanggal.",
    "impossible": "Yang tercetak tidak ada di kalender.",
    "future": "Belum tiba ketika artikel diterima.",
    "early": "Sebelum tahun 1900.",
}
"""What is said of a date: article.Published, taken_from and doubt."""

RECORDS = {"ris": "RIS", "bib": "BibTeX", "csl.json": "CSL-JSON"}


@dataclass(frozen=True, slots=True)
class Way:
    """How the reader came to an article, and what is shown with it."""

    request: SearchRequest
    at: int = 0
    """Its place in the result, from 1; 0 when it has none."""
    with_names: bool = False
    """Names are marked in the text."""
    similar: tuple[Hit, ...] = ()
    """Articles about the same."""
    near: Neighbours | None = None
    """The hits before and behind it."""


def article(way: Way, found: ArticlePage, background: Background, today: dt.date) -> ArticleSheet:
    """An article; its names lead to searches of their own, not within the one the reader came from."""
    request = way.request
    address = urls.absolute(urls.article_url(found.id, SearchRequest()))
    names = _names(found)
    return ArticleSheet(
        frame=frame(found.title or text(UNTITLED), request),
        title=found.title or text(UNTITLED),
        paragraphs=tuple(_runs(paragraph, names if way.with_names else ()) for paragraph in found.marked),
        dateline=", ".join(filter(None, (found.dateline.place, found.dateline.agency))) if found.dateline else "",
        date=found.date,
        printed_date=found.printed_date,
        date_note=" ".join(text(NOTES[note]) for note in (found.date_taken_from, found.date_doubt) if note),
        source=_value_link("source", found.source),
        section=_value_link("section", found.section),
        author=_value_link("author", found.author),
        original_url=urls.outside_url(found.url),
        id=found.id,
        persons=_links("person", found.persons),
        places=_links("place", found.places),
        organisations=_links("organisation", found.organisations),
        names_url=urls.with_names(found.id, request, way.at, marked=not way.with_names) if names else "",
        names_marked=way.with_names,
        notices=tuple(map(_notice, background.notices)),
        versions=_versions(found.id, background, found.version) if len(background.texts) > 1 else (),
        origin=_origin(background, found.version),
        copies=copies(found),
        pointed=tuple(_article_link(one.id, one.name) if one.id else Link(one.name, "") for one in found.pointed),
        similar=_alike(way, found),
        citations=_citations(found, address, today),
        records=tuple(Link(label, urls.record_url(form, found.id)) for form, label in RECORDS.items()),
        metas=embedded.metas(found, address),
        structured=embedded.structured(found, address),
        coins=embedded.coins(found, address),
        place_in_result=_place(way.near),
        previous=_neighbour(way, way.near.before, -1) if way.near else None,
        next=_neighbour(way, way.near.after, 1) if way.near else None,
        back_url=urls.search_url(request) if request.to_args() or way.at else "",
        keep_url=links.keep_url(found.id),
    )


def _alike(way: Way, found: ArticlePage) -> tuple[Link, ...]:
    """Without its reprints, which stand above."""
    copies_of_it = {copy.id for copy in found.copies}
    return tuple(_article_link(hit.id, hit.title) for hit in way.similar if hit.id not in copies_of_it)


def versions(
    found: ArticlePage, background: Background, texts: tuple[Article, Article], numbers: tuple[int, int]
) -> VersionsSheet:
    """What changed between two versions of an article."""
    old, new = texts
    lines = _versions(found.id, background, found.version)
    by_id = dict(zip([one.version for one in reversed(background.texts)], lines, strict=True))
    return VersionsSheet(
        frame=frame(text("Perubahan: %(title)s", title=found.title or text(UNTITLED))),
        title=changes.words(old.title, new.title),
        paragraphs=changes.paragraphs(old.body, new.body),
        facts=tuple(fact for fact in _facts(old, new) if fact[1] != fact[2]),
        old=by_id[numbers[0]],
        new=by_id[numbers[1]],
        versions=lines,
        article_url=urls.article_url(found.id, SearchRequest()),
    )


def tombstone(key: str, background: Background) -> TombstoneSheet:
    """The page of an article that was withdrawn."""
    return TombstoneSheet(frame(text("Artikel dicabut")), key, tuple(map(_notice, background.notices)))


def _facts(old: Article, new: Article) -> tuple[tuple[str, str, str], ...]:
    return (
        (text("Tanggal"), printed(old.published), printed(new.published)),
        (text("Sumber"), old.source, new.source),
        (text("Rubrik"), old.section, new.section),
        (text("Penulis"), old.author, new.author),
        (text("Naskah asli"), old.url, new.url),
    )


def _citations(found: ArticlePage, address: str, today: dt.date) -> tuple[Citation, ...]:
    """By the address of the original where there is one: it is what others can open."""
    cited = citation(found.id, found, found.date)
    cited = replace(cited, url=urls.outside_url(found.url) or address)
    return (Citation("APA", apa(cited)), Citation("MLA", mla(cited, today)), Citation("Chicago", chicago(cited)))


def _names(found: ArticlePage) -> tuple[Name, ...]:
    kinds = (("person", found.persons), ("place", found.places), ("organisation", found.organisations))
    return tuple(Name(field, ref) for field, refs in kinds for ref in refs)


def _runs(paragraph: tuple[tuple[str, bool], ...], names: tuple[Name, ...]) -> tuple[Run, ...]:
    return tuple(
        Run(stretch.pieces, urls.name_url(stretch.name.field, stretch.name.ref.id), stretch.name.field)
        if stretch.name
        else Run(stretch.pieces)
        for stretch in stretches(paragraph, names)
    )


def _notice(notice: Notice) -> NoticeLine:
    other = notice.other
    return NoticeLine(
        kind=notice.kind,
        title=text(TITLES[notice.kind]),
        text=notice.message,
        basis=notice.basis,
        day=notice.at.astimezone(filters.WIB).date(),
        other=_article_link(other.id, other.name) if other else None,
    )


def _versions(key: str, background: Background, shown: int) -> tuple[VersionLine, ...]:
    before = (0, *(one.version for one in background.texts))
    lines = [
        VersionLine(
            n,
            filters.saat(one.stored_at),
            one.version == shown,
            urls.versions_url(key, old, one.version) if old else "",
        )
        for n, (old, one) in enumerate(zip(before, background.texts, strict=False), 1)
    ]
    return tuple(reversed(lines))


def _origin(background: Background, version: int) -> tuple[tuple[str, str], ...]:
    """Files by their name alone: where they lie on the machine is nobody's business."""
    one: Text | None = next((one for one in background.texts if one.version == version), None)
    if one is None:
        return ()
    edited = () if one.is_delivered else ((text("Disunting"), text("di arsip, setelah diterima")),)
    return (
        (text("Masuk arsip"), filters.saat(one.stored_at)),
        (text("Berkas"), text("%(file)s, baris %(line)s", file=PurePath(one.file).name, line=filters.angka(one.line))),
        (text("Dibaca sebagai"), one.reader),
        (text("Kelompok masukan"), str(one.batch)),
        ("SHA-256", one.sha256),
        *edited,
    )


def _place(near: Neighbours | None) -> str:
    return text("%(at)s dari %(total)s", at=filters.angka(near.at), total=filters.angka(near.total)) if near else ""


def _neighbour(way: Way, ref: NameRef | None, step: int) -> Link | None:
    """The way back then leads to the page of the list that the neighbour is on."""
    if ref is None:
        return None
    at = way.at + step
    request = replace(way.request, page=(at - 1) // way.request.size + 1)
    return Link(ref.name or text(UNTITLED), urls.article_url(ref.id, request, at))


def _article_link(key: str, title: str) -> Link:
    return Link(title or text(UNTITLED), urls.article_url(key, SearchRequest()))


def _value_link(field: str, value: str) -> Link | None:
    return Link(value, urls.with_filter(SearchRequest(), field, value)) if value else None


def _links(field: str, names: tuple[NameRef, ...]) -> tuple[Link, ...]:
    return tuple(Link(ref.name, urls.name_url(field, ref.id)) for ref in names)
