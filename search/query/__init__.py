"""What a reader typed, as a frozen tree of raw words; ``parse`` (parser.py) gives it with diagnostics and never raises.

text -> tokens (lexer.py) -> a well-formed sequence (repair.py) -> tree (parser.py, in the shapes of shape.py) -> text
again (words.py). Analysis into terms is the evaluator's affair; backends and the evaluator see only the tree.
"""
