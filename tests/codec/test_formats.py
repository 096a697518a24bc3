"""A segment of each format there has been, kept as it was written: it opens and answers for ever."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from index.codec.container import FORMAT, NotASegment
from index.codec.segment import Segment
from index.manifest import CheckedFile, FileDamaged, seal_of
from tests.codec.documents import EXTRAS, Document, positions, reading, weight

FORMATS = Path(__file__).parent / "formats"
"""``<format>.arrays``: what ``documents.write`` made of DOCUMENTS when that format was the newest."""

SENTENCES = (
    ("Pasar Sukamaju", "pagi ini ramai lagi setelah dua bulan sepi"),
    ("Warga desa", "membersihkan selokan sebelum hujan pertama turun dan desa kembali bersih"),
    ("", "Harga cabai naik, harga bawang turun, harga beras tetap"),
    ("Café Méditerranée", "dibuka di kota lama 😀 bulan depan"),
    ("", ""),
    ("Pasar malam", "pasar pasar pasar pasar pasar " * 30),
)
DOCUMENTS: list[Document] = [(f"{title} {body}".split(), len(title.split())) for title, body in SENTENCES]
DOCUMENTS += [([*["umum"] * (number % 3), f"nomor{number}"], 1) for number in range(300)]


@pytest.mark.parametrize("number", range(1, FORMAT + 1))
def test_a_segment_of_every_format_answers_as_when_it_was_written(number: int) -> None:
    with reading(FORMATS / f"{number}.arrays") as segment:
        assert segment.rows == len(DOCUMENTS)
        for name, field in segment.fields.items():
            expected = positions(DOCUMENTS, name)
            assert list(field.terms) == sorted(expected, key=str.encode)
            for term, by_row in expected.items():
                found = field.term(term)
                assert found is not None
                assert found.rows().tolist() == sorted(by_row)
                assert found.occurrences()[1].tolist() == [at for row in sorted(by_row) for at in by_row[row]]
                if name == "text":
                    assert found.weights().tolist() == [weight(DOCUMENTS, row, term) for row in sorted(by_row)]


@pytest.mark.parametrize("number", [0, FORMAT + 1, 2**32 - 1])
def test_a_segment_of_an_unknown_format_says_which_and_which_are_read(number: int, tmp_path: Path) -> None:
    path = of_format(number, tmp_path)
    with (
        pytest.raises(NotASegment, match=f"written in format {number}; this version reads {FORMAT}"),
        reading(path),
    ):
        pass


def test_a_generation_of_an_unknown_format_says_how_to_build_it_afresh(tmp_path: Path) -> None:
    path = of_format(FORMAT + 1, tmp_path)
    with (
        closing(CheckedFile(path, seal_of(path))) as file,
        pytest.raises(FileDamaged, match="run: python -m index rebuild"),
    ):
        Segment(file, tuple(EXTRAS))


def of_format(number: int, folder: Path) -> Path:
    """The newest segment, saying that it is of this format."""
    data = bytearray((FORMATS / f"{FORMAT}.arrays").read_bytes())
    data[8:12] = number.to_bytes(4, "little")
    (folder / "s").write_bytes(data)
    return folder / "s"
