"""The other stories that an article's page points to, out of what cleaning took from its text: ``Baca juga: Judul``.

Newsrooms choose these by hand; they are relations between articles that no likeness of words finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.article import Removed

MARK = re.compile(
    r"(?:[-•*(\[\s]|\A)*(?:(?:Baca|Lihat|Simak|Tonton|Saksikan|Dengar|Cek)\s{1,2}(?:juga|pula)(?:\s+video)?|Baca"
    r"|(?:Berita|Artikel)\s(?:terkait|lainnya)|Pilihan\s(?:editor|redaksi)|(?:Simak|Tonton|Saksikan|Lihat)\svideo)"
    r"(?=\s*[:;,]|\s*['\"‘“A-Z0-9]|\s*\Z)[\s:;,]*",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"\n+|\s*[;•|]\s*|(?<=\S) {2,}(?=[A-Z\"“])")
SEAM = re.compile(r"(?<=[a-z?!)])(?=[A-Z][a-z]+ )")
"""Headlines with nothing between them: a capital within a word, and one word more."""
ENDS = " \t\n'\"‘’“”-–—:;,.[]()*"
SHORTEST_WORDS = 3
SHORTEST, LONGEST = 12, 200
MOST = 12


def pointers(removed: Sequence[Removed]) -> tuple[str, ...]:
    """The headlines pointed to, in their order, each once; at most MOST."""
    found = (title for piece in removed if piece.kind == "related" for title in _titles(piece.text))
    return tuple(dict.fromkeys(found))[:MOST]


def folded(title: str) -> str:
    """What two headlines have in common that are the same but for case, blanks and signs."""
    return "".join(character for character in title.casefold() if character.isalnum())


def _titles(text: str) -> Iterator[str]:
    for part in MARK.split(text):
        for line in BETWEEN.split(part):
            for piece in SEAM.split(line):
                title = _unwrapped(piece)
                if SHORTEST <= len(title) <= LONGEST and len(title.split()) >= SHORTEST_WORDS:
                    yield title


def _unwrapped(piece: str) -> str:
    """Without the marks around it; a headline's own question or call stays."""
    return piece.strip(ENDS)
