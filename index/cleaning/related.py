"""Pointers to other stories: ``Baca juga: ...``. The whole art is to find where the other story's headline ends.

Signs are taken in the order of their certainty; where none is found, nothing is cut. See docs/decisions/cleaning.md.
"""

from __future__ import annotations

import re
from itertools import islice

from index.cleaning.casing import SHORTENED, SHORTENING, bare, is_content, is_prose, is_title
from index.cleaning.sheet import SPACE, Sheet
from index.cleaning.words import listed

VERB = r"(?:B(?:aca|ACA)|L(?:ihat|IHAT)|S(?:imak|IMAK|aksikan|AKSIKAN)|T(?:onton|ONTON)|D(?:engar|ENGAR)|C(?:ek|EK))"
MARKER = re.compile(
    rf"(?:{VERB}\s{{1,2}}(?:[Jj]uga|JUGA|[Pp]ula|PULA)(?: [Vv]ideo)?|B(?:aca|ACA)"
    r"|(?:B(?:erita|ERITA)|A(?:rtikel|RTIKEL)) (?:[Tt]erkait|TERKAIT|[Ll]ainnya|LAINNYA)"
    r"|P(?:ilihan|ILIHAN) (?:Editor|EDITOR|Redaksi|REDAKSI))(?:\*\*)?\s{0,3}:(?:\*\*)?"
)
BARE = re.compile(
    r"(?:B(?:aca|ACA) (?:[Jj]uga|JUGA)|L(?:ihat|IHAT) (?:Juga|JUGA)|P(?:ilihan|ILIHAN) (?:Redaksi|REDAKSI))"
    r"(?=\s*(?:\n|$|[A-Z\"“(0-9]))"
)
"""Without a colon: the link's text is lost, and what follows is the story."""
MARK_ALONE = re.compile(
    r"(?:(?<=[.!?\"”\n)])|(?<=[-–—] )|^) *B(?:aca|ACA) (?:[Jj]uga|JUGA)\s?(?:;\s?,[\s,;]*|[:;,]+[ \t]*(?=\n|$))"
)
"""``Baca juga;,``: what is left where the whole list of links is lost."""
OWN_SENTENCE = re.compile(r"\s*[^.\n]{15,160}(?:\.(?=\S)[^.\n]{1,60})?\.(?=\s|$)")
"""A headline that someone ended with a full stop."""
OWN_CALL = re.compile(r"\s*[^.!?\n]{15,160}[!?]{1,3}(?=\s)")
"""One that ends with a call or a question."""
LABEL = re.compile(
    r"(?<![^\n])[ \0]*(?:B(?:aca|ACA)|L(?:ihat|IHAT)|S(?:imak|IMAK)|T(?:onton|ONTON)) (?:[Jj]uga|JUGA)"
    r" ?(?P<colon>:?)[ \0]*\n[\s\0]*(?P<next>[A-Z][^\n]{10,160})(?![^\n])"
)
"""A paragraph that is nothing but the mark, and the paragraph after it."""
IN_BRACKETS = re.compile(
    r"\(\s*(?:B(?:aca|ACA)|Lihat|Simak)(?: [Jj]uga| JUGA)?\s?:[^()\n]{0,200}(?:\([^()\n]*\)[^()\n]*)?\)"
    r"|\[(?:Baca|BACA|Lihat)(?: [Jj]uga)?:[^\]\n]{3,200}\]"
)
VIDEO_QUOTED = re.compile(
    r"(?:Simak|Tonton|Saksikan|Lihat)(?: [Jj]uga(?: [Vv]ideo)?| [Vv]ideo)\s*:?\s*\\?['\"‘“]"
    r"[^\n]{3,160}?\\?['\"’”](?:\s*:(?=[\s\[A-Z\"“]|$)|(?=[\s\[]|$))"
)
VIDEO_BEFORE_EMBED = re.compile(
    r"(?:Simak|Tonton|Saksikan|Lihat)(?: [Jj]uga)?(?: [Vv]ideo| [Bb]lak-[Bb]lakan)?\b"
    r"(?:[^.\n\[]|\.(?=\S)){3,200}?(?=\s*\[Gambas:)"
)
VIDEO_BELOW = re.compile(
    r"(?:(?<=[.!?\"”\n)]) ?|^)(?:Simak|Saksikan|Tonton|Lihat) (?:juga )?(?:liputan )?[Vv]ideo\b[^.!?\n]{0,80}?"
    r"(?:berikut(?: ini)?|di bawah ini|pilihan)[^.!?\n]{0,20}[:.!]?(?=\s|$)"
)
VIDEO_LAST = re.compile(r"(?:Simak|Tonton|Saksikan|Lihat) (?:[Jj]uga )?[Vv]ideo [A-Z][^.\n]{8,160}\Z")
TITLE_BEFORE_EMBED = re.compile(r"(?:(?<=[.!?\"”\n)])|^)[^.!?\n\"”]{10,140}:(?=\s*\[Gambas:)")

