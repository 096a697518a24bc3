"""The commands of ``python -m index``, by what they are for. Each parses, calls one thing, and tells the outcome."""
