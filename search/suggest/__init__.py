"""What a reader may have meant, may be about to type, and may want to read next; the same on every engine.

``misspelling.py`` says how likely one word is a slip for another, ``did_you_mean.py`` makes queries of that,
``completing.py`` offers names, words and titles, ``similar.py`` finds the words that an article is about.
"""

from search.suggest.completing import Completion, complete
from search.suggest.did_you_mean import did_you_mean
from search.suggest.similar import key_terms, similar_to

__all__ = ["Completion", "complete", "did_you_mean", "key_terms", "similar_to"]
