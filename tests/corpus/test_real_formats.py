"""Real files of every format: how many articles each holds, and of some what their maker says they hold.

Expected values were read off the files by hand; texts, which are their outlets', stand here as digests only.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tests.archives import SHARED
from tests.sources.outcomes import Outcome, of_path

FORMATS = SHARED / "data" / "formats"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not FORMATS.is_dir(), reason=f"the real files are not beside the project ({FORMATS.name})"),
]

COUNTS = {
    "html/fundus_MediaIndonesia.json": (0, ["no list of articles in it"], 0),
    "html/fundus_mediaindonesia_2026_01_20.html": (1, [], 0),
    "html/htmldate_1595907782.html": (1, [], 0),
    "html/htmldate_health.detik.com-Stroke.html": (1, [], 0),
    "html/htmldate_money.kompas.com-Menhub.html": (1, [], 0),
    "newsml_g2/LICENSE": (1, [], 0),
    "newsml_g2/LISTING_1_A_NewsML-G2_News_Item.xml": (1, [], 0),
    "newsml_g2/LISTING_22_Sports_story_in_NewsML-G2NITF.xml": (1, [], 0),
    "newsml_g2/LISTING_24_News_Message_conveying_a_complete_News_Package.xml": (
        0,
        ["neither a title nor a body"] * 4,
        1,
    ),
    "newsml_g2/LISTING_25_An_NITF_marked-up_article_conveyed_in_inlineXML.xml": (1, [], 0),
    "newsml_g2/LISTING_28_Illustrating_Located_Subject_and_Dateline.xml": (0, ["cannot tell its format"], 0),
    "newsml_g2/LISTING_2_NewsML-G2_Text_Document.xml": (1, [], 0),
    "newsml_g2/LISTING_6_Simple_NewsML-G2_Package.xml": (0, [], 1),
    "ninjs/2.2_001_simple_example.json": (1, [], 0),
    "ninjs/2.2_004_simple_text_article.json": (1, [], 0),
    "ninjs/2.2_005_complex_text_article.json": (1, [], 0),
    "ninjs/3.1_001_simple_example.json": (1, [], 0),
    "ninjs/3.1_004_simple_text_article.json": (1, [], 0),
    "ninjs/3.1_005_complex_text_article.json": (1, [], 0),
    "nitf/LISTING_22_Sports_story_in_NewsML-G2NITF.xml": (1, [], 0),
    "nitf/LISTING_25_An_NITF_marked-up_article_conveyed_in_inlineXML.xml": (1, [], 0),
    "rss/detik_TuBes1.xml": (25, [], 0),
    "warc/example-iana.org-chunked.warc": (1, [], 2),
    "warc/example-resource.warc.gz": (0, [], 3),
    "warc/example-trunc.warc": (0, ["does not end where its head tells"], 3),
    "warc/example.arc": (0, [], 2),
    "warc/example.warc": (0, [], 6),
    "warc/example.warc.gz": (0, [], 6),
    "warc/post-test.warc.gz": (0, [], 6),
    "wxr/themeunittestdata.wordpress.xml": (48, [], 132),
    "wxr/wpimporter_slashes.xml": (1, [], 0),
    "wxr/wpimporter_small-export.xml": (5, [], 6),
    "wxr/wpimporter_valid-wxr-1.0.xml": (3, [], 3),
    "wxr/wpimporter_valid-wxr-1.1.xml": (1, [], 1),
}
"""File -> articles, reasons of rejects, what is passed over."""

KOMPAS, DETIK = "html/htmldate_money.kompas.com-Menhub.html", "html/htmldate_health.detik.com-Stroke.html"
TRIBUN, MEDIA = "html/htmldate_1595907782.html", "html/fundus_mediaindonesia_2026_01_20.html"
MJ = "Meredith Jameson"
NINJS = ("2013-07-09T10:37:00Z", "Paulo Santalucia and Frances d'Emilio", "")
FIRSTS = {
    KOMPAS: ("e1bdc8f9c1", "2023-11-02T14:34:19+00:00", "Isna Rifka Sri Rahayu", "KOMPAS.com"),
    DETIK: ("99e13bdaa3", "2023-11-02T20:59:53+07:00", "Vidya Pinandhita", "detikHealth"),
    TRIBUN: ("b9da13207b", "2020-05-04T04:25:13+07:00", "Muhammad Renald Shiftanto", "Tribunnews.com"),
    MEDIA: ("f680ffaebd", "2026-01-20T18:33:13+07:00", "Naufal Zuhdi", "Media Indonesia"),
    "rss/detik_TuBes1.xml": ("33c19c5361", "Tue, 29 Apr 2014 01:10:40 GMT", "", "news.detik"),
    "wxr/wpimporter_slashes.xml": ("c0535e4be2", "2011-01-18 07:40:14", "author", "trunk"),
    "wxr/wpimporter_valid-wxr-1.1.xml": ("c0535e4be2", "2010-10-16 20:53:18", "John Doe", "Export Datasets"),
    "wxr/themeunittestdata.wordpress.xml": (
        *("d8d2a26680", "2018-10-20 20:03:48", "Theme Reviewer", "Theme Unit Test Data"),
    ),
    "newsml_g2/LISTING_1_A_NewsML-G2_News_Item.xml": ("c639d8020c", "2016-10-18T13:12:21-05:00", MJ, "REUTERS"),
    "newsml_g2/LISTING_2_NewsML-G2_Text_Document.xml": (
        *("c639d8020c", "2016-11-21T15:21:06-05:00", MJ, "www.acmenews.com"),
    ),
    "newsml_g2/LISTING_22_Sports_story_in_NewsML-G2NITF.xml": (
        *("f1c9a18116", "2016-10-19T11:15:00-05:00", "The Sports Network", "www.xmlteam.com"),
    ),
    "nitf/LISTING_25_An_NITF_marked-up_article_conveyed_in_inlineXML.xml": ("1a2bb74994", "", "Sports Network", ""),
    **{name: ("de56c1c1ce", *NINJS) for name in COUNTS if name.startswith("ninjs/")},
}  # fmt: skip
"""File -> of its first article: digest of the title, date as printed, author, source."""

PARAGRAPHS = {
    KOMPAS: ["defc020061", "c135e338f2"],
    DETIK: ["1eab721a4c", "e15a1419b7"],
    TRIBUN: ["d0cf10df53", "894f223667"],
}
"""Digests of the first and the last paragraph of a story."""


def digest(text: str) -> str:
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:10]


def outcome(name: str) -> Outcome:
    return of_path(FORMATS / name)


def test_no_file_is_left_out() -> None:
    assert {path.relative_to(FORMATS).as_posix() for path in FORMATS.rglob("*") if path.is_file()} == {*COUNTS}


@pytest.mark.parametrize("name", COUNTS)
def test_every_file_is_read_or_refused_with_the_right_reason(name: str) -> None:
    found = outcome(name)
    count, reasons, passed = COUNTS[name]
    assert (len(found.records), sum(found.skipped.values())) == (count, passed)
    assert len(found.rejects) == len(reasons), found.reasons
    assert all(reason in reject.reason for reason, reject in zip(reasons, found.rejects, strict=True))


@pytest.mark.parametrize("name", FIRSTS)
def test_titles_dates_authors_and_sources_are_right(name: str) -> None:
    article = outcome(name).articles[0]
    assert (digest(article.title), article.date, article.author, article.source) == FIRSTS[name]


@pytest.mark.parametrize("name", PARAGRAPHS)
def test_a_story_is_there_from_its_first_paragraph_to_its_last(name: str) -> None:
    lines = [digest(line) for line in outcome(name).articles[0].body.split("\n")]
    at = [lines.index(paragraph) for paragraph in PARAGRAPHS[name]]
    assert at == sorted(at)
    assert name != KOMPAS or at == [0, len(lines) - 1]


def test_every_paragraph_that_others_marked_as_the_story_is_there() -> None:
    marked = json.loads((FORMATS / "html/fundus_MediaIndonesia.json").read_text("utf-8"))["V1"]["body"]["sections"]
    body = outcome(MEDIA).articles[0].body.split("\n")
    paragraphs = [paragraph for section in marked for paragraph in section["paragraphs"]]
    assert [paragraph for paragraph in paragraphs if paragraph not in body] == []
    assert (body[0], body[-1]) == (paragraphs[0], paragraphs[-1])


def test_a_whole_folder_is_the_sum_of_its_files() -> None:
    found = of_path(Path(FORMATS))
    assert len(found.records) == sum(count for count, _, _ in COUNTS.values())
    assert len(found.rejects) == sum(len(reasons) for _, reasons, _ in COUNTS.values())
