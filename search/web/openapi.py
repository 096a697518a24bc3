"""/openapi.json: the interface described by OpenAPI 3.1, made of the routes, the parameters and the types of the code.

A route without an entry here is described by its docstring; tests hold what is answered against what is described.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import msgspec
from flask import Blueprint, Response, current_app, jsonify, request, url_for
from werkzeug.routing import Rule

from search.parameters import KNOWN
from search.web import shapes
from search.web.asking import FACET_PARAMETERS, PARAMETERS
from search.web.counts import shapes as counts
from search.web.work import shapes as desk

describing = Blueprint("describing", __name__)

Json = dict[str, Any]
DESCRIBED = ("api", "desk_api", "taking", "describing", "measuring")
"""Blueprints whose routes are for programs; /healthz is one of a reader's."""
PROBLEM = "application/problem+json"
REFERENCE = "#/components/schemas/{name}"
LICENCE = {"name": "Apache-2.0", "identifier": "Apache-2.0"}


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be known of a route beside its docstring."""

    takes: tuple[str, ...] = ()
    """Parameters of the query."""
    answers: Mapping[str, type | None] | None = None
    """Type of content -> the type behind it."""
    sends: type | None = None
    """What a program that changes something sends, as JSON."""


SEARCH = tuple(sorted(KNOWN))
TOLD = {
    "api.search": Told(SEARCH, {"application/json": shapes.SearchShape}),
    "api.facet": Told((*SEARCH, *FACET_PARAMETERS), {"application/json": shapes.FacetShape}),
    "api.article": Told((), {"application/json": shapes.ArticleShape}),
    "api.similar_articles": Told((), {"application/json": shapes.SimilarShape}),
    "api.suggest": Told(("q",), {"application/json": shapes.SuggestShape}),
    "site.healthz": Told((), {"application/json": shapes.HealthShape}),
    "taking.export": Told((*SEARCH, "bom"), {"*/*": None}),
    "taking.feed": Told(SEARCH, {"application/atom+xml": None, "application/rss+xml": None}),
    "taking.cite": Told((), {"*/*": None}),
    "desk_api.folders": Told((), {"application/json": desk.FoldersShape}),
    "desk_api.new_folder": Told((), {"application/json": desk.DoneShape}, desk.NewFolderShape),
    "desk_api.folder": Told((), {"application/json": desk.FolderContentShape}),
    "desk_api.change_folder": Told((), {"application/json": desk.DoneShape}, desk.FolderChangeShape),
    "desk_api.searches": Told((), {"application/json": desk.SearchesShape}),
    "desk_api.new_search": Told((), {"application/json": desk.DoneShape}, desk.NewSearchShape),
    "desk_api.search": Told((), {"application/json": desk.NewsShape}),
    "desk_api.change_search": Told((), {"application/json": desk.DoneShape}, desk.SearchChangeShape),
    "desk_api.recent": Told((), {"application/json": desk.RecentShape}),
    "trends.api": Told(("q", "from", "to"), {"application/json": counts.TrendsShape}),
    "batch.api": Told((), {"application/json": counts.BatchShape}, counts.NamesShape),
    "describing.document": Told((), {"application/json": None}),
    "describing.opensearch": Told((), {"application/opensearchdescription+xml": None}),
    "measuring.show": Told((), {"text/plain": None}),
}


@describing.get("/openapi.json")
def document() -> Response:
    """The interface described for programs (OpenAPI 3.1)."""
    return jsonify(described(request.script_root))


@describing.get("/opensearch.xml")
def opensearch() -> Response:
    """The search as browsers and portals add it (OpenSearch 1.1)."""
    root = f"{request.host_url.rstrip('/')}{request.script_root}"
    addresses = (
        ("text/html", "results", "/?q={searchTerms}&amp;page={startPage?}&amp;size={count?}"),
        ("application/json", "results", "/api/search?q={searchTerms}&amp;page={startPage?}&amp;size={count?}"),
        ("application/atom+xml", "results", "/feed.atom?q={searchTerms}&amp;sort=newest&amp;size={count?}"),
        ("application/rss+xml", "results", "/feed.rss?q={searchTerms}&amp;sort=newest&amp;size={count?}"),
        ("application/opensearchdescription+xml", "self", "/opensearch.xml"),
    )
    told = "".join(f'<Url type="{kind}" rel="{rel}" template="{root}{path}"/>\n' for kind, rel, path in addresses)
    icon = f"{request.host_url.rstrip('/')}{url_for('static', filename='favicon.svg')}"
    return Response(
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        "<ShortName>Kliping</ShortName>\n<Description>Arsip berita</Description>\n"
        f'<Language>id-ID</Language>\n<Image type="image/svg+xml">{icon}</Image>\n{told}'
        "<InputEncoding>UTF-8</InputEncoding>\n<OutputEncoding>UTF-8</OutputEncoding>\n</OpenSearchDescription>\n",
        content_type="application/opensearchdescription+xml; charset=utf-8",
    )


def described(root: str = "") -> Json:
    """The document of this application, which stands under *root*."""
    told = [TOLD.get(rule.endpoint, Told()) for rule in current_app.url_map.iter_rules()]
    kinds = {kind for one in told for kind in (*(one.answers or {}).values(), one.sends) if kind}
    types = [*sorted(kinds, key=repr), shapes.ProblemShape]
    _, components = msgspec.json.schema_components(types, ref_template=REFERENCE)
    rules = sorted((rule for rule in current_app.url_map.iter_rules() if _is_described(rule)), key=lambda r: r.rule)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Kliping",
            "version": _version(),
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": root or "/"}],
        "paths": _paths(rules),
        "components": {
            "schemas": components,
            "parameters": {_key(name): _parameter(name) for name in sorted({*SEARCH, *FACET_PARAMETERS, "bom"})},
        },
    }


def _is_described(rule: Rule) -> bool:
    return rule.endpoint in TOLD or rule.endpoint.partition(".")[0] in DESCRIBED


def _path(rule: Rule) -> str:
    return re.sub(r"<[^>]*?(\w+)>", r"{\1}", rule.rule)


def _paths(rules: list[Rule]) -> Json:
    found: Json = {}
    for rule in rules:
        found.setdefault(_path(rule), {})["post" if "POST" in (rule.methods or ()) else "get"] = _operation(rule)
    return found


def _operation(rule: Rule) -> Json:
    told = TOLD.get(rule.endpoint, Told())
    summary = " ".join((current_app.view_functions[rule.endpoint].__doc__ or "").split())
    answers = told.answers or {"application/json": None}
    good = {kind: {"schema": _schema(type_)} if type_ else {} for kind, type_ in answers.items()}
    problem = {"description": "A problem (RFC 9457)", "content": {PROBLEM: {"schema": _schema(shapes.ProblemShape)}}}
    missing = {"404": problem} if rule.arguments else {}
    if rule.endpoint.startswith("desk_api."):
        missing |= {"403": problem}
    unavailable = {"description": "Nothing can be answered: the archive is empty, damaged, or the query was too slow"}
    also = {kind: body for kind, body in good.items() if rule.endpoint == "site.healthz"}
    return _sent(told) | {
        "operationId": rule.endpoint.replace(".", "_"),
        "summary": summary,
        "parameters": [*_in_path(rule), *({"$ref": f"#/components/parameters/{_key(name)}"} for name in told.takes)],
        "responses": (
            {"200": {"description": "Found", "content": good}}
            if told.sends is None
            else {"200": {"description": "Done", "content": good}, "201": {"description": "Made", "content": good}}
            | {"400": problem}
        )
        | missing
        | {"503": unavailable | {"content": problem["content"] | also}},  # type: ignore[operator]
    }


def _sent(told: Told) -> Json:
    if told.sends is None:
        return {}
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": _schema(told.sends)}}}}


def _in_path(rule: Rule) -> Iterator[Json]:
    for name in sorted(rule.arguments):
        choice = re.search(rf"<any\(([^)]*)\):{name}>", rule.rule)
        options: Json = {"enum": re.findall(r"[\w.]+", choice[1])} if choice else {"minLength": 1}
        yield {"name": name, "in": "path", "required": True, "schema": {"type": "string"} | options}


def _parameter(name: str) -> Json:
    told = (PARAMETERS | FACET_PARAMETERS).get(name, PARAMETERS["-"] if name.startswith("-") else PARAMETERS["+"])
    repeated = {"style": "form", "explode": True} if told.schema.get("type") == "array" else {}
    examples = {"example": told.example} if told.example is not None else {}
    return {"name": name, "in": "query", "description": told.text, "schema": told.schema} | repeated | examples


def _key(name: str) -> str:
    return f"not_{name[1:]}" if name.startswith("-") else name


def _schema(type_: type) -> Json:
    return {"$ref": REFERENCE.format(name=type_.__name__)}


def _version() -> str:
    try:
        return version("kliping")
    except PackageNotFoundError:  # it runs from its folder
        return "0.1.0"
