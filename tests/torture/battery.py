"""Questions that touch every file of an index, and their answers as texts to compare."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from functools import partial
from pathlib import Path

from index.settings import Settings
from search.answer import answer
from search.backends import Searcher, open_searcher
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


Ask = Callable[[Searcher], str]


def battery(vocabulary: Bodies) -> tuple[Ask, ...]:
    """The questions, those for the words of *vocabulary*, and the reading of its articles."""
    questions = [*QUESTIONS, *(SearchRequest(query=word) for word in sorted(words([vocabulary])))]
    return (*(partial(_told, question) for question in questions), *(partial(_read, key) for key in vocabulary))


def answered(directory: Path, vocabulary: Bodies) -> tuple[int, bool, tuple[str, ...]]:
    """Generation, whether it is the current one, and all answers."""
    with closing(open_searcher(Settings(archive=directory))) as searcher:
        answers = tuple(ask(searcher) for ask in battery(vocabulary))
        return searcher.generation, searcher.is_current, answers


def _told(question: SearchRequest, searcher: Searcher) -> str:
    return json.dumps(answer(find(question, searcher)) | {"took_ms": 0}, default=str, sort_keys=True)


def _read(key: str, searcher: Searcher) -> str:
    article = read_article(key, searcher)
    return json.dumps(asdict(article) if article else None, default=str, sort_keys=True)
