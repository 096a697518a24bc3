"""How good the ranking is, and what each part of it gives: ``python -m bench.ranking ARTICLES RETRIEVAL``.

One inverted index in memory over the cleaned articles, with the project's own analysis and BM25; every row of the table
is the same index with one thing changed. The judged topics measure; nothing is fitted on them.
"""
