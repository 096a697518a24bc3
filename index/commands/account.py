"""What `add` and `watch` share: the fields a person maps, and the account of a run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

import click

from index.ingest import Summary
from index.sources.columns import Columns


def account(summary: Summary) -> dict[str, float]:
    """What became of every record; what was passed over only where there was any."""
    counts: dict[str, float] = asdict(summary)
    return counts if summary.skipped else {name: n for name, n in counts.items() if name != "skipped"}


def mapping_of(pairs: Iterable[str]) -> dict[str, str]:
    """``FIELD=COLUMN`` as a mapping; BadParameter when one cannot be."""
    mapping = {}
    for pair in pairs:
        name, equals, column = pair.partition("=")
        if not (name and equals and column):
            raise click.BadParameter(f"{pair!r} is not FIELD=COLUMN, for example title=headline", param_hint="--map")
        mapping[name] = column
    try:
        Columns.of(mapping)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--map") from error
    return mapping
