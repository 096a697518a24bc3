"""``watch`` adds what has settled, once, and moves nothing; ``status --coverage`` tells the days and the gaps."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from index.archive import Coverage
from index.cli import main
from index.commands.covering import gaps
from tests.archives import ROOT, add, write_jsonl

LONG_AGO = 1_600_000_000


def put(path: Path, title: str, at: float = LONG_AGO) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"judul,isi\n{title},Teks.\n", encoding="utf-8")
    os.utime(path, (at, at))
    return path


def once(tmp_path: Path, code: int = 0) -> list[dict[str, Any]]:
    folder, archive = tmp_path / "masuk", tmp_path / "arsip"
    result = CliRunner().invoke(main, ["watch", str(folder), "--once", "--archive", str(archive), "--workers", "1"])
    assert result.exit_code == code, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_what_has_settled_is_added_once_and_stays_where_it_is(tmp_path: Path) -> None:
    file = put(tmp_path / "masuk" / "dalam" / "a.csv", "Harga naik")
    before = file.read_bytes()
    (account,) = once(tmp_path)
    assert (account["stored"], account["files"]) == (1, 1)
    assert once(tmp_path) == []
    assert file.read_bytes() == before


def test_a_file_that_changed_is_added_again(tmp_path: Path) -> None:
    file = put(tmp_path / "masuk" / "a.csv", "Harga naik")
    once(tmp_path)
    put(file, "Harga turun", LONG_AGO + 1)
    assert [account["stored"] for account in once(tmp_path)] == [1]


def test_what_is_still_written_waits(tmp_path: Path) -> None:
    put(tmp_path / "masuk" / "a.csv", "Baru", time.time())
    for name in (".a.csv", "b.csv.part", "c.csv.crdownload", ".dalam/d.csv"):
        put(tmp_path / "masuk" / name, "Belum")
    assert once(tmp_path) == []


def test_a_reject_is_told_by_the_exit_code(tmp_path: Path) -> None:
    put(tmp_path / "masuk" / "a.csv", ",")
    (account,) = once(tmp_path, code=1)
    assert account["rejected"] == 1


def test_an_archive_inside_of_the_folder_is_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["watch", str(tmp_path), "--archive", str(tmp_path / "arsip")])
    assert result.exit_code == 2
    assert "choose another folder" in result.stderr


def test_ctrl_c_ends_a_watch_and_what_came_is_there(tmp_path: Path) -> None:
    put(tmp_path / "masuk" / "a.csv", "Harga naik")
    command = [sys.executable, "-m", "index", "watch", str(tmp_path / "masuk"), "--archive", str(tmp_path / "arsip")]
    command += ["--workers", "1", "--every", "1", "--settle", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["stored"] == 1
        put(tmp_path / "masuk" / "b.csv", "Harga turun")
        assert json.loads(process.stdout.readline())["stored"] == 1
        process.send_signal(signal.SIGINT)
        _, words = process.communicate(timeout=60)
    assert (process.returncode, words) == (130, "")


def test_status_tells_the_days_of_each_source_and_its_gaps(tmp_path: Path) -> None:
    days = [1, 2, 3, 10, 11]
    rows: list[dict[str, Any]] = [
        {"id": str(day), "title": f"Berita {day}", "date": f"2022-09-{day:02}", "source": "Warta"} for day in days
    ]
    rows.append({"id": "x", "title": "Tanpa tanggal", "source": "Warta"})
    add(tmp_path / "arsip", write_jsonl(tmp_path / "a.jsonl", rows))
    arguments = ["status", "--coverage", "--archive", str(tmp_path / "arsip")]
    shown = CliRunner().invoke(main, arguments).stdout
    assert "coverage     Warta, 2022: 5 articles on 5 days, 09-01 to 09-11" in shown
    assert "coverage     Warta, undated: 1 article" in shown
    assert "gap          Warta: 2022-09-04 to 2022-09-09, 6 days" in shown
    (told,) = json.loads(CliRunner().invoke(main, [*arguments, "--json"]).stdout)["coverage"]
    assert told["days"]["2022-09-10"] == 1
    assert told["gaps"] == [{"from": "2022-09-04", "to": "2022-09-09", "days": 6}]


@pytest.mark.parametrize(("distance", "count"), [(1, 0), (7, 0), (8, 0), (15, 1)])
def test_a_weekly_has_no_gap_of_a_week(distance: int, count: int) -> None:
    first = dt.date(2022, 1, 1)
    offsets = [0, 7, 14, 21, 28, 28 + distance]
    days = tuple((first + dt.timedelta(days=offset), 1) for offset in offsets)
    assert len(gaps(Coverage("Mingguan", days, 0))) == count


@given(st.sets(st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1)), max_size=20))
def test_no_day_of_a_gap_has_an_article(days: set[dt.date]) -> None:
    coverage = Coverage("Warta", tuple((day, 1) for day in sorted(days)), 0)
    for gap in gaps(coverage):
        assert gap.first <= gap.last
        assert not any(gap.first <= day <= gap.last for day in days)