SEAM = re.compile(
    r"(?:(?<=[a-z?!%)\"”’'])|(?<=[^A-Za-z][0-9])),?(?=[\"“]?[A-Z])(?<!\s[\"“'])|(?<=[A-Z]{2})(?=[A-Z][a-z]{2})"
    r"|(?<=[^\s,]) {2,}(?=[A-Z\"“])"
)
"""A letter directly followed by a capital, or two blanks: the markup between headline and story was there."""
AFTER_CALL = re.compile(r"(?<=[?!])\n(?=[A-Z])")
LAST_WORD = re.compile(r"\w+$")
PICKS = re.compile(r"Pilihan Editor\s?:[^\n]{0,2500}\s*\Z")
"""The last thing on the pages of one outlet: links, and the careers of the authors."""
SENTENCE_END = re.compile(r"[a-z0-9)\"”]\.['\"”’)]*\s*[^\sa-z0-9.,'\"”’)]|,[\"”]")
"""A full stop with more behind it, or someone's words ending: no headline has that."""
CALL_END = re.compile(r"[!?]['\"”’)]*\s+\S")
"""Headlines in title case do have this."""
BEFORE_NAME = frozenset(("Prof", "Prof.", "Dr", "Dr.", "Ir.", "Hj.", "H.", "KH", "PT", "CV", "Gus", "Sri"))
VIDEO_HINTS = ("simak", "tonton", "saksikan", "lihat")
HINTS = (
    *VIDEO_HINTS,
    *("baca juga", "baca:", "baca :", "baca pula", "dengar juga", "cek juga", "pilihan editor", "pilihan redaksi"),
    *("berita terkait", "artikel terkait", "berita lainnya", "artikel lainnya", "gambas:"),
)
MAX_HEADLINE = 160
MAX_LINKS = 420
MAX_SEAMS = 12
LONGEST_OFFICE = 6
"""Words of an office and the name behind it."""
SHORTEST_OWN = 4
"""Words of a headline that ends with a full stop."""
SHORTEST_BARE = 6
"""Words of a headline in the paragraph after a mark without a colon."""
LONGEST_NEXT = 14
"""Words of a headline in the paragraph after its mark."""
SHORTEST_LAST = 3
"""Letters of its last word; a shorter one is rather abbreviated."""


def cut_related(sheet: Sheet) -> None:
    """Take out every pointer whose end can be told."""
    if not sheet.holds(*HINTS):
        return
    sheet.cut_all(IN_BRACKETS, "related", SPACE)
    sheet.cut_all(PICKS, "related")
    for match in LABEL.finditer(sheet.text):
        if _is_next_headline(match["next"].rstrip(" \0"), SHORTEST_OWN if match["colon"] else SHORTEST_BARE):
            sheet.cut(*match.span(), "related")
    sheet.cut_all(MARK_ALONE, "related")
    # From the last to the first, so that each pointer ends where the next began.
    for match in reversed(tuple(MARKER.finditer(sheet.text))):
        if _may_begin(sheet.text, match):
            end = _headline_end(sheet.text, match.end())
            if end is not None:
                sheet.cut(match.start(), end, "related")
    for match in BARE.finditer(sheet.text):
        if _is_beginning(sheet.text, match.start()):
            end = _bare_end(sheet.text, match.end())
            if end is not None:
                sheet.cut(match.start(), end, "related")


