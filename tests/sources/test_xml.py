"""Formats in XML: every nasty file with what is kept of it and what is rejected, and why."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import RecordRejected
from index.sources.xml_tree import mended, parse
from tests.sources.outcomes import check, outcome

RSS = b'<?xml version="1.0"?><rss version="2.0"><channel><title>Kabar</title>'
END = b"</channel></rss>"
A, B = b"<item><title>A</title></item>", b"<item><title>B</title></item>"
ATOM = b'<feed xmlns="http://www.w3.org/2005/Atom"><title>Kabar</title>'
LAUGHS = b'<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;">]>'
WXR = b'<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Kabar</title>'
NITF = (
    b"<nitf><body><body.head><hedline><hl1>A</hl1></hedline></body.head>"
    b"<body.content><p>Satu <em>dua</em>.</p><p>Tiga.</p></body.content></body></nitf>"
)
WITHHELD = b'<head><docdata management-status="withheld"/></head><body>'
EMBARGO = b'<head><docdata><date.release norm="29990101T000000Z"/></docdata></head><body>'
PASSWD = b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
CP1252 = RSS.replace(b'"1.0"', b'"1.0" encoding="windows-1252"')
UNKNOWN = RSS.replace(b'"1.0"', b'"1.0" encoding="x-lain"')
ITEM = b'<newsItem guid="g"><itemMeta>%s</itemMeta><contentMeta><headline>A</headline></contentMeta></newsItem>'
ALTO = b"<alto><Layout><Page><PrintSpace><TextBlock>%s</TextBlock></PrintSpace></Page></Layout></alto>"


def post(title: bytes, *more: bytes) -> bytes:
    return b"<item><title>" + title + b"</title>" + b"".join(more) + b"</item>"


CASES = [
    ("RSS", RSS + A + B + END, ["A", "B"], []),
    ("Atom", ATOM + b"<entry><title>A</title></entry></feed>", ["A"], []),
    ("RSS 1.0", b'<rdf:RDF xmlns:rdf="r"><channel><title>K</title></channel>' + A + b"</rdf:RDF>", ["A"], []),
    ("prefixed Atom", b"<atom:feed><atom:entry><atom:title>A</atom:title></atom:entry></atom:feed>", ["A"], []),
    ("no record", RSS + END, [], ["no <item> or <entry> in it"]),
    ("entity of HTML", RSS + post(b"Caf&eacute;&nbsp;A") + END, ["Café\xa0A"], []),
    ("ampersand alone", RSS + post(b"Gula & garam") + END, ["Gula & garam"], []),
    ("control character", RSS + post(b"A\x0bB") + END, ["AB"], []),
    ("reference to one", RSS + post(b"A&#x1;B") + END, ["AB"], []),
    ("unknown entity", RSS + post(b"A &halo; B") + END, ["A &halo; B"], []),
    ("escaped twice", RSS + post(b"Kata &amp;quot;murah&amp;quot;") + END, ['Kata "murah"'], []),
    ("markup in the title", RSS + post(b"&lt;b&gt;A&lt;/b&gt; B") + END, ["A B"], []),
    ("CDATA with a start tag", RSS + post(b"<![CDATA[A <item> B]]>") + END, ["A B"], []),
    ("comment with an end tag", RSS + b"<item><!-- </item> --><title>A</title></item>" + END, ["A"], []),
    ("comment never closed", RSS + b"<item><!-- <title>x</title></item>" + A + END, ["A"], ["<!-- is not closed"]),
    ("CDATA never closed", RSS + post(b"<![CDATA[x") + A + END, ["A"], ["<![CDATA[ is not closed"]),
    ("record never ended", RSS + b"<item><title>x</title>" + A + END, ["A"], ["not ended before the next begins"]),
    ("tags that do not match", RSS + A + b"<item><title>x</item>" + B + END, ["A", "B"], ["XML: mismatched"]),
    ("attribute without quotes", RSS + b"<item a=b><title>x</title></item>" + A + END, ["A"], ["not well-formed"]),
    ("cut off", RSS + A + b"<item><title>B", ["A"], ["ends early: the file is truncated"]),
    ("cut off in the beginning", RSS[:40], [], ["no <item> or <entry> in it"]),
    ("declared entities", LAUGHS + RSS[21:] + A + END, [], ["declarations of its own"]),
    ("entity from a file", PASSWD + RSS[21:] + post(b"&x;") + END, [], ["declarations of its own"]),
    ("document type alone", b'<!DOCTYPE rss SYSTEM "http://x.id/rss.dtd">' + RSS[21:] + A + END, ["A"], []),
    ("document type in a record", RSS + b"<item><!DOCTYPE x><title>x</title></item>" + A + END, ["A"], ["not well"]),
    ("65 deep", RSS + b"<item>" + b"<a>" * 64 + b"</a>" * 64 + b"</item>" + A + END, ["A"], ["more than 64 deep"]),
    ("200,000 deep", RSS + b"<item>" + b"<a>" * 200_000 + b"</item>" + A + END, ["A"], ["more than 64 deep"]),
    ("record of 11 MB", RSS + post(b"x" * 11_000_000) + A + END, ["A"], ["longer than 10,000,000 bytes"]),
    ("empty record", RSS + b"<item></item>" + A + END, ["A"], ["neither a title nor a body"]),
    ("declared Windows-1252", CP1252 + post(b"Kaf\xe9") + END, ["Kafé"], []),
    ("not in the declared encoding", RSS + post(b"Kaf\xe9") + END, ["Kafé"], []),
    ("unknown encoding", UNKNOWN + A + END, ["A"], []),
    ("attachment of WordPress", WXR + post(b"x", b"<wp:post_type>attachment</wp:post_type>") + A + END, ["A"], []),
    ("draft of WordPress", WXR + post(b"x", b"<wp:status>draft</wp:status>") + A + END, ["A"], []),
    ("password of WordPress", WXR + post(b"x", b"<wp:post_password>p</wp:post_password>") + A + END, ["A"], []),
    ("NITF", NITF, ["A"], []),
    ("NITF with a document type", b'<!DOCTYPE nitf SYSTEM "nitf-3-2.dtd">' + NITF, ["A"], []),
    ("NITF withheld", NITF.replace(b"<body>", WITHHELD, 1), [], ["management-status is 'withheld'"]),
    ("NITF under embargo", NITF.replace(b"<body>", EMBARGO, 1), [], ["under embargo until 2999-01-01"]),
    ("NewsML-G2", ITEM % b"", ["A"], []),
    ("NewsML-G2 withheld", ITEM % b'<pubStatus qcode="stat:withheld"/>', [], ["pubStatus is 'withheld'"]),
    ("NewsML-G2 under embargo", ITEM % b"<embargoed>2999-01-01T00:00:00Z</embargoed>", [], ["under embargo"]),
    ("NewsML-G2 picture", ITEM % b'<itemClass qcode="ninat:picture"/>', [], []),
    ("ALTO", ALTO % b'<TextLine><String CONTENT="Harga"/><String CONTENT="cabai"/></TextLine>', [""], []),
    ("ALTO without text", ALTO % b"", [], []),
    ("sitemap", b"<urlset><url><loc>https://x.id/a</loc></url></urlset>", [], ["add the folder in which it lies"]),
]  # fmt: skip


@pytest.mark.parametrize(("data", "titles", "reasons"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_every_nasty_file_gives_what_can_be_read(
    tmp_path: Path, data: bytes, titles: list[str], reasons: list[str]
) -> None:
    check(outcome(tmp_path, data), titles, reasons)


def test_a_record_says_where_it_stands_and_what_it_was(tmp_path: Path) -> None:
    place = outcome(tmp_path, RSS + b"\n\n" + A + b"\n" + B + END).records[1].provenance
    assert (place.line, place.offset, place.reader) == (4, len(RSS) + len(A) + 3, "feed/1")
    assert place.sha256 == hashlib.sha256(B).hexdigest()


def test_an_item_of_a_feed_gives_all_it_holds(tmp_path: Path) -> None:
    item = b"""<item><title>A</title><link>https://x.id/a</link><guid isPermaLink="false">g1</guid>
      <dc:creator>Dian</dc:creator><category>Daerah</category><category>Pasar</category>
      <pubDate>Thu, 15 Sep 2022 07:00:00 +0700</pubDate><description>Ringkas.</description>
      <content:encoded><![CDATA[<p>Satu.</p><p>Dua&nbsp;x.</p><script>alert(1)</script>]]></content:encoded>
      <enclosure url="https://x.id/a.jpg" length="3"/></item>"""
    (article,) = outcome(tmp_path, RSS + item + END).articles
    assert (article.id, article.url, article.author, article.section) == ("g1", "https://x.id/a", "Dian", "Daerah")
    assert (article.body, article.date) == ("Satu.\nDua x.", "Thu, 15 Sep 2022 07:00:00 +0700")
    assert article.source == "Kabar"
    assert article.extra == (
        ("categories", '["Daerah","Pasar"]'),
        ("description", '"Ringkas."'),
        ("enclosure", '{"url":"https://x.id/a.jpg","length":"3"}'),
    )


def test_a_post_of_wordpress_keeps_its_paragraphs_and_none_of_its_comments(tmp_path: Path) -> None:
    item = post(
        b"A",
        b"<content:encoded><![CDATA[Satu.\n\nDua <b>tebal</b>.]]></content:encoded>",
        b"<wp:comment><wp:comment_author_email>a@b.id</wp:comment_author_email></wp:comment>",
        b"<wp:post_date>2022-09-15 07:00:00</wp:post_date>",
    )
    (article,) = outcome(tmp_path, WXR + item + END).articles
    assert (article.body, article.date) == ("Satu.\nDua tebal.", "2022-09-15 07:00:00")
    assert "a@b.id" not in str(article.extra)


def test_paragraphs_of_nitf_are_lines(tmp_path: Path) -> None:
    (article,) = outcome(tmp_path, NITF).articles
    assert article.body == "Satu dua.\nTiga."


def test_a_word_broken_on_a_scan_is_put_together(tmp_path: Path) -> None:
    words = b"""<TextLine><String CONTENT="Harga" WC="0.9"/>
      <String CONTENT="ca" SUBS_TYPE="HypPart1" SUBS_CONTENT="cabai"/></TextLine><TextLine>
      <String CONTENT="bai" SUBS_TYPE="HypPart2" SUBS_CONTENT="cabai"/><String CONTENT="turun"/></TextLine>"""
    (article,) = outcome(tmp_path, ALTO % words).articles
    assert (article.body, dict(article.extra)["ocr_confidence"]) == ("Harga cabai turun", "90")


def test_kinds_that_are_passed_over_are_counted(tmp_path: Path) -> None:
    data = (
        WXR + post(b"x", b"<wp:post_type>page</wp:post_type>") * 2 + post(b"y", b"<wp:status>draft</wp:status>") + END
    )
    assert outcome(tmp_path, data).skipped == {
        "WordPress page": 2,
        "WordPress post that is not published (draft)": 1,
    }


@given(st.text(max_size=60))
def test_mending_never_raises_and_sound_text_stays(text: str) -> None:
    assert isinstance(mended(text), str)
    sound = text.isalnum() and text.isascii()
    assert not sound or mended(text) == text


@given(st.text(alphabet="<>/&;ab![]-CDAT\"'= ", max_size=60))
def test_an_element_is_parsed_or_rejected(text: str) -> None:
    with suppress(RecordRejected):
        assert parse(f"<a>{text}</a>").name == "a"


@given(st.lists(st.text(alphabet="<>/item![CDAT]-& ", max_size=30), max_size=6))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_between_two_records_costs_at_most_itself(tmp_path: Path, texts: list[str]) -> None:
    found = outcome(tmp_path, RSS + A + "".join(texts).encode() + END, "feed")
    assert found.titles[:1] == ["A"]
