"""Corpora to measure engines on: token strings, values and days per article, the same for every engine.

``cache.py`` is the form on disk, ``real.py`` the real articles in it, ``recombining.py`` larger ones made from those.
Read docs/decisions/benchmark.md first.
"""

from bench.corpora.cache import Corpus, open_corpus

__all__ = ["Corpus", "open_corpus"]
