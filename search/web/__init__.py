"""The site and its JSON interface: SearchRequest in, a page out. The only package that knows Flask.

Reading order: app (the factory) -> views, api (one function per address) -> present (answer -> sheet) -> page (the
sheets templates receive) -> urls (every link) -> filters (how a value is written). Templates are in templates/.
"""

from search.web.app import create_app

__all__ = ["create_app"]
