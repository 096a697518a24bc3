"""``python -m search``: questions from the command line, one or many, and the site."""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

import click

from index.archive.own_list import SYNONYMS
from index.settings import Settings
from index.shell import DONE, TROUBLE, archive_option, counted
from search import explaining
from search.answer import answer
from search.backends import Searcher, open_searcher
from search.digest_command import digest
from search.request import SORTS, SearchRequest, read_day
from search.results import SearchPage
from search.service import find as find_page
from search.service import ranked, with_standing
from search.variants import checked, read_lines

MOST_IDS = 1_000


variants_option = click.option(
    "--variants/--no-variants",
    default=True,
    help="Look for other spellings and names of the words too.  [default: yes]",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def main() -> None:
    """Search a Kliping archive, or serve its site.

    \b
    Example:
      python -m search find "harga beras" --place Jakarta --from 2022
      python -m search serve
    """


@main.command()
@click.argument("query")
@click.option("--json", "as_json", is_flag=True, help="As /api/search answers it.")
@click.option("--size", type=click.IntRange(1, 100), default=10, show_default=True, help="Articles on a page.")
@click.option("--page", type=click.IntRange(1), default=1, show_default=True)
@click.option("--sort", type=click.Choice(SORTS), default="relevance", show_default=True)
@click.option("--collapse", is_flag=True, help="Of several reprints show the first alone; all are counted.")
@click.option("--explain", is_flag=True, help="Show of each article which terms its score is the sum of.")
@variants_option
@click.option("--person", multiple=True, help="Only with this person: id or name; again for another (OR).")
@click.option("--place", multiple=True, help="Only with this place: id or name; again for another (OR).")
@click.option("--from", "first", default="", help="Published on this day, month or year or later: 2022, 2022-09.")
@click.option("--to", "last", default="", help="Published on this day, month or year or earlier.")
@archive_option
def find(query: str, *, as_json: bool, explain: bool, directory: Path, **options: Any) -> None:
    """Search for QUERY and print the articles, best first.

    \b
    Example:
      python -m search find '"kereta cepat" DAN Bandung' --sort newest
    """
    request = _request(query, options)
    with _searcher(directory) as searcher:
        page = find_page(request, searcher, today := dt.date.today())
        told = answer(with_standing(page, searcher)) | {"stale": not searcher.is_current}
        scores = explaining.explained(request, page, searcher, today) if explain else None
    if as_json:
        told = told if scores is None else explaining.as_json(told, scores)
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        click.echo("\n".join(_lines(page, scores)))


@main.command()
@click.argument("queries", type=click.File(encoding="utf-8"))
@click.option("--size", type=click.IntRange(1, MOST_IDS), default=50, show_default=True, help="Ids for each query.")
@variants_option
@archive_option
def batch(queries: TextIO, size: int, directory: Path, *, variants: bool) -> None:
    """Answer every query of QUERIES, a JSONL file with "qid" and "query", in order; "-" is standard input.

    Writes one line a query: {"qid", "total", "ids"}.

    \b
    Example:
      python -m search batch topics.jsonl --size 50 > run.jsonl
    """
    wrong = 0
    with _searcher(directory) as searcher:
        for number, line in enumerate(queries, 1):
            if (row := _query_row(line)) is None:
                wrong += 1
                place = f"{queries.name}:{number}"
                click.echo(f'{place}: not an object with "qid" and "query": {line.strip()[:80]!r}', err=True)
            else:
                asked = SearchRequest(query=row["query"], variants=variants)
                results = ranked(asked, searcher, size, dt.date.today())
                ids = [found.key for found in results.found]
                click.echo(json.dumps({"qid": row["qid"], "total": results.total, "ids": ids}, ensure_ascii=False))
    sys.exit(TROUBLE if wrong else DONE)


@main.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True), required=False)
@archive_option
def synonyms(file: Path | None, directory: Path) -> None:
    """Check the archive's list of synonyms, or FILE before it becomes one: what each line finds, what is wrong with it.

    The list is the file synonyms.txt in the directory of the archive; a line is KPK = Komisi Pemberantasan Korupsi.
    Exit code 1 where a line is wrong or finds nothing.

    \b
    Example:
      python -m search synonyms
    """
    path = file or directory / SYNONYMS
    if not path.exists():
        click.echo(f"{path}: there is none; write one expression = another on a line", err=True)
        sys.exit(DONE)
    with _searcher(directory) as searcher:
        lines, troubles = read_lines(path.read_text("utf-8", errors="replace"))
        found = [*checked(lines, searcher)]
    for line in found:
        click.echo(line.told)
    troubles = (*troubles, *(trouble for line in found for trouble in line.troubles))
    for trouble in sorted(troubles, key=lambda t: t.line):
        click.echo(f"{path}:{trouble.line}: {trouble.message}", err=True)
    sys.exit(TROUBLE if troubles else DONE)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes that answer.")
