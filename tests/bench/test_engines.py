"""Every engine finds what a look at every article finds, and counts as many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from fnmatch import fnmatchcase
from itertools import chain
from pathlib import Path

import pytest

from bench import asking
from bench.corpora import Corpus
from bench.engines import COUNTED, NAMES, TOP, Answer, Session, engine, month
from bench.measuring import MORE, add
from bench.queries import Question, Shape, questions
from index.document import Document
from index.schema import FILTERS

EACH = 3

Ask = Callable[[Question], Answer | None]


@pytest.fixture(scope="module")
def asked(corpus: Corpus) -> list[Question]:
    return list(chain.from_iterable(questions(corpus, EACH).values()))


@pytest.fixture(scope="module", params=NAMES)
def folder(request: pytest.FixtureRequest, corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    if request.param == "tantivy":
        pytest.importorskip("tantivy", reason="tantivy is installed for make bench only")
    path: Path = tmp_path_factory.mktemp("engines") / str(request.param)
    path.mkdir()
    with engine(path.name).builder(path) as builder:
        for documents in corpus.documents():
            builder.add(documents)
    return path


@pytest.fixture(scope="module")
def session(folder: Path) -> Iterator[Session]:
    with closing(engine(folder.name).open(folder)) as opened:
        yield opened


def matches(question: Question, document: Document) -> bool:  # noqa: PLR0911 (one case a shape)
    texts = (document.title.surfaces, document.body.surfaces)
    surfaces, stems = {*texts[0], *texts[1]}, {*document.title.stems, *document.body.stems}
    has = [word.surface in surfaces or word.stem in stems for word in question.words]
    if question.first and not question.first <= document.day <= question.last:
        return False
    match question.shape:
        case Shape.ALL | Shape.EVERYTHING:
            return all(has)
        case Shape.ANY:
            return any(has)
        case Shape.PHRASE:
            wanted = [word.surface for word in question.words]
            return any(text[i : i + len(wanted)] == wanted for text in texts for i in range(len(text)))
        case Shape.PREFIX:
            return any(surface.startswith(question.text) for surface in surfaces)
        case Shape.WILDCARD:
            return any(fnmatchcase(surface, question.text) for surface in surfaces)
        case Shape.FUZZY:
            return any(are_near(surface, question.text) for surface in surfaces)


def are_near(one: str, other: str) -> bool:
    """At most one letter left out, put in, changed, or swapped with the next."""
    if len(one) < len(other):
        one, other = other, one
    same = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(other))
    if len(one) > len(other):
        return one[:same] + one[same + 1 :] == other
    return one[same + 1 :] == other[same + 1 :] or (
        one[same : same + 2] == other[same : same + 2][::-1] and one[same + 2 :] == other[same + 2 :]
    )


def counts(found: Sequence[Document], facet: str) -> list[int]:
    counted: Counter[str] = Counter()
    for document in found:
        named = [id_ for id_, _ in document.values[FILTERS.index(facet)]] if facet != "month" else [month(document.day)]
        counted.update(named)
    return sorted(counted.values(), reverse=True)[:TOP]


def test_every_answer_is_what_a_look_at_every_article_gives(
    corpus: Corpus, session: Session, folder: Path, asked: list[Question]
) -> None:
    documents = list(chain.from_iterable(corpus.documents()))
    for question in asked:
        answer = session.ask(question, facets=True)
        if answer is None or (folder.name, question.shape) == ("whoosh", Shape.FUZZY):
            continue
        found = [document for document in documents if matches(question, document)]
        assert (question, answer.total) == (question, len(found))
        for facet in COUNTED:
            assert [n for _, n in answer.facets[facet]] == counts(found, facet), question
        assert {place for place, _ in answer.top} <= {document.number - 1 for document in found}
        assert len(answer.top) == min(TOP, len(found))


def test_newest_come_first_where_days_are_asked_for(corpus: Corpus, session: Session, asked: list[Question]) -> None:
    for question in asked:
        if question.first and (answer := session.ask(question, facets=False)):
            days = [int(corpus.contents.days[place]) for place, _ in answer.top]
            assert days == sorted(days, reverse=True)


def test_only_what_was_asked_for_is_counted(session: Session, asked: list[Question]) -> None:
    answers = [session.ask(question, facets=False) for question in asked]
    assert [answer for answer in answers if answer and answer.facets] == []


def test_the_engines_agree_on_all_that_is_asked(session: Session, corpus: Corpus) -> None:
    found = asking.asked({"one": session, "other": session}, questions(corpus, 1))
    assert found.answered == 2 * len(questions(corpus, 1))


def test_articles_on_top_are_found(corpus: Corpus, folder: Path) -> None:
    assert add(folder.name, corpus.folder, folder)["bytes_more"] > MORE
