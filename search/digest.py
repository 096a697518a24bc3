"""A search run again: what came, what changed and what went since the last time, as a mail and as a feed.

What was there the last time is a file of its own, so that as many may follow a search as like, each at their pace.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from html import escape
from pathlib import Path

from index.errors import WrongCall
from search.export import Place, Row, Taken
from search.export.feeds import title
from search.service import printed

Seen = Mapping[str, int]
"""Public identifier -> version of every article that was found."""


@dataclass(frozen=True, slots=True)
class Digest:
    """The difference between two runs of a search."""

    came: tuple[Row, ...]
    changed: tuple[Row, ...]
    went: tuple[str, ...]
    """Identifiers: what is found no more may be no more to be read."""
    seen: Seen

    @property
    def is_empty(self) -> bool:
        """Nothing is different."""
        return not (self.came or self.changed or self.went)


def compared(before: Seen | None, rows: Iterable[Row]) -> Digest:
    """*rows* against what was found *before*; the first time, None, nothing has come yet."""
    found = tuple(rows)
    seen = {row.found.key: row.found.version for row in found}
    known = seen if before is None else before
    return Digest(
        came=tuple(row for row in found if row.found.key not in known),
        changed=tuple(row for row in found if known.get(row.found.key, row.found.version) != row.found.version),
        went=tuple(key for key in known if key not in seen),
        seen=seen,
    )


def read_seen(file: Path) -> Seen | None:
    """What *file* says was found the last time; None where there is no such file yet."""
    if not file.exists():
        return None
    try:
        told = json.loads(file.read_text(encoding="utf-8"))["seen"]
        return {str(key): int(version) for key, version in told.items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise WrongCall(f"{file}: not a file that digest wrote ({error!r}): remove it to begin anew") from error


def write_seen(file: Path, digest: Digest, taken: Taken) -> None:
    """Replace *file*, whole or not at all."""
    new = file.with_name(f"{file.name}.new")
    new.write_text(
        json.dumps({"search": taken.manifest, "seen": dict(digest.seen)}, ensure_ascii=False), encoding="utf-8"
    )
    new.replace(file)


def mail(digest: Digest, taken: Taken, place: Place, sender: str, receiver: str) -> bytes:
    """A message (RFC 5322) in plain text and in HTML, ready to be sent."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = f"{title(taken)} ({len(digest.came)} baru)"[:200].replace("\n", " ").replace("\r", " ")
    message["From"], message["To"] = sender, receiver
    message["Date"] = format_datetime(place.moment)
    message["Message-ID"] = make_msgid(domain="kliping.invalid")
    message.set_content(_text(digest, place))
    message.add_alternative(_html(digest, place), subtype="html")
    return message.as_bytes()


def _parts(digest: Digest) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    return ("Baru", digest.came), ("Berubah", digest.changed)


def _line(row: Row) -> str:
    article = row.stored.article
    day = printed(article.published)[:10]
    told = (article.title or "Tanpa judul", article.source, day or "tanpa tanggal")
    return " · ".join(" ".join(part.split()) for part in told if part)


def _text(digest: Digest, place: Place) -> str:
    lines = [place.page, ""]
    for heading, rows in _parts(digest):
        lines += [f"{heading}: {len(rows)}", ""] if rows else []
        for row in rows:
            lines += [_line(row), place.article(row.found.key), ""]
    lines += [f"Tidak lagi ditemukan: {len(digest.went)}", *digest.went, ""] if digest.went else []
    return "\n".join(lines)


def _html(digest: Digest, place: Place) -> str:
    pieces = [f'<p><a href="{escape(place.page)}">{escape(place.page)}</a></p>']
    for heading, rows in _parts(digest):
        links = (f'<li><a href="{escape(place.article(row.found.key))}">{escape(_line(row))}</a></li>' for row in rows)
        pieces += [f"<h2>{heading}: {len(rows)}</h2>", "<ul>", *links, "</ul>"] if rows else []
    gone = (f"<li>{escape(key)}</li>" for key in digest.went)
    pieces += [f"<h2>Tidak lagi ditemukan: {len(digest.went)}</h2>", "<ul>", *gone, "</ul>"] if digest.went else []
    return f'<!doctype html><html lang="id"><body>{"".join(pieces)}</body></html>'
