"""Query tree x postings and columns -> matching rows, scores, counts: numpy over flat arrays, no object per posting.

``postings.py`` is the seam to whatever stores postings. ``planning.py`` turns the tree into clauses
(``clauses.py``, ``combining.py``, ``nearness.py``), with ``vocabulary.py`` for patterns and misspellings and
``budget.py`` for what they cost; ``evaluator.py`` asks them. ``bm25.py`` is the formula, ``ordering.py`` picks a page,
``filtering.py``, ``counting.py`` and ``histogram.py`` narrow and count, ``settling.py`` decides which words may be
missing.

Why so: docs/decisions/evaluator.md.
"""
