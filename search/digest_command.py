"""``python -m search digest``: one search, followed."""

from __future__ import annotations

import datetime as dt
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote

import click

from index.settings import Settings
from index.shell import archive_option
from search.backends import open_searcher
from search.digest import compared, mail, read_seen, write_seen
from search.export import Place, take
from search.export.feeds import atom
from search.request import SearchRequest


@click.command()
@click.argument("address")
@click.option(
    "--seen", type=click.Path(path_type=Path, dir_okay=False), required=True, help="What was found last time."
)
@click.option("--mail", "mail_file", type=click.Path(path_type=Path, dir_okay=False), help="Message to write, an .eml.")
@click.option("--feed", "feed_file", type=click.Path(path_type=Path, dir_okay=False), help="Atom feed to write.")
@click.option("--sender", default="kliping@localhost", show_default=True, help="Whom the message is from.")
@click.option("--receiver", default="kliping@localhost", show_default=True, help="Whom it is for.")
@click.option("--site", default="http://127.0.0.1:8000", show_default=True, help="Where links of both lead.")
@archive_option
def digest(address: str, seen: Path, directory: Path, **options: Any) -> None:
    """Run a search again and tell what came, changed or went since the last time.

    ADDRESS is what stands behind the question mark of the page. The first run only remembers what there is.

    \b
    Example:
      python -m search digest 'q=banjir&place=jakarta' --seen banjir.json --mail banjir.eml
    """
    request = SearchRequest.from_args(parse_qsl(address.lstrip("?")))
    site, moment = options["site"].rstrip("/"), dt.datetime.now(dt.UTC)
    place = Place(
        f"{site}/feed.atom?{address}", f"{site}/?{address}", lambda key: f"{site}/article/{quote(key)}", moment
    )
    with closing(open_searcher(replace(Settings.from_env(), archive=directory))) as searcher:
        taken = take(request, searcher, moment)
        found = compared(read_seen(seen), taken.rows)
    if options["mail_file"] and not found.is_empty:
        options["mail_file"].write_bytes(mail(found, taken, place, options["sender"], options["receiver"]))
    if options["feed_file"]:
        news = replace(taken, rows=iter((*found.came, *found.changed)))
        options["feed_file"].write_text("".join(atom(news, place)), encoding="utf-8")
    write_seen(seen, found, taken)
    click.echo(f"{len(found.came)} came, {len(found.changed)} changed, {len(found.went)} went, {taken.count} found")
    sys.stdout.flush()
