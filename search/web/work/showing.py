"""What readers keep -> the sheets of the desk."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from index.archive import Asked, Folder, Mark, SavedSearch
from search.backends import Searcher
from search.choices import resolved
from search.following import News
from search.query.words import words
from search.request import SearchRequest
from search.results import Found, SearchPage
from search.service import hits_of, understand
from search.snippets import wanted
from search.web import filters, guarding, narrowing, urls
from search.web.hits import UNTITLED, hit_lines
from search.web.language import text
from search.web.parts import Chip, HitLine, Link
from search.web.present import frame
from search.web.work import links
from search.web.work.acting import query_of, request_of
from search.web.work.contents import Kept
from search.web.work.sheets import (
    DeskSheet,
    FolderLine,
    FolderSheet,
    Form,
    ItemLine,
    KeepSheet,
    RefusedSheet,
    SavedSheet,
    SaveSheet,
    SearchLine,
)

FORMS = {"csv": "CSV", "jsonl": "JSONL", "ris": "RIS", "bib": "BibTeX", "csl.json": "CSL-JSON"}
MOST = 50
"""Articles of each kind shown of what is different; the files have all."""
PREVIEW = 5
"""Articles shown of a search that is about to be saved."""


def desk(
    owner: str,
    kept: tuple[Sequence[Folder], Sequence[SavedSearch], Sequence[Asked]],
    token: str,
    searcher: Searcher,
    *,
    keeps_recent: bool,
) -> DeskSheet:
    """All that a reader keeps: folders, saved searches, last searches."""
    folders, searches, recent = kept
    return DeskSheet(
        frame=frame(text("Meja kerja")),
        owner="" if owner == guarding.AT_THIS_MACHINE else owner,
        folders=tuple(map(_folder_line, folders)),
        folder_form=Form(links.desk_url(), token),
        searches=tuple(_saved_line(one, searcher) for one in searches),
        recent=tuple(_recent_line(one, searcher) for one in recent),
        recent_form=Form(links.recent_url(), token),
        keeps_recent=keeps_recent,
    )


def folder(one: Folder, items: Sequence[Kept], tag: str, token: str) -> FolderSheet:
    """A folder, narrowed to a *tag* where there is one."""
    every = sorted({name for kept in items for name in kept.item.tags}, key=str.casefold)
    shown = [kept for kept in items if not tag or tag in kept.item.tags]
    return FolderSheet(
        frame=frame(one.name),
        name=one.name,
        note=one.note,
        count=len(items),
        items=tuple(_item(one.name, n, kept) for n, kept in enumerate(shown, 1)),
        tags=tuple(Link(name, links.folder_url(one.name, name), current=name == tag) for name in every),
        all_url=links.folder_url(one.name) if tag else "",
        exports=tuple(Link(label, links.folder_file_url(form, one.name, tag)) for form, label in FORMS.items()),
        form=Form(links.folder_url(one.name), token),
        desk_url=links.desk_url(),
    )


def keep(key: str, title: str, folders: Sequence[Folder], holding: Sequence[str], token: str) -> KeepSheet:
    """The form that puts an article into a folder."""
    return KeepSheet(
        frame=frame(text("Simpan ke folder")),
        title=title or text(UNTITLED),
        article_url=urls.article_url(key, SearchRequest()),
        folders=tuple(one.name for one in folders),
        holding=tuple(_folder_line(one) for one in folders if one.name in holding),
        form=Form(links.keep_url(key), token),
    )


def save(request: SearchRequest, found: SearchPage, token: str, searcher: Searcher) -> SaveSheet:
    """The form that saves a search, with what it finds: what will be followed is seen before."""
    chips = _chips(request, searcher)
    return SaveSheet(
        frame=frame(text("Simpan pencarian"), request),
        name=", ".join(chip.text for chip in chips)[:60],
        query=query_of(request),
        chips=chips,
        total=found.total,
        hits=hit_lines(request, found.hits[:PREVIEW]),
        back_url=urls.search_url(request),
        form=Form(links.save_url(request), token),
    )


def saved(one: SavedSearch, mark: Mark | None, found: News, searcher: Searcher, token: str) -> SavedSheet:
    """A saved search, run again: what is different."""
    request = request_of(one.query)
    return SavedSheet(
        frame=frame(one.name, request),
        name=one.name,
        chips=_chips(request, searcher),
        search_url=urls.search_url(request),
        total=found.total,
        since=filters.saat(mark.at if mark else one.created),
        came=_lines(request, found.came, searcher),
        came_total=len(found.came),
        changed=_lines(request, found.changed, searcher),
        changed_total=len(found.changed),
        went=found.went[:MOST],
        went_total=len(found.went),
        files=(
            Link(text("umpan Atom"), links.news_url("atom", one.name)),
            Link(text("surat (.eml)"), links.news_url("eml", one.name)),
        ),
        command=f"python -m search digest {shlex.quote(one.query)} --seen pencarian.json --mail pencarian.eml",
        form=Form(links.saved_url(one.name), token),
        desk_url=links.desk_url(),
    )


def refused() -> RefusedSheet:
    """For readers who have no desk."""
    return RefusedSheet(frame(text("Meja kerja")))


def _folder_line(one: Folder) -> FolderLine:
    return FolderLine(one.name, one.note, one.articles, links.folder_url(one.name))


def _saved_line(one: SavedSearch, searcher: Searcher) -> SearchLine:
    request = request_of(one.query)
    told = _chips(request, searcher)
    moment = filters.saat(one.created)
    return SearchLine(one.name, one.query, told, moment, 0, urls.search_url(request), links.saved_url(one.name))


def _recent_line(one: Asked, searcher: Searcher) -> SearchLine:
    request = request_of(one.query)
    told = _chips(request, searcher)
    return SearchLine("", one.query, told, filters.saat(one.at), one.total, urls.search_url(request), "")


def _chips(request: SearchRequest, searcher: Searcher) -> tuple[Chip, ...]:
    """The query as it was typed, then each filter."""
    words_typed = (Chip(text("Kata"), request.query, ""),) if request.query else ()
    names = SearchPage(request.query, 0, 0, 0.0, 0, 1, 10, "all", names=resolved(request, searcher).names)
    return (*words_typed, *narrowing.chips(request, names)) or (Chip("", text("Semua artikel"), ""),)


def _lines(request: SearchRequest, found: Sequence[Found], searcher: Searcher) -> tuple[HitLine, ...]:
    looked_for = wanted(words(understand(request, searcher).query), searcher.analyser)
    return hit_lines(request, hits_of(found[:MOST], searcher, looked_for))


def _item(name: str, number: int, kept: Kept) -> ItemLine:
    item = kept.item
    return ItemLine(
        id=item.key,
        title=(kept.title or text(UNTITLED)) if kept.found else item.key,
        url=urls.article_url(item.key, SearchRequest()) if kept.found else "",
        source=kept.source,
        day=filters.tanggal(kept.day) if kept.found else "",
        note=item.note,
        tags=tuple(Link(tag, links.folder_url(name, tag)) for tag in item.tags),
        typed_tags=", ".join(item.tags),
        number=number,
    )
