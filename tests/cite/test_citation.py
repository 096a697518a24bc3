"""A byline read as writers, and a citation written for programs and for people."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.cite import Author, Citation, apa, chicago, mla
from search.cite.citation import authors
from search.cite.records import bibtex, csl_json, ris

DIAN, SARI, TIM = Author("Lestari", "Dian"), Author("Sari"), Author("Tim Redaksi", is_person=False)
DAY = dt.date(2022, 9, 15)
URL = "https://warta.example/7"


def cited(**fields: object) -> Citation:
    known = {
        "id": "w-7",
        "title": "Banjir Surut",
        "authors": (DIAN,),
        "source": "Warta",
        "day": DAY,
        "section": "",
        "url": URL,
    }
    return Citation(**{**known, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("Dian Lestari", [DIAN]),
        ("Oleh: Dian Lestari dan Sari", [DIAN, SARI]),
        ("Penulis: Dian Lestari; Sari", [DIAN, SARI]),
        ("Dian Lestari, S.H., M.Si", [DIAN]),
        ("Dian Lestari/Sari", [DIAN, SARI]),
        ("Tim Redaksi", [TIM]),
        ("Sari, Sari", [SARI]),
        ("-", []),
        ("", []),
    ],
)
def test_a_byline_names_its_writers(byline: str, expected: list[Author]) -> None:
    assert list(authors(byline)) == expected


def written(pieces: tuple[tuple[str, bool], ...]) -> str:
    return "".join(f"*{text}*" if is_italic else text for text, is_italic in pieces)


@pytest.mark.parametrize(
    ("fields", "in_apa", "in_mla", "in_chicago"),
    [
        (
            {},
            f"Lestari, D. (2022, 15 September). Banjir Surut. *Warta*. {URL}",
            f"Lestari, Dian. “Banjir Surut.” *Warta*, 15 September 2022, {URL}.",
            f"Lestari, Dian. “Banjir Surut.” *Warta*, 15 September 2022. {URL}.",
        ),
        (
            {"authors": (DIAN, SARI), "url": "", "title": "Siapa Menang?"},
            "Lestari, D., & Sari. (2022, 15 September). Siapa Menang? *Warta*.",
            "Lestari, Dian, dan Sari. “Siapa Menang?” *Warta*, 15 September 2022.",
            "Lestari, Dian, dan Sari. “Siapa Menang?” *Warta*, 15 September 2022.",
        ),
        (
            {"authors": (), "day": None, "url": ""},
            "Banjir Surut. (t.t.). *Warta*.",
            "“Banjir Surut.” *Warta*.",
            "*Warta*. “Banjir Surut.” t.t.",
        ),
        (
            {"day": None, "known": "2022-09"},
            f"Lestari, D. (2022, September). Banjir Surut. *Warta*. {URL}",
            f"Lestari, Dian. “Banjir Surut.” *Warta*, September 2022, {URL}.",
            f"Lestari, Dian. “Banjir Surut.” *Warta*, September 2022. {URL}.",
        ),
        (
            {"day": None, "known": "2022", "url": ""},
            "Lestari, D. (2022). Banjir Surut. *Warta*.",
            "Lestari, Dian. “Banjir Surut.” *Warta*, 2022.",
            "Lestari, Dian. “Banjir Surut.” *Warta*, 2022.",
        ),
        (
            {"authors": (TIM,), "source": "", "url": ""},
            "Tim Redaksi. (2022, 15 September). Banjir Surut.",
            "Tim Redaksi. “Banjir Surut.” 15 September 2022.",
            "Tim Redaksi. “Banjir Surut.” 15 September 2022.",
        ),
        (
            {"authors": (DIAN, SARI, Author("Putra", "I Made"), TIM), "url": ""},
            "Lestari, D., Sari, Putra, I. M., & Tim Redaksi. (2022, 15 September). Banjir Surut. *Warta*.",
            "Lestari, Dian, dkk. “Banjir Surut.” *Warta*, 15 September 2022.",
            "Lestari, Dian, dkk. “Banjir Surut.” *Warta*, 15 September 2022.",
        ),
    ],
    ids=["whole", "two writers", "unsigned", "a month", "a year", "a body", "many"],
)
def test_an_article_is_cited_as_each_style_wants_it(
    fields: dict[str, object], in_apa: str, in_mla: str, in_chicago: str
) -> None:
    article = cited(**fields)
    assert (written(apa(article)), written(mla(article)), written(chicago(article))) == (in_apa, in_mla, in_chicago)


def test_mla_says_when_a_page_was_read() -> None:
    assert written(mla(cited(), accessed=dt.date(2026, 11, 30))).endswith(f"{URL}. Diakses 30 November 2026.")


def test_ris_begins_with_its_type_and_ends_with_its_end() -> None:
    lines = ris(cited(keywords=("Jakarta",), section="Daerah")).split("\r\n")
    assert lines == [
        "TY  - NEWS", "TI  - Banjir Surut", "AU  - Lestari, Dian", "T2  - Warta", "PY  - 2022", "DA  - 2022/09/15",
        "SE  - Daerah", "KW  - Jakarta", f"UR  - {URL}", "AN  - w-7", "LA  - id", "DB  - Kliping", "ER  - ", "", "",
    ]  # fmt: skip


def test_a_month_alone_is_given_to_programs_as_such() -> None:
    article = cited(day=None, known="2022-09")
    assert "DA  - 2022/09/" in ris(article).split("\r\n")
    assert "  date = {2022-09},\n  year = {2022},\n" in bibtex(article)
    assert "  month = sep,\n" in bibtex(article)
    assert json.loads(csl_json(article))[0]["issued"] == {"date-parts": [[2022, 9]]}


HOSTILE = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    ["a\r\nER  - \r\nTY  - BOOK", "}\n@string{x={y}}", "50% & #1 {_~^\\", "\u2028TY  - BOOK", "dan and, and"]
)


@given(HOSTILE, HOSTILE, HOSTILE)
def test_no_text_begins_a_field_or_a_record_of_its_own_in_ris(title: str, name: str, url: str) -> None:
    told = ris(cited(title=title, source=name, authors=(Author(name, title),), url=url, id=title, keywords=(name,)))
    lines = told.removesuffix("\r\n\r\n").split("\r\n")
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - [^\r\n]*", line) for line in lines)
    assert [line[:2] for line in lines if line[:2] in ("TY", "ER")] == ["TY", "ER"]


@given(HOSTILE, HOSTILE, HOSTILE)
def test_braces_are_balanced_and_nothing_is_left_for_tex_to_run(title: str, name: str, url: str) -> None:
    told = bibtex(cited(title=title, source=name, authors=(Author(name, title),), url=url, id=title, keywords=(name,)))
    depth = 0
    for n, line in enumerate(told.rstrip("\n").split("\n")):
        depth += line.count("{") - line.count("}")
        assert depth == 1 or line == "}", (n, line)
    assert depth == 0
    beyond_addresses = re.sub(r"  url = .*", "", told)
    assert re.search(r"(?<!\\)[$&#%_]|\\(?!text|[$&#%_])", beyond_addresses) is None


@given(st.lists(st.text(max_size=12), min_size=2, max_size=2, unique=True))
def test_two_articles_have_two_keys_in_bibtex(ids: list[str]) -> None:
    first, second = (bibtex(cited(id=id_)).split("\n")[0] for id_ in ids)
    assert first != second
    assert re.fullmatch(r"@article\{[A-Za-z0-9.:-]+,", first)


def test_csl_has_the_parts_that_reference_managers_read() -> None:
    (item,) = json.loads(csl_json(cited(authors=(DIAN, TIM))))
    assert item["type"] == "article-newspaper"
    assert item["author"] == [{"family": "Lestari", "given": "Dian"}, {"literal": "Tim Redaksi"}]
    assert item["issued"] == {"date-parts": [[2022, 9, 15]]}
    assert (item["container-title"], item["URL"], item["id"]) == ("Warta", URL, "w-7")
