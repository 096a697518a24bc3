"""Text into terms: one analyser for articles and for queries."""
