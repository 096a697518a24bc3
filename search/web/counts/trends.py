"""/trends: up to five queries along the time, as a drawing, as the table behind it, as CSV and as JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import urlencode

from flask import Blueprint, Response, jsonify, request, url_for

from search.counted import MOST_QUERIES, UNITS, Line, Trends, trends
from search.export.tables import lines as table
from search.request import SearchRequest, read_day
from search.results import Diagnostic
from search.web import filters, language, narrowing, urls
from search.web.counts.sheets import Cell, Curve, PeriodLine, TrendsSheet
from search.web.language import text
from search.web.parts import Link, Remark
from search.web.present import frame
from search.web.views import archive, render

along = Blueprint("trends", __name__)

WIDTH, HEIGHT = 1200, 300
"""Of the drawing, in its own units."""
MARGIN = 24
"""At the right, for the numbers at the ends of the lines."""
NUMBER = 16
"""The height of such a number."""


@along.get("/trends")
def show() -> str:
    """Up to five queries along the time, relative to what was published unless ``measure=count``."""
    with archive().reading() as searcher:
        return render(sheet(_asked()), searcher)


@along.get("/trends.csv")
def csv() -> Response:
    """The table behind the drawing: a row a period, counts and shares of each query."""
    found = _asked()
    answer = Response("".join(table(_rows(found))), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="kliping-tren.csv"'
    return answer


@along.get("/api/trends")
def api() -> Response:
    """Up to five queries (``q``, repeated) along the time, by ``unit``, beside all that was published."""
    found = _asked()
    lines = [
        {"query": line.query, "counts": line.counts, "total": line.total, "diagnostics": [*map(_told, line.remarks)]}
        for line in found.lines
    ]
    told = {"unit": found.unit, "periods": found.periods, "published": found.published, "lines": lines}
    return jsonify(told | {"left_out": _typed()[MOST_QUERIES:], "generation": found.generation})


def _told(remark: Diagnostic) -> dict[str, str]:
    return {"kind": remark.kind, "message": remark.message}


def _typed() -> list[str]:
    return [query for query in request.args.getlist("q") if query.strip()]


def _asked() -> Trends:
    span = (read_day(request.args.get("from", "")), read_day(request.args.get("to", ""), last=True))
    with archive().reading() as searcher:
        return trends(_typed(), span, request.args.get("unit", ""), searcher, dt.date.today())


def sheet(found: Trends) -> TrendsSheet:
    """The page."""
    typed = _typed()[:MOST_QUERIES]
    args = [("q", query) for query in typed]
    args += [pair for pair in request.args.items(multi=True) if pair[1] and pair[0] != "q"]
    relative = request.args.get("measure") != "count"
    most = max(
        (_value(found, line, n, relative) or 0 for line in found.lines for n in range(len(found.periods))), default=0
    )
    return TrendsSheet(
        frame=frame(text("Tren")),
        fields=(*typed, *[""] * (MOST_QUERIES - len(typed))),
        first=request.args.get("from", ""),
        last=request.args.get("to", ""),
        units=tuple(
            Link(label, _with(args, "unit", unit), current=found.unit == unit)
            for unit, label in zip(UNITS, (text("per bulan"), text("per tahun")), strict=True)
        ),
        measures=(
            Link(text("dari seribu artikel yang terbit"), _with(args, "measure", ""), current=relative),
            Link(text("banyaknya artikel"), _with(args, "measure", "count"), current=not relative),
        ),
        relative=relative,
        left_out=len(_typed()) > MOST_QUERIES,
        kept=(
            *((name, value) for name, value in args if name in ("unit", "measure")),
            *language.kept(),
        ),
        form_url=url_for("trends.show"),
        curves=_numbered([_curve(found, n, relative, most) for n in range(len(found.lines))]),
        ends=(_label(found.periods[0]), _label(found.periods[-1])) if found.periods else ("", ""),
        top=_number(most) if relative else filters.angka(int(most)),
        rows=tuple(_row(found, n) for n in range(len(found.periods))),
        files=(
            Link("CSV", _path("trends.csv", args)),
            Link("JSON", _path("trends.api", args)),
        ),
    )


def _value(found: Trends, line: Line, n: int, relative: bool) -> float | None:
    return found.share(line, n) if relative else float(line.counts[n])


def _curve(found: Trends, n: int, relative: bool, most: float) -> Curve:
    line = found.lines[n]
    points = [
        (x, round(HEIGHT - HEIGHT * value / most) if most else HEIGHT)
        if (value := _value(found, line, at, relative)) is not None
        else None
        for at, x in enumerate(_places(len(found.periods)))
    ]
    known = [point for point in points if point]
    end = known[-1] if known else (0, HEIGHT)
    return Curve(
        number=n + 1,
        query=line.query,
        total=line.total,
        url=urls.search_url(SearchRequest(query=line.query, match="all")),
        strokes=tuple(_strokes(points)),
        end_x=end[0] + 6,
        end_y=end[1] + 5,
        remarks=tuple(Remark(language.remark(d), line.query[d.start : d.end]) for d in line.remarks),
    )


def _numbered(curves: Sequence[Curve]) -> tuple[Curve, ...]:
    """Each with its number where it can be read, of curves that end at one height too."""
    heights = apart([curve.end_y for curve in curves])
    return tuple(replace(curve, end_y=y) for curve, y in zip(curves, heights, strict=True))


def apart(heights: Sequence[int]) -> list[int]:
    """The baselines of numbers, moved as far as each needs to be ``NUMBER`` from the next, and within the drawing."""
    order = sorted(range(len(heights)), key=lambda n: heights[n])
    found = [0] * len(heights)
    free = HEIGHT
    for n in reversed(order):  # from the bottom up, which pushes up
        found[n] = min(heights[n], free)
        free = found[n] - NUMBER
    free = NUMBER
    for n in order:  # and down again, where that led out of the drawing
        found[n] = max(found[n], free)
        free = found[n] + NUMBER
    return found


def _places(count: int) -> list[int]:
    return [round(n * (WIDTH - MARGIN) / max(count - 1, 1)) for n in range(count)]


def _strokes(points: list[tuple[int, int] | None]) -> Iterator[str]:
    """Unbroken stretches; a point alone is drawn as a short line."""
    stretch: list[tuple[int, int]] = []
    for point in [*points, None]:
        if point:
            stretch.append(point)
        elif stretch:
            whole = (
                stretch
                if len(stretch) > 1
                else [(stretch[0][0] - 2, stretch[0][1]), (stretch[0][0] + 2, stretch[0][1])]
            )
            yield " ".join(f"{x},{y}" for x, y in whole)
            stretch = []


def _row(found: Trends, n: int) -> PeriodLine:
    days = narrowing.days_of(found.periods[n])
    cells = []
    for line in found.lines:
        asked = SearchRequest(query=line.query, match="all", first=days[0], last=days[1])
        share = found.share(line, n)
        cells.append(
            Cell(
                line.counts[n],
                "–" if share is None else _number(share),
                urls.search_url(asked) if line.counts[n] else "",
            )
        )
    return PeriodLine(_label(found.periods[n]), found.published[n], tuple(cells))


def _label(period: str) -> str:
    return narrowing.days_in_words(*narrowing.days_of(period))


def _number(value: float) -> str:
    written = f"{value:.1f}" if value < 100 else f"{value:.0f}"
    return written if language.current() == "en" else written.replace(".", ",")


def _rows(found: Trends) -> Iterator[tuple[object, ...]]:
    yield ("period", "published", *(part for line in found.lines for part in (line.query, f"{line.query} per 1000")))
    for n, period in enumerate(found.periods):
        shares = [found.share(line, n) for line in found.lines]
        told = [
            part
            for line, share in zip(found.lines, shares, strict=True)
            for part in (line.counts[n], "" if share is None else f"{share:.3f}")
        ]
        yield (period, found.published[n], *told)


def _with(args: list[tuple[str, str]], name: str, value: str) -> str:
    return _path("trends.show", [pair for pair in args if pair[0] != name] + ([(name, value)] if value else []))


def _path(endpoint: str, args: list[tuple[str, str]]) -> str:
    return f"{url_for(endpoint)}?{urlencode(args)}" if args else url_for(endpoint)
