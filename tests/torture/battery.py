"""Questions that touch every file of an index, and their answers as one text to compare."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from index.settings import Settings
from search.answer import answer
from search.backends import open_searcher
from search.request import SearchRequest
from search.service import find, read_article
from tests.torture.model import Bodies, words

QUESTIONS = (
    SearchRequest(size=100),
    SearchRequest(query="pasar", size=100),
    SearchRequest(query='"wali kota bekasi"', size=100),
    SearchRequest(query="membuka OR gelombang", size=100, sort="newest"),
    SearchRequest(query="gelom*", size=100, sort="oldest"),
    SearchRequest(query="hari -pasar", size=100),
    SearchRequest(query="kota", chosen=(("place", "Bekasi"),), size=100),
    SearchRequest(query="dibuka", excluded=(("source", "lain.example"),), size=100),
    SearchRequest(query="tanggal:2019", size=100),
)


def answered(directory: Path, vocabulary: Bodies) -> tuple[int, bool, str]:
    """Generation, whether it is the current one, and all answers, for the words of *vocabulary* too."""
    with closing(open_searcher(Settings(archive=directory))) as searcher:
        questions = [*QUESTIONS, *(SearchRequest(query=word) for word in sorted(words([vocabulary])))]
        answers = [answer(find(question, searcher)) | {"took_ms": 0} for question in questions]
        articles = [read_article(key, searcher) for key in vocabulary]
        told = [asdict(article) if article else None for article in articles]
        return searcher.generation, searcher.is_current, json.dumps([answers, told], default=str, sort_keys=True)
