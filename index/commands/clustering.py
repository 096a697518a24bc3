"""``cluster``: the index on OpenSearch, looked at, planned, and made anew beside the one that answers."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

import click

from index import progress
from index.archive import open_archive
from index.commands.publishing import changing, exit_code, publish
from index.errors import WrongCall
from index.pipeline import on_opensearch
from index.pipeline.cluster_plan import planned
from index.pipeline.cluster_standing import standing
from index.pipeline.on_opensearch import Shape
from index.settings import OpenSearch, Settings
from index.shell import DONE, TROUBLE, archive_option, counted


@click.group("cluster")
def cluster() -> None:
    """The index on OpenSearch that KLIPING_OPENSEARCH names: `status`, `plan`, `reindex`, `swap`.

    \b
    Example:
      python -m index cluster status
    """


@cluster.command()
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@archive_option
def status(directory: Path, *, as_json: bool) -> None:
    """Tell how the cluster is, what is there and how far behind it is (exit code 1 when something is amiss)."""
    with open_archive(directory, read_only=True) as archive:
        found = standing(archive, _opensearch())
    if as_json:
        click.echo(json.dumps(asdict(found) | {"troubles": found.troubles}))
    else:
        click.echo("\n".join(found.lines()))
        for trouble in found.troubles:
            click.echo(trouble, err=True)
    sys.exit(TROUBLE if found.troubles else DONE)


@cluster.command()
@click.argument("articles", type=click.IntRange(1))
@click.option("--replicas", type=click.IntRange(0, 3), default=1, show_default=True, help="Copies of each shard.")
@click.option("--kilobytes", type=click.FloatRange(0.1), default=None, help="Of an article in the index.  [default: 8]")
def plan(articles: int, *, replicas: int, kilobytes: float | None) -> None:
    """Work out shards, nodes, memory and disk for so many ARTICLES.

    \b
    Example:
      python -m index cluster plan 10000000
    """
    click.echo("\n".join(planned(articles, replicas, kilobytes).lines()))


@cluster.command()
@click.option("--shards", type=click.IntRange(1, 1_000), default=None, help="Parts of the index.  [default: by nodes]")
@click.option("--replicas", type=click.IntRange(0, 3), default=None, help="Copies of each part.  [default: by nodes]")
@click.option("--no-swap", is_flag=True, help="Do not publish it: `swap` does.")
@click.option("--workers", type=click.IntRange(1), default=None, help="Processes that analyse.  [default: cores]")
@archive_option
def reindex(directory: Path, *, shards: int | None, replicas: int | None, no_swap: bool, workers: int | None) -> None:
    """Make the index anew from articles.db, beside the one that answers, and publish it once it has every article.

    \b
    Example:
      python -m index cluster reindex --shards 6 --replicas 1
    """
    settings, wish = _opensearch(), Shape(shards, replicas)
    with changing(directory) as archive:
        cores = workers or os.cpu_count() or 1
        with progress.indexing() as show:
            made = on_opensearch.reindex(archive, settings, (show, cores), wish, is_published=not no_swap)
    state = "not published yet; run: python -m index cluster swap" if no_swap else "published"
    click.echo(f"{made.index}: {counted(made.manifest.articles, 'article')}, {state}")


@cluster.command()
@archive_option
def swap(directory: Path) -> None:
    """Publish what `reindex --no-swap` made, and bring it up to date.

    \b
    Example:
      python -m index cluster swap
    """
    with changing(directory) as archive:
        made = on_opensearch.swap(archive, _opensearch())
        published = publish(archive, directory, None)
    click.echo(f"{made.index} is published: {counted(published.manifest.articles, 'article')}")
    sys.exit(exit_code(published))


def _opensearch() -> OpenSearch:
    found = Settings.from_env().opensearch
    if found is None:
        raise WrongCall(
            "KLIPING_OPENSEARCH is not set: set it to addresses of nodes, https://node1:9200,https://node2:9200"
        )
    return found