def cut_videos(sheet: Sheet) -> None:
    """Pointers to videos, for as long as the embeds they stand before are there."""
    if sheet.holds(*VIDEO_HINTS):
        for pattern in (VIDEO_QUOTED, VIDEO_BEFORE_EMBED, VIDEO_BELOW):
            sheet.cut_all(pattern, "related")
    for pattern, hint in ((VIDEO_LAST, "ideo"), (TITLE_BEFORE_EMBED, "[Gambas:")):
        for match in pattern.finditer(sheet.text) if hint in sheet.text else ():
            if is_title(match[0].split()):
                sheet.cut(*match.span(), "related")


def _may_begin(text: str, marker: re.Match[str]) -> bool:
    """ "Baca:" alone is a word of the story unless it begins a sentence; "Baca juga:" is not, wherever it stands."""
    return " " in marker[0].rstrip(" :") or _is_beginning(text, marker.start())


def _is_beginning(text: str, at: int) -> bool:
    """At the beginning of a sentence, or against a letter, where markup was."""
    before = text[max(0, at - 50) : at].rstrip(" \0")[-1:]
    return not before or before in ".!?\"”’')]…:,\n" or text[at - 1].isalnum()


def _headline_end(text: str, start: int) -> int | None:
    """Where the headline after a marker ends; None when it cannot be told."""
    line = text[start : start + MAX_LINKS].split("\n", 1)[0]
    segment = line.rstrip()
    if not segment.strip():
        return start
    if (end := _seam(segment)) is not None or (end := _own_sentence(segment)) is not None:
        return start + end
    if _is_headline(segment):
        return start + len(segment)
    if (end := _own_call(segment)) is not None:
        return start + end
    if is_prose(segment) and (segment.lstrip()[0] in '"“' or bare(segment.split()[0]) in listed("openers")):
        return start  # the link's text is lost, and the story goes on
    end = _title_end(segment, text[:start] + text[start + len(segment) :])
    return start + end if end is not None and _is_headline(segment[:end]) else None


def _own_sentence(segment: str) -> int | None:
    """The full stop behind a headline in title case that stands as a sentence of its own."""
    match = OWN_SENTENCE.match(segment)
    words = match[0].rstrip(".").split() if match else []
    if not match or len(words) < SHORTEST_OWN or len(words[-1]) < SHORTEST_LAST or words[-1] in BEFORE_NAME | SHORTENED:
        return None
    is_headline = is_title(words, 1) and not SEAM.search(match[0]) and not CALL_END.search(match[0])
    return match.end() if is_headline else None


def _own_call(segment: str) -> int | None:
    """The call or question mark behind such a headline, with a sentence right behind it, not the headline's rest."""
    match = OWN_CALL.match(segment)
    words = match[0].split() if match else []
    if not match or len(words) < SHORTEST_OWN or not is_title(words, 1) or SEAM.search(match[0]):
        return None
    return match.end() if any(map(is_content, segment[match.end() :].split(maxsplit=3)[:3])) else None


def _is_next_headline(line: str, shortest: int) -> bool:
    """Whether the paragraph after a mark is the other story's headline; a short one may be a heading of this story."""
    words = line.split()
    is_short = shortest <= len(words) <= LONGEST_NEXT
    return is_short and line[-1] not in ".,;:…\"”'’)" and is_title(words) and _is_headline(line)


def _bare_end(text: str, start: int) -> int | None:
    """After a marker without a colon only headlines in title case, ended by a seam or a full stop, are no story.

    None where the marker is better left with what may be its headline.
    """
    is_same_line = text[start : start + 1] == " "
    links = text[start : start + MAX_LINKS].lstrip()
    if start < len(text) and text[start].isupper():  # glued to its mark, as the headlines will be to each other
        links = AFTER_CALL.sub(" ", links)
    segment = links.split("\n", 1)[0]
    is_capital = text[start - 1] != "a" or text[start - 4] == "J"
    start += len(text[start : start + MAX_LINKS]) - len(links)
    end = _seam(segment)
    if end is not None and is_title(segment[:end].split()):
        return start + end
    sentence = OWN_SENTENCE.match(segment) if is_same_line and is_capital else None
    if sentence and is_title(sentence[0].split(), 1):
        is_certain = sum(word[0].isupper() for word in sentence[0].split()) >= SHORTEST_OWN
        end = _own_sentence(segment) if is_certain else None
        return start + end if end is not None else None
    return start


