"""The authority file as SKOS, for catalogues and linked data: Turtle or RDF/XML, read and written by rdflib.

A record is a concept of the scheme of its kind; what is hidden has hidden labels only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote, unquote

from rdflib import RDF, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from index.authority.exchange import AUTOMATIC, VERIFIED, Line
from index.errors import WrongCall
from index.schema import NAMES

SCHEME = "urn:kliping:"
"""``urn:kliping:person:joko-widodo``, in the scheme ``urn:kliping:person``."""
KLIPING = Namespace("urn:kliping:terms:")
FORMATS = {"turtle": "turtle", "rdf": "pretty-xml"}
READERS = {"turtle": "turtle", "rdf": "xml"}


def written(lines: Iterable[Line], form: str) -> str:
    """The text of a file."""
    graph = Graph()
    graph.bind("skos", SKOS)
    graph.bind("kliping", KLIPING)
    for kind in NAMES:
        graph.add((URIRef(f"{SCHEME}{kind}"), RDF.type, SKOS.ConceptScheme))
    for line in lines:
        _add(graph, line)
    return graph.serialize(format=FORMATS[form])


def read(text: str, form: str, name: str) -> Iterator[Line]:
    """The concepts of a file, in the order of their addresses; WrongCall when it cannot be read."""
    graph = Graph()
    try:
        graph.parse(data=text, format=READERS[form])
    except Exception as error:  # whatever the two parsers and their libraries raise
        raise WrongCall(f"{name}: this is no SKOS in {form} ({type(error).__name__}: {str(error)[:120]})") from error
    concepts = sorted(graph.subjects(RDF.type, SKOS.Concept, unique=True), key=str)
    if not concepts:
        raise WrongCall(f"{name}: there is no skos:Concept in it; nothing was imported")
    for concept in concepts:
        yield _line(graph, concept, name)


def _add(graph: Graph, line: Line) -> None:
    concept = URIRef(_address(line.kind, line.id))
    graph.add((concept, RDF.type, SKOS.Concept))
    graph.add((concept, SKOS.inScheme, URIRef(f"{SCHEME}{line.kind}")))
    graph.add((concept, KLIPING.status, Literal(line.status)))
    preferred = SKOS.hiddenLabel if line.is_hidden else SKOS.prefLabel
    graph.add((concept, preferred, Literal(line.name, lang="id")))
    for variant in line.variants:
        graph.add((concept, SKOS.altLabel, Literal(variant, lang="id")))
    for other in line.see_also:
        kind, _, id_ = other.rpartition(":")
        graph.add((concept, SKOS.related, URIRef(_address(kind or line.kind, id_))))


def _line(graph: Graph, concept: Node, file: str) -> Line:
    place = f"{file}, {concept}"
    scheme = str(next(graph.objects(concept, SKOS.inScheme), ""))
    kind = scheme.removeprefix(SCHEME)
    shown, hidden = _labels(graph, concept, SKOS.prefLabel), _labels(graph, concept, SKOS.hiddenLabel)
    if not shown and not hidden:
        raise WrongCall(f"{place}: it has no prefLabel; nothing was imported")
    address = str(concept)
    own = address.startswith(f"{SCHEME}{kind}:")
    related = (str(other).removeprefix(SCHEME).partition(":") for other in graph.objects(concept, SKOS.related))
    return Line(
        kind,
        unquote(address.removeprefix(f"{SCHEME}{kind}:")) if own else "",
        (shown or hidden)[0],
        _labels(graph, concept, SKOS.altLabel),
        str(next(graph.objects(concept, KLIPING.status), VERIFIED if not own else AUTOMATIC)),
        not shown,
        tuple(sorted(unquote(id_) if of == kind else f"{of}:{unquote(id_)}" for of, _, id_ in related)),
        place,
    )


def _labels(graph: Graph, concept: Node, which: URIRef) -> tuple[str, ...]:
    """Indonesian ones before those of other languages."""
    found = [label for label in graph.objects(concept, which) if isinstance(label, Literal)]
    return tuple(str(label) for label in sorted(found, key=lambda label: (label.language != "id", str(label))))


def _address(kind: str, id_: str) -> str:
    return f"{SCHEME}{kind}:{quote(id_, safe='-')}"
