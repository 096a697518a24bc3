"""A search that is followed tells what came, what changed and what went, once each."""

from __future__ import annotations

import email
import json
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

from search.cli import main
from tests.archives import add, write_jsonl


def row(key: str, title: str) -> dict[str, str]:
    return {"id": key, "title": title, "body": "Air masuk ke pasar.", "source": "Warta"}


@pytest.fixture
def archive(tmp_path: Path) -> Path:  # its own: it is written to
    add(tmp_path / "archive", write_jsonl(tmp_path / "a.jsonl", [row("a", "Banjir surut"), row("b", "Banjir lagi")]))
    return tmp_path / "archive"


def digest(archive: Path, *arguments: str) -> Result:
    seen = str(archive.parent / "seen.json")
    return CliRunner().invoke(main, ["digest", "q=banjir", "--seen", seen, *arguments, "--archive", str(archive)])


def test_each_run_tells_what_is_different_since_the_one_before(archive: Path, tmp_path: Path) -> None:
    told = [digest(archive).stdout, digest(archive).stdout]
    rows = [row("a", "Kemarau panjang"), row("b", "Banjir lagi dan lagi"), row("c", "Banjir & longsor")]
    add(archive, write_jsonl(tmp_path / "b.jsonl", rows))
    files = ("--mail", str(tmp_path / "x.eml"), "--feed", str(tmp_path / "x.atom"))
    told += [digest(archive, *files).stdout, digest(archive).stdout]
    assert [line.partition(", 2 found")[0] for line in told] == [
        "0 came, 0 changed, 0 went",
        "0 came, 0 changed, 0 went",
        "1 came, 1 changed, 1 went",
        "0 came, 0 changed, 0 went",
    ]
    message = email.message_from_bytes((tmp_path / "x.eml").read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    plain, html = (part.get_content() for part in message.iter_parts())
    assert message["Subject"] == "Kliping: banjir (1 baru)"
    assert all(
        words in plain for words in ("Banjir & longsor", "Banjir lagi dan lagi", "http://127.0.0.1:8000/article/c")
    )
    assert "Banjir &amp; longsor" in html
    entries = ET.parse(tmp_path / "x.atom").getroot().iter("{http://www.w3.org/2005/Atom}title")
    assert [entry.text for entry in entries] == ["Kliping: banjir", "Banjir & longsor", "Banjir lagi dan lagi"]


def test_no_mail_is_written_when_nothing_is_different(archive: Path, tmp_path: Path) -> None:
    digest(archive)
    digest(archive, "--mail", str(tmp_path / "x.eml"))
    assert not (tmp_path / "x.eml").exists()


def test_a_file_that_digest_did_not_write_is_named(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "seen.json").write_text(json.dumps([1]), encoding="utf-8")
    result = digest(archive)
    assert "seen.json: not a file that digest wrote" in str(result.exception)
    assert json.loads((tmp_path / "seen.json").read_text(encoding="utf-8")) == [1]
