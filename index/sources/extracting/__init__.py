"""HTML and PDF -> values, in a child process with bounded time and memory that can write no file.

``worker`` is this side, ``child`` the other; ``page``, ``fragment``, ``ocr`` and ``pdf`` run over there.
"""

from index.sources.extracting.worker import extracted, text_of

__all__ = ["extracted", "text_of"]