def _seam(segment: str) -> int | None:
    """The first seam after which there is prose, not yet another headline."""
    for seam in islice(SEAM.finditer(segment), MAX_SEAMS):
        head, rest = segment[: seam.start()], segment[seam.end() :]
        following = SEAM.search(rest, 1)
        if following and is_title(rest[: following.start()].split()):
            continue
        is_story = (
            is_prose(rest) or _is_opened(rest) or (is_title(head.split()) and any(map(is_content, rest.split()[:4])))
        )
        if len(head.strip()) >= 8 and (is_story or _is_opened(rest)) and not _is_one_word(head, rest):
            end, last = seam.end(), LAST_WORD.search(head)
            if last and last[0] in listed("openers"):
                end, head = last.start(), head[: last.start()]
            return end if _is_headline(head) and _inner_end(head) is None else None
    return None


def _inner_end(head: str) -> int | None:
    """A place before the seam where a sentence may have begun already."""
    return None if is_title(head.split()) else _title_end(head, "")


def _is_opened(rest: str) -> bool:
    """ "Sebelumnya, ..." and "Sebelumnya diberitakan ..." open a sentence, "Ini Sebab ..." a headline."""
    first, second = [*rest.split(maxsplit=2)[:2], "", ""][:2]
    return bare(first) in listed("openers") and (first.endswith(",") or is_content(second))


def _is_one_word(head: str, rest: str) -> bool:
    word = re.split(r"\W", head)[-1] + re.split(r"\W", rest, maxsplit=1)[0]
    return word in listed("camel_words")


def _is_headline(head: str) -> bool:
    """Short and without a sentence in it; several headlines in title case may stand together."""
    head = SHORTENING.sub("", head.rstrip(" -–—"))
    if (head.endswith((".", ",", ";")) and not head.endswith("...")) or SENTENCE_END.search(head):
        return False
    if is_title(head.split()):
        return len(head) <= MAX_HEADLINE or not (";" in head or "•" in head)
    return len(head) <= MAX_HEADLINE and not CALL_END.search(head)


def _title_end(segment: str, elsewhere: str) -> int | None:
    """The end of a headline in title case, with a sentence right behind it."""
    words = list(re.finditer(r"\S+", segment))
    lower = next((n for n, word in enumerate(words) if is_content(word[0]) and is_prose(segment[word.start() :])), None)
    if lower is None:
        return None
    if (opened := _opened(words, lower)) is not None:
        return opened
    at = lower - 1
    while at > 0 and words[at][0][0].islower():
        at -= 1
    while at > 3 and _belongs(words[at - 1][0], words[at][0], elsewhere):
        at -= 1
    at = _office(words, at)
    if at > 3 and words[at - 1][0][-1] == "," and bare(words[at - 1][0]) in listed("openers"):
        at -= 1
    if at < 3 or words[at - 1][0][-1] == "," or not is_title([word[0] for word in words[:at]], 0.75):
        return _opened(words, len(words))
    return words[at].start()


def _office(words: list[re.Match[str]], at: int) -> int:
    """The word of office before the name that ends at *at*, if there is one: "Menteri Luar Negeri Budi Raharjo"."""
    for n in range(at, max(at - LONGEST_OFFICE, 3), -1):
        if not words[n][0][0].isupper() or (n < at and words[n][0][-1] in ",:?!"):
            break
        if words[n][0] in listed("roles") and not words[n - 1][0][0].islower():  # "dengan Menteri" is no beginning
            at = n
    return at


def _belongs(before: str, word: str, elsewhere: str) -> bool:
    """Whether a capitalised word is one name with the word before it, so that the sentence begins earlier."""
    if before[-1] in '?!:"”’' or (not before[0].isupper() and before[0] not in '"“'):
        return False
    if bare(word) in listed("openers") or word[0] in '"“':
        return False
    return (
        before[0] in '"“'
        or before in BEFORE_NAME
        or before in listed("roles")
        or f"{bare(before)} {bare(word)}" in elsewhere
    )


def _opened(words: list[re.Match[str]], limit: int) -> int | None:
    """A word that opens sentences, with a capital and a lower-case word behind it; before *limit*, a word's number."""
    for n in range(3, min(limit, len(words) - 1)):
        word = words[n][0]
        if bare(word) in listed("openers") and word[0].isupper() and words[n + 1][0][0].islower():
            return words[n].start()
    return None
