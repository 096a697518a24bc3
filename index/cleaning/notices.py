"""What a page says of itself between the paragraphs: advertisement marks, embeds, "next page", markup."""

from __future__ import annotations

import re

from index.cleaning.sheet import BREAK, NOTHING, SPACE, Sheet

ADVERTISEMENT = re.compile(
    r"ADVERTISEMENT|(?:(?<=[.!?\"”’)\]\n…])\s*|^\s*)Advertisement(?=\s*(?:\n|$|Advertisement|[A-Z\"“(0-9]))"
    r"|SCROLL TO (?:CONTINUE WITH|RESUME) CONTENT"
    r"|Scroll (?:to|untuk) (?:[Cc]ontinue [Ww]ith [Cc]ontent|melanjutkan membaca)"
    r"|googletag\.cmd\.push\(function\(\) ?\{[^{}]{0,200}\}\);?|^[ ]*(?:IKLAN|Iklan)[ ]*$",
    re.MULTILINE,
)
EMBED = re.compile(
    r"\[(?:Gambas|GAMBAS|gambas) ?:[^\]\n]{0,80}\]|\[(?:instagram|twitter|youtube|tiktok)\]", re.IGNORECASE
)
NEXT_PAGE = re.compile(
    r"(?:Simak|Baca|Lihat|Klik)\b[^.!?\n]{0,60}?\bhalaman (?:selanjutnya|berikutnya)\b\s?[.:…]*"
    r"|(?:Baca )?(?:Halaman [Ss]elanjutnya|HALAMAN SELANJUTNYA|Halaman Berikutnya)\s*(?:[-=>»→.…]+>*)?"
)
CREDIT = re.compile(
    r"\((?:(?:[Ff]oto|FOTO|[Ss]umber [Ff]oto|[Dd]ok(?:umentasi|umen)?|DOK|ANTARA FOTO)\s?[:./][^()\n]{0,80}"
    r"|ANTARA FOTO[^()\n]{0,60}"
    r"|(?:ANTARA|REUTERS|AFP|AP Photo|EPA|KOMPAS\.com|Kompas\.com|TEMPO|Liputan6\.com)/[^()\n]{2,60})\)"
)
RIGHTS = re.compile(
    r"Copyright © ANTARA [12][0-9]{3}\s+Dilarang keras mengambil konten[^\n]{0,200}"
    r"|(?:COPYRIGHT|Copyright)?\s*(?:©|\([Cc]\))\s*(?:[12][0-9]{3}\b)?[^\n]{0,80}?"
    r"(?:All [Rr]ights? [Rr]eserved\.?|ANTARA(?: News)?\s+[12][0-9]{3})(?=\s*$)"
)
BLOCK = "p|br|div|li|ul|ol|h[1-6]|tr|table|blockquote|section|article|figure|figcaption|hr|aside|header|footer"
INLINE = (
    "a|abbr|b|big|center|cite|code|em|font|i|img|iframe|ins|mark|q|s|small|span|strike|strong|sub|sup|td|th"
    "|tbody|thead|u|video|audio|source|picture|amp-[a-z-]+"
)
SCRIPT = re.compile(
    r"<(script|style|noscript)\b[^<>]*>(?:(?!<\1).)*?</\1\s*>|<!--(?:(?!<!--).)*?-->", re.IGNORECASE | re.DOTALL
)
"""None begins within another: else text full of beginnings would be searched to its end from each of them."""
TAG = re.compile(rf"</?(?:(?P<block>{BLOCK})|{INLINE})(?:\s[^<>]{{0,2000}})?/?>", re.IGNORECASE)


def cut_markup(sheet: Sheet) -> None:
    """Tags of HTML that survived; a mere "<" does not make one."""
    if "<" in sheet.text:
        sheet.cut_all(SCRIPT, "markup")
        sheet.cut_each(TAG, "markup", lambda tag: BREAK if tag["block"] else NOTHING)


def cut_notices(sheet: Sheet) -> None:
    """Everything of this kind that can stand anywhere in the text."""
    if sheet.holds("advertisement", "scroll", "googletag", "iklan"):
        sheet.cut_all(ADVERTISEMENT, "advertisement")
    if sheet.holds("gambas", "[instagram", "[twitter", "[youtube", "[tiktok"):
        sheet.cut_all(EMBED, "embed")
    if "(" in sheet.text:
        sheet.cut_all(CREDIT, "credit", SPACE)
    if sheet.holds("halaman"):
        sheet.cut_all(NEXT_PAGE, "residue")
    if sheet.holds("©", "(c)", "copyright"):
        sheet.cut_all(RIGHTS, "agency")
