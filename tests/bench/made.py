"""A few hundred articles of our own, and a corpus of them."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

from bench.corpora import Corpus, open_corpus, real
from bench.corpora.cache import write_corpus
from index.article import Article, Published

SUBJECTS = (
    "Wali Kota Bandung Ratna Suryani",
    "Gubernur Riau Hasan Basri",
    "Petani bawang",
    "Kementerian Perdagangan",
    "Pelatih tim nasional",
)
DEEDS = ("membuka", "meninjau", "menunda", "menjelaskan", "memperbaiki", "mengunjungi", "mengkritik", "membangun")
THINGS = {
    "ekonomi": ("pasar ikan", "jadwal kereta", "harga cabai"),
    "daerah": ("jembatan gantung", "sekolah dasar", "bendungan lama"),
}
PLACES = ("di Bandung", "di Pekanbaru", "di Surabaya", "di Jakarta Selatan")


def article(number: int, chance: random.Random) -> Article:
    """One article of three to eight sentences, and a number that no other has; each section has things of its own."""
    section = ("ekonomi", "daerah")[number % 2]
    things = THINGS[section]
    sentences = [
        f"{chance.choice(SUBJECTS)} {chance.choice(DEEDS)} {chance.choice(things)} {chance.choice(PLACES)}."
        for _ in range(chance.randrange(3, 9))
    ]
    day = dt.date(2021, 1, 1) + dt.timedelta(days=number // 2)
    return Article(
        id=f"artikel-{number}",
        title=f"{chance.choice(things).title()} {chance.choice(DEEDS)}",
        body=" ".join([*sentences, f"Nomor berkas {10_000 + number}."]),
        published=Published(day.isoformat(), day),
        source="kabar.example",
        url="",
        section=section,
        author="",
    )


def articles(n: int) -> list[Article]:
    """The same ones every time."""
    chance = random.Random(7)
    return [article(number, chance) for number in range(n)]


def small_corpus(folder: Path, n: int = 300) -> Corpus:
    """Those articles as a corpus in *folder*."""
    write_corpus(folder / "real", *real.gathered(articles(n)), {"size": "real", "seed": 1})
    return open_corpus(folder / "real")
