"""What a reader typed, as a frozen tree.

``parse(text)`` (parser.py) gives a tree of raw words and diagnostics, and never raises; ``analyse`` (analyse.py)
turns raw words into terms with the analyser that the index used. Backends and the evaluator see only this tree.
"""
