"""Arrays in one file, and files that are none."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from index.codec.container import Container, ContainerWriter, NotASegment, PlainFile


def written(path: Path) -> Path:
    with ContainerWriter(path) as container:
        container.append("numbers", np.arange(5, dtype=np.uint32))
        container.append("bytes", np.arange(3, dtype=np.uint8))
        container.append("numbers", np.arange(5, 9, dtype=np.uint32))
    return path


def test_each_array_is_what_was_appended(tmp_path: Path) -> None:
    with closing(PlainFile(written(tmp_path / "c"))) as file:
        container = Container(file)
        assert container.array("numbers").tolist() == list(range(9))
        assert container.part("numbers", 2, 4).tolist() == [2, 3]
        assert container.array("bytes").tolist() == [0, 1, 2]


def test_arrays_begin_at_multiples_of_64(tmp_path: Path) -> None:
    written(tmp_path / "c")
    assert (tmp_path / "c").read_bytes()[64:68] == np.arange(1, dtype="<u4").tobytes()


def test_asking_beyond_an_array_raises(tmp_path: Path) -> None:
    with closing(PlainFile(written(tmp_path / "c"))) as file, pytest.raises(NotASegment, match="numbers"):
        Container(file).part("numbers", 0, 10)


@pytest.mark.parametrize("cut", [0, 1, 31, 40, 100, -1])
def test_a_file_that_was_cut_short_is_no_segment(cut: int, tmp_path: Path) -> None:
    path = written(tmp_path / "c")
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(NotASegment), closing(PlainFile(path)) as file:
        Container(file)


@pytest.mark.parametrize(("at", "value", "says"), [(0, b"X", "begins with"), (8, b"\x63", "format 99")])
def test_another_file_or_format_says_so(at: int, value: bytes, says: str, tmp_path: Path) -> None:
    path = written(tmp_path / "c")
    data = bytearray(path.read_bytes())
    data[at : at + len(value)] = value
    path.write_bytes(data)
    with pytest.raises(NotASegment, match=says), closing(PlainFile(path)) as file:
        Container(file)


def test_an_error_while_writing_leaves_no_file(tmp_path: Path) -> None:
    def fail() -> None:
        with ContainerWriter(tmp_path / "c") as container:
            container.append("numbers", np.arange(5))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert not list(tmp_path.iterdir())
