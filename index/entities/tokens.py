"""Text cut into the tokens the tagger labels: words, numbers and signs, each at its offset.

A capitalised word is cut at its hyphens, so that "Jakarta-Surabaya" can be two places; "anak-anak" stays whole.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶŁĽĻŃŇŅŌŐŘŚŠŞŢŤŪŮŰŹŻŽȘȚḤṬ"
_ABBREVIATED = (
    "Dr|Drs|Dra|Drg|Prof|Ir|Hj|KH|Kh|St|Jend|Kol|AKP|AKBP|Muh|Moh|Muhd|Mr|Mrs|Ms|Tgk|Letjen|Mayjen|Brigjen|Irjen|"
    "Komjen|Letkol|Kec|Kab|Kel|Jl|Jln|Jalan|No|Alm|Plt|H|M|A|Abd|Ahmd|Sdr|Ny|Tn"
)
SITE = r"\.(?:com|co\.id|go\.id|ac\.id|or\.id|id|net|org|tv)"
"""How a site's name ends: "Kompas.com" is one word."""
TOKEN = re.compile(
    rf"[^\W_]+(?:\.[^\W_]+)*{SITE}\b(?!\.\w|@)"
    rf"|(?:[{_CAPITAL}]\.){{2,}}(?:[{_CAPITAL}](?!\w))?"
    rf"|(?:{_ABBREVIATED}|[{_CAPITAL}])\.(?= ?[{_CAPITAL}])"
    r"|\d+(?:[.,:/]\d+)*"
    rf"|[{_CAPITAL}][^\W_]*(?:['’`´][^\W\d_]+)*"
    r"|[^\W\d_]+(?:[-'’`´][a-zà-ÿ]+)*"
    r"|[^\W_]+|\S|\n"
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text: headline, an empty token, body; offsets are those of ``headline + "\\n" + body``."""

    text: str
    words: list[str]
    starts: list[int]
    n_title: int
    """How many of them are the headline's."""

    def end(self, i: int) -> int:
        """Where token *i* ends."""
        return self.starts[i] + len(self.words[i])

    def cut(self, first: int, last: int) -> str:
        """The text from token *first* up to and without token *last*, as written."""
        return self.text[self.starts[first] : self.end(last - 1)]


def tokens(title: str, body: str) -> Tokens:
    """Every token of headline and body; a line feed stands between and after lines."""
    text = f"{title}\n{body}"
    matches = list(TOKEN.finditer(text))
    words = [match.group() for match in matches]
    starts = [match.start() for match in matches]
    n_title = bisect_left(starts, len(title))
    return Tokens(text, words, starts, n_title)
