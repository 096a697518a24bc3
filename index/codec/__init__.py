"""Whoosh segments as flat arrays: one file for each, packed postings, read and written without an object per posting.

``packing.py`` packs numbers; ``container.py`` puts named arrays into one file; ``streams.py`` reads a slice of one of
them; ``postings.py`` reads a term; ``building.py`` writes a segment, ``merging.py`` makes one of several;
``whoosh_codec.py`` is how Whoosh itself reads all this.
"""
