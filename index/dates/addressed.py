"""The date in an address, where outlets put one: ``/2022/09/15/``, ``/20220915103000-20-1/``, ``/2022/09/judul``."""

from __future__ import annotations

import re

from index.article import Published
from index.dates.printed import read_published

YEAR, MONTH, DAY = r"((?:19[5-9]|20[0-9])[0-9])", r"(0[1-9]|1[0-2])", r"(0[1-9]|[12][0-9]|3[01])"
FORMS = (
    re.compile(rf"/{YEAR}/{MONTH}/{DAY}(?:/|\Z)"),
    re.compile(rf"[/-]{YEAR}-{MONTH}-{DAY}(?:[/.-]|\Z)"),
    re.compile(rf"/{YEAR}{MONTH}{DAY}(?:[0-9]{{6}}-|[/-]|\Z)"),
    re.compile(rf"/{YEAR}/{MONTH}(?:/|\Z)"),
)
"""The last is Blogger's: it names no day, whatever number the title begins with (``/2022/09/14-tahun-kemudian``)."""
LONGEST = 2000
"""Characters of an address; none that is longer was typed or clicked."""


def date_of_url(url: str) -> Published | None:
    """A day, or a month where the address has no more; None where it has neither."""
    for form in FORMS:
        for match in form.finditer(url[:LONGEST]):
            found = read_published("-".join(match.groups()))
            if found.is_dated:
                return found
    return None
