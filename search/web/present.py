"""From an answer of the service to the sheet its template receives. Makes no search of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from index.schema import BY_NAME
from search.backends import Verification
from search.lacking import Lacking
from search.request import MAX_DEPTH, SORTS, SearchRequest
from search.results import DateBucket, FacetValue, SearchPage, Suggestion
from search.web import filters, language, narrowing, timing, urls
from search.web.hits import hit_lines
from search.web.language import text
from search.web.page import Frame, LandingSheet, NameSheet, ProblemSheet, ResultSheet, WelcomeSheet
from search.web.parts import Bar, IndexLine, Lack, Link, Pager, Ranked, Remark
from search.web.tools import tools
from search.web.work import links

GLANCE = SearchRequest(sort="newest", size=6, facet_size=16)
"""What the front page and the page of a name ask for."""

SORT_LABELS = {"relevance": "Relevansi", "newest": "Terbaru", "oldest": "Terlama"}
EXPORTS = {"csv": "CSV", "jsonl": "JSONL", "ris": "RIS", "bib": "BibTeX"}
FEEDS = {"atom": "application/atom+xml", "rss": "application/rss+xml"}
SIZES = (10, 25, 50, 100)
MOST_BARS = 60
"""Years in a chart; an older archive shows its latest."""


def frame(title: str, request: SearchRequest | None = None, *, keep: bool = False) -> Frame:
    """The surroundings of a page; with *keep*, a new query stays within the filters of *request*."""
    return Frame(
        title=title,
        query=request.query if request else "",
        hidden=narrowing.kept_by_query(request) if request and keep else language.kept(),
        index=None,
        form_url=urls.form_url(),
        home_url=urls.home_url(),
        style_url=urls.asset_url("style.css"),
        desk_style_url=urls.asset_url("desk.css"),
        script_url=urls.asset_url("search.js"),
        combobox_url=urls.asset_url("suggest.js"),
        suggest_url=urls.suggest_url(),
        article_url=urls.article_base(),
        icon_url=urls.asset_url("favicon.svg"),
        tools=tools(request),
        desk_url=links.desk_url_of_reader(),
        language=language.current(),
        languages=tuple(
            Link(name, urls.in_language(code), current=code == language.current(), code=code)
            for code, name in language.LANGUAGES.items()
        ),
    )


def index_line(generation: int, known: Verification, *, is_current: bool) -> IndexLine:
    """What the foot of a page says of the index."""
    if known.verified_at:
        checked = text("diperiksa %(moment)s", moment=filters.saat(known.verified_at))
    else:
        checked = text("sedang diperiksa") if known.is_checking else text("belum diperiksa")
    is_damaged = known.damaged_file is not None and is_current
    return IndexLine(str(generation), checked, stale=not is_current, damaged=is_damaged)


def landing(found: SearchPage, today: dt.date) -> LandingSheet:
    """The archive at a glance."""
    years = [bucket.value for bucket in found.dates if bucket.value != narrowing.UNDATED]
    everything = SearchRequest()
    return LandingSheet(
        frame=frame(""),
        total=found.total,
        span=f"{years[-1]}–{years[0]}" if len(years) > 1 else "".join(years),
        years=bars(everything, found.dates),
        sources=_ranked_values(everything, "source", found.facets.get("source", ())),
        persons=_ranked_names("person", found),
        places=_ranked_names("place", found),
        newest=hit_lines(everything, found.hits),
        newest_url=urls.with_sort(everything, "newest"),
        this_day=timing.this_day(today),
    )


def results(asked: SearchRequest, found: SearchPage, today: dt.date, lacks: tuple[Lack, ...] = ()) -> ResultSheet:
    """Hits, facets, chips and the links between searches; links carry how many words must match, as decided."""
    request = replace(asked, match="any") if found.match == "any" else asked
    last = last_page(found)
    return ResultSheet(
        frame=frame(_title(asked, found), request, keep=True),
        total=found.total,
        listed=found.listed,
        query=found.query,
        first_number=(found.page - 1) * found.size + 1,
        page_note=_page_note(found.page, last),
        seconds=_seconds(found.took_ms),
        form_url=urls.form_url(),
        hidden=narrowing.kept_by_filters(request),
        facets=narrowing.before_dates(request, found),
        later_facets=narrowing.after_dates(request, found),
        dates=narrowing.dates(request, found, timing.presets(request, today)),
        timeline=timing.timeline(request, found),
        query_chips=narrowing.query_chips(request, found),
        chips=narrowing.chips(request, found),
        cleared_url=urls.cleared(request),
        remarks=remarks(request, found),
        some_words_url=urls.with_match(request, "all") if found.match == "any" else "",
        all_words_url=urls.with_match(request, "") if asked.match == "all" else "",
        hits=hit_lines(request, found.hits, (found.page - 1) * found.size + 1),
        sorts=_sorts(request),
        collapse=_collapse(request),
        collapsed_note=_collapsed_note(found) if request.collapse else "",
        sizes=tuple(Link(str(n), urls.with_size(request, n), current=n == request.size) for n in SIZES),
        pager=pager(found.page, last, lambda n: urls.with_page(request, n)),
        first_page_url=urls.with_page(request, 1) if found.total and not found.hits else "",
        exports=tuple(Link(label, urls.export_url(form, request)) for form, label in EXPORTS.items()),
        feeds=tuple(Link(kind, urls.feed_url(form, request)) for form, kind in FEEDS.items()),
        save_url=links.save_url(request),
        lacks=lacks,
    )


def remarks(request: SearchRequest, found: SearchPage) -> tuple[Remark, ...]:
    """The diagnostics, and the way from variants to the words as typed and back."""
    told = [_meant(request, suggestion) for suggestion in found.suggestions]
    told += [
        Remark(language.remark(d), "" if d.parameter else found.query[d.start : d.end])
        for d in found.diagnostics
        if d.kind != "variants"
    ]
    if found.variants:
        link = Link(text("Hanya kata seperti diketik"), urls.with_variants(request, wanted=False))
        told.append(Remark(text("Juga dicari: %(forms)s.", forms=", ".join(found.variants)), "", link))
    if not request.variants and request.query:
        link = Link(text("Cari juga ejaan lain dan singkatan"), urls.with_variants(request, wanted=True))
        told.append(Remark(text("Hanya kata seperti diketik yang dicari."), "", link))
    return tuple(told)


def _meant(request: SearchRequest, suggestion: Suggestion) -> Remark:
    words = f"{suggestion.query} ({text('%(n)s artikel', n=suggestion.total)})"
    return Remark(text("Mungkin maksud Anda:"), "", Link(words, urls.with_query(request, suggestion.query)))


def lacks(request: SearchRequest, found: tuple[Lacking, ...]) -> tuple[Lack, ...]:
    """What a search that found nothing would find without each of its parts; what helps most comes first."""
    ordered = sorted(found, key=lambda one: -one.without)
    return tuple(Lack(*_part(one, request), one.without, urls.search_url(one.request), one.alone) for one in ordered)


def _part(one: Lacking, request: SearchRequest) -> tuple[str, str]:
    """What a part is, and its value."""
    match one.field:
        case "q":
            return text("Bagian pencarian"), one.text
        case "filters":
            return text("Semua saringan"), ""
        case "date" | "day":
            chip = narrowing.date_chips(request)[0 if one.field == "date" else -1]
            return chip.label, chip.text
        case field:
            label = text(BY_NAME[field].label)
            return (text("Bukan %(field)s", field=label.lower()) if one.is_exclusion else label), one.text


def _page_note(page: int, last: int) -> str:
    if not page <= last > 1:
        return ""
    return text("halaman %(page)s dari %(last)s", page=filters.angka(page), last=filters.angka(last))


def _collapse(request: SearchRequest) -> Link:
    label = text("Tampilkan setiap cetak ulang") if request.collapse else text("Satukan cetak ulang")
    return Link(label, urls.with_collapse(request, wanted=not request.collapse), current=request.collapse)


def _collapsed_note(found: SearchPage) -> str:
    listed = filters.angka(found.listed)
    return text("Cetak ulang disatukan: %(listed)s baris. Semua hitungan tetap hitungan artikel.", listed=listed)


def _seconds(took_ms: float) -> str:
    written = f"{took_ms / 1000:.3f}"
    return text("%(seconds)s detik", seconds=written if language.current() == "en" else written.replace(".", ","))


def name(field: str, id: str, found: SearchPage) -> NameSheet:  # noqa: A002
    """A person, place or organisation and its company."""
    request = SearchRequest(chosen=((field, id),))
    shown = found.names.get(field, {}).get(id, id)
    return NameSheet(
        frame=frame(shown),
        name=shown,
        kind=text(BY_NAME[field].label),
        total=found.total,
        years=bars(request, found.dates),
        persons=_company(request, "person", found),
        places=_company(request, "place", found),
        organisations=_company(request, "organisation", found),
        newest=hit_lines(request, found.hits),
        search_url=urls.search_url(replace(request, sort="newest")),
    )


def problem(status: int, title: str, text: str) -> ProblemSheet:
    """A page that says what went wrong."""
    return ProblemSheet(frame(title), status, title, text)


def welcome() -> WelcomeSheet:
    """The page of an archive without articles."""
    commands = (
        (text("Lihat dulu dengan arsip contoh"), "make demo"),
        (text("Masukkan artikel Anda, satu artikel JSON tiap baris"), "python -m index add artikel.jsonl"),
        (text("Periksa keadaan arsip"), "python -m index status"),
    )
    return WelcomeSheet(frame(text("Arsip masih kosong")), commands)


def last_page(found: SearchPage) -> int:
    """The last page that can be shown: where hits or the permitted depth end."""
    return max(1, min(-(-found.listed // found.size), MAX_DEPTH // found.size))


def pager(current: int, last: int, url: Callable[[int], str]) -> Pager:
    """First, last, and two pages either side of the *current* one; a single page left out is shown instead."""
    shown = [n for n in range(1, last + 1) if n in (1, last) or abs(n - current) <= 2]
    pages: list[Link | None] = []
    for before, n in zip([0, *shown], shown, strict=False):
        gap = range(before + 1, n)
        numbers = [gap[0], n] if len(gap) == 1 else [n]
        pages += [None] if len(gap) > 1 else []
        pages += [Link(filters.angka(number), url(number), current=number == current) for number in numbers]
    return Pager(
        pages=tuple(pages) if last > 1 else (),
        previous_url=url(current - 1) if 1 < current <= last else "",
        next_url=url(current + 1) if current < last else "",
    )


def bars(request: SearchRequest, buckets: tuple[DateBucket, ...]) -> tuple[Bar, ...]:
    """A column for every year from the first to the last, empty ones too, the highest at 100."""
    counts = {int(bucket.value): bucket.count for bucket in buckets if bucket.value != narrowing.UNDATED}
    if len(counts) < 2:
        return ()
    most = max(counts.values())
    years = range(min(counts), max(counts) + 1)[-MOST_BARS:]
    return tuple(_bar(request, year, counts.get(year, 0), most) for year in years)


def _bar(request: SearchRequest, year: int, count: int, most: int) -> Bar:
    first, last = narrowing.days_of(f"{year:04}")
    height = max(2, round(100 * count / most)) if count else 0
    return Bar(f"{year:04}", count, height, urls.with_days(request, first, last) if count else "")


def _sorts(request: SearchRequest) -> tuple[Link, ...]:
    """Without words there is nothing to rank by, and the newest come first."""
    offered = SORTS if request.query else SORTS[1:]
    current = request.sort if request.sort in offered else offered[0]
    return tuple(
        Link(text(SORT_LABELS[sort]), urls.with_sort(request, sort), current=sort == current) for sort in offered
    )


def _title(request: SearchRequest, found: SearchPage) -> str:
    asked = found.query or ", ".join(chip.text for chip in narrowing.chips(request, found)) or text("Semua artikel")
    return f"{asked}: {text('%(n)s artikel', n=found.total)}"


def _ranked_values(request: SearchRequest, field: str, values: tuple[FacetValue, ...]) -> tuple[Ranked, ...]:
    return tuple(Ranked(v.name, v.count, urls.with_filter(request, field, v.id)) for v in values)


def _ranked_names(field: str, found: SearchPage) -> tuple[Ranked, ...]:
    return tuple(Ranked(v.name, v.count, urls.name_url(field, v.id)) for v in found.facets.get(field, ()))


def _company(request: SearchRequest, field: str, found: SearchPage) -> tuple[Ranked, ...]:
    """Who and what else is named in the same articles; not in the field of *request* itself, whose counts ignore it."""
    return () if field == request.chosen[0][0] else _ranked_values(request, field, found.facets.get(field, ()))
