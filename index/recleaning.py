"""Every article of the archive cleaned again, where the rules are other than those it was cleaned by."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from index.archive import Archive, Delivered, accepted_lines, cleaned_by, delivered, note_cleaning, replace_cleaned
from index.article import Article
from index.cleaning import Accepted, clean, rules_of

Progress = Callable[[int, int], None]
"""Called with the articles done and the articles in all."""


def is_due(archive: Archive) -> bool:
    """Whether there are articles that other rules than today's cleaned."""
    return archive.last_change() > 0 and cleaned_by(archive) != rules_of(accepted_lines(archive))


def clean_again(archive: Archive, progress: Progress) -> int:
    """Clean what is due, as one batch; how many articles read otherwise now. The caller holds ``generation.writing``.

    A run that was cut short goes on where it was: what it had cleaned says so.
    """
    if not is_due(archive):
        return 0
    accepted = accepted_lines(archive)
    batch = archive.begin_batch("clean again")
    changed, done, total = 0, 0, archive.counts().articles
    for some in delivered(archive):
        changed += replace_cleaned(archive, tuple(_cleaned(some, accepted)), batch)
        done += len(some)
        progress(min(done, total), total)
    note_cleaning(archive, rules_of(accepted), batch)
    archive.finish_batch(batch, {"changed": changed})
    return changed


def _cleaned(some: Sequence[Delivered], accepted: Accepted) -> list[tuple[Delivered, Article, str]]:
    """Those of *some* that are due. One of which nothing would be left stays as it is."""
    found = []
    for one in some:
        rules = rules_of(accepted, one.source)
        if one.cleaning != rules:
            article = clean(one.raw, one.received, accepted)
            if article.title or article.body:
                found.append((one, article, rules))
    return found