@click.option("--prefix", default="", help="What every address of the site begins with: /arsip.")
@click.option("--behind", type=click.IntRange(0), default=0, show_default=True, help="Servers before it to believe.")
@click.option("--reader-header", default="", help="Header in which a server before it, on this machine, names readers.")
@click.option("--deadline", type=click.FloatRange(0), default=10, show_default=True, help="Seconds a query may take.")
@click.option("--access-log", default="", help='File that requests are written to; "-" is standard error.')
@click.option("--log-readers", is_flag=True, help="Write down who asked, and for what, too.")
@archive_option
def serve(host: str, port: int, directory: Path, **options: Any) -> None:
    """Serve the site of the archive.

    \b
    Example:
      python -m search serve --port 8080 --workers 2
      python -m search serve --prefix /arsip --behind 1
    """
    from search.web.accounting import Account  # noqa: PLC0415 (Flask is needed by this command alone)
    from search.web.serve import Serving  # noqa: PLC0415
    from search.web.serve import serve as serve_site  # noqa: PLC0415

    account = Account(options["deadline"], options["access_log"], options["log_readers"])
    prefix = _prefix(options["prefix"])
    header = _header(options["reader_header"], options["behind"])
    serving = Serving(host, port, options["workers"], prefix, options["behind"], header, account)
    serve_site(replace(Settings.from_env(), archive=directory), serving)


def _header(name: str, behind: int) -> str:
    if name and not (behind and re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*", name)):
        raise click.BadParameter(
            f"{name!r} is believed of a server before the site only: give --behind 1 and a header like X-Remote-User",
            param_hint="--reader-header",
        )
    return name


def _prefix(text: str) -> str:
    prefix = text.rstrip("/")
    if prefix and not re.fullmatch(r"(?:/[A-Za-z0-9._~-]+)+", prefix):
        raise click.BadParameter(f"{text!r} is no beginning of an address: give one like /arsip", param_hint="--prefix")
    return prefix


main.add_command(digest)


@contextmanager
def _searcher(directory: Path) -> Iterator[Searcher]:
    with closing(open_searcher(replace(Settings.from_env(), archive=directory))) as searcher:
        if not searcher.is_current:
            click.echo(
                f"the current index is damaged or missing: generation {searcher.generation} stands in, which may lack "
                "the newest articles; run: python -m index rebuild",
                err=True,
            )
        yield searcher


def _request(query: str, options: dict[str, Any]) -> SearchRequest:
    chosen = [(name, value) for name in ("person", "place") for value in options[name]]
    request = SearchRequest(
        query=query,
        chosen=tuple(chosen),
        first=_day("--from", options["first"], last=False),
        last=_day("--to", options["last"], last=True),
        sort=options["sort"],
        collapse=options["collapse"],
        variants=options["variants"],
    )
    return replace(request, page=options["page"], size=options["size"]).bounded()


def _day(option: str, text: str, *, last: bool) -> Any:
    day = read_day(text, last=last)
    if text and day is None:
        raise click.BadParameter(f"{text!r} is not a date: give 2022, 2022-09 or 2022-09-15", param_hint=option)
    return day


def _query_row(line: str) -> dict[str, Any] | None:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None
    is_row = isinstance(row, dict) and "qid" in row and isinstance(row.get("query"), str)
    return row if is_row else None


def _lines(page: SearchPage, scores: explaining.Explanations | None) -> Iterable[str]:
    yield f"{counted(page.total, 'article')}, generation {page.generation}, {page.took_ms:.0f} ms"
    if page.listed < page.total:
        yield f"{page.listed:,} listed: of several reprints the first alone"
    if page.match == "any":
        yield "few articles hold all words; articles that miss some are among them"
    for diagnostic in page.diagnostics:
        yield f"note: {diagnostic.message}"
    for suggestion in page.suggestions:
        yield f"note: Mungkin maksud Anda: {suggestion.query} ({counted(suggestion.total, 'article')})"
    for rank, hit in enumerate(page.hits, (page.page - 1) * page.size + 1):
        yield f"\n{rank}. {hit.title}"
        yield f"   {' · '.join(filter(None, (hit.id, hit.source, hit.date, hit.section)))}"
        if hit.copies:
            yield f"   {hit.copies.total - 1:,} more of the same text, first published: {hit.copies.first}"
        for snippet in hit.snippets:
            yield f"   {''.join(f'[{text}]' if is_hit else text for text, is_hit in snippet)}"
        if scores is not None:
            yield from explaining.lines(scores[hit.id])
