"""Progress bars on a terminal; silence elsewhere. They go to standard error, results go to standard output."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tqdm import tqdm

from index.ingest import Progress


@contextmanager
def reading(total: int) -> Iterator[Progress]:
    """A bar over *total* bytes of input that also tells the records read and their rate."""
    with tqdm(total=total, desc="reading", unit="B", unit_scale=True, disable=_is_silent(), ncols=_width()) as bar:

        def show(records: int, consumed: int) -> None:
            rate = records / max(bar.format_dict["elapsed"], 1e-9)
            bar.set_postfix_str(f"{records:,} articles, {rate:,.0f}/s", refresh=False)
            bar.update(consumed - bar.n)

        yield show


@contextmanager
def indexing() -> Iterator[Progress]:
    """A bar over the articles to index, with rate and time left."""
    with tqdm(desc="indexing", unit=" articles", disable=_is_silent(), ncols=_width()) as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)
            if done == total:
                bar.set_postfix_str("writing the index ...")

        yield show


def _width() -> int:
    """Columns to use; a terminal that does not tell its size counts as 80 wide."""
    return shutil.get_terminal_size().columns - 1


def _is_silent() -> bool:
    return not sys.stderr.isatty()
