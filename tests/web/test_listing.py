"""The page of all values of a facet."""

from __future__ import annotations

from tests.web.conftest import Open
from tests.web.test_pages import total


def test_the_list_leads_from_the_facet_and_back_to_the_search(open_page: Open) -> None:
    page = open_page("/?q=jakarta&sort=newest")
    listed = open_page(next(e.href for e in page.all("a", "#saring-person") if e.text.startswith("semua")))
    assert listed.one("h1").text == "Orang"
    assert listed.link("← Kembali ke hasil") == "/?q=jakarta&sort=newest"


def test_a_value_ticked_in_the_list_gives_the_hits_it_promises(open_page: Open) -> None:
    listed = open_page("/facet/person?q=jakarta&by=name")
    box = listed.all("input", "#saring-person", type="checkbox")[3]
    promised = listed.one("label", for_=box.attrs["id"]).text.rpartition("(")[2].rstrip(")")
    assert total(open_page(f"/?q=jakarta&person={box.attrs['value']}")) == int(promised)


def test_choices_of_other_pages_of_the_list_are_sent_along(open_page: Open) -> None:
    listed = open_page("/facet/person?q=jakarta&person=tidak-di-sini&holds=jok")
    sent = [(e.attrs["name"], e.attrs["value"]) for e in listed.all("input", "main", type="hidden")]
    assert ("person", "tidak-di-sini") in sent


def test_letters_and_orders_keep_what_was_sought(open_page: Open) -> None:
    listed = open_page("/facet/person?q=jakarta&holds=a&by=name")
    letter = next(e for e in listed.all("a", "nav") if e.text == "J")
    assert letter.href == "/facet/person?q=jakarta&holds=a&initial=J&by=name"
    assert {e.text[0] for e in open_page(letter.href).all("label", "fieldset")} == {"J"}


def test_a_name_that_is_not_there_is_said_not_to_be(open_page: Open) -> None:
    assert "Tidak ada nama yang cocok" in open_page("/facet/place?holds=kzxqjv").one("main").text


def test_what_cannot_be_read_in_the_address_of_a_list_is_left_out(open_page: Open) -> None:
    for args in ("part=-1", "part=99999999999", "part=x", "initial=%00", "by=apa", "holds=" + "a" * 999):
        open_page(f"/facet/source?{args}")
