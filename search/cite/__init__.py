"""Citing an article: a Citation, and how programs (RIS, BibTeX, CSL-JSON) and people (APA, MLA, Chicago) write it."""

from search.cite.citation import Author, Citation, citation
from search.cite.records import MIMETYPES, RECORDS
from search.cite.styles import apa, chicago, mla

__all__ = ["MIMETYPES", "RECORDS", "Author", "Citation", "apa", "chicago", "citation", "mla"]
