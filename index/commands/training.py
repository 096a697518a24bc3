"""``index train``: the tagger of names made anew from labelled articles (docs/model-card-entities.md)."""

from __future__ import annotations

from pathlib import Path

import click

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("labelled", nargs=-1, required=True, type=_FILE)
@click.option("--news", multiple=True, type=_FILE, help="News without labels, for word classes; repeatable.")
@click.option("--corrections", multiple=True, type=_FILE, help="What readers set right (JSON Lines); repeatable.")
@click.option("--without", multiple=True, type=_FILE, help="Labelled articles to measure on: kept out of --news.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Where the model goes; default: in place.")
def train(
    labelled: tuple[Path, ...],
    news: tuple[Path, ...],
    corrections: tuple[Path, ...],
    without: tuple[Path, ...],
    out: Path | None,
) -> None:
    """Train the tagger of persons, places and organisations on LABELLED articles (JSON Lines).

    Without --news the word classes of the model in place are kept. The same files give the same model. A line of
    --corrections is an object of "sentence", "mention" and "kind": person, place, organisation, building or none.

    \b
    Example:
      python -m index train labelled/*.jsonl
    """
    from index.entities.tagging import artefact  # noqa: PLC0415 - the other commands need not wait for SciPy

    try:
        from index.entities.training.making import Sources, made  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        raise click.UsageError(f"training needs {missing.name}: install the dependency group train") from missing
    path = out or artefact.PATH
    sources = Sources(labelled, news, corrections, without)
    try:
        model = made(sources, artefact.load, lambda line: click.echo(line, err=True))
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    artefact.save(model, path)
    click.echo(f"{path}: {path.stat().st_size:,} bytes")
