"""The application factory: one Flask application over one archive."""

from __future__ import annotations

import hashlib
from pathlib import Path

from flask import Flask
from jinja2 import StrictUndefined

from index.settings import Settings
from search.backends import Searcher
from search.web import accounting, api, correcting, language, metrics, openapi, problems, rendering, take, views
from search.web.accounting import Account
from search.web.compressing import pack
from search.web.counts import batch, trends
from search.web.current import CurrentSearcher
from search.web.filters import FILTERS
from search.web.headers import guard
from search.web.paths import Identifier
from search.web.work import interface, pages, taking

ROOT = Path(__file__).resolve().parents[2]
A_YEAR = 365 * 24 * 3600


def create_app(
    settings: Settings | None = None, searcher: Searcher | None = None, account: Account | None = None
) -> Flask:
    """The site over the archive of *settings* (by default from the environment), or over a *searcher* already open."""
    app = Flask("search.web", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"))
    app.config.update(MAX_CONTENT_LENGTH=64 * 1024, SEND_FILE_MAX_AGE_DEFAULT=A_YEAR)
    app.json.sort_keys = False  # type: ignore[attr-defined]  # of Flask's own provider, which this is
    app.url_map.merge_slashes = False  # an article's id may hold two slashes
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals["_"] = language.text
    app.jinja_env.lstrip_blocks = True
    app.extensions["kliping.archive"] = CurrentSearcher(settings or Settings.from_env(), searcher)
    app.extensions["kliping.assets"] = {path.name: _digest(path) for path in (ROOT / "static").iterdir()}
    app.url_map.converters["identifier"] = Identifier
    app.register_blueprint(views.site)
    app.register_blueprint(api.api)
    app.register_blueprint(take.taking)
    app.register_blueprint(metrics.measuring)
    app.register_blueprint(openapi.describing)
    rendering.register(app)
    accounting.register(app, account or Account())
    app.register_blueprint(correcting.correcting)
    for blueprint in (pages.desk_pages, taking.desk_files, interface.desk_api, trends.along, batch.listing):
        app.register_blueprint(blueprint)
    problems.register(app)
    app.after_request(guard)
    app.after_request(pack)
    return app


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
