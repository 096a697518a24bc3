"""Text into terms: one analyser for articles and for queries.

Read in the order of the stages: normalise, tokenise, stemming (over rooting, ranking, morphology, lexicon), analyser.
naming finds the names that an archive has of its own. protect and learning write data files and are run by hand.
"""

from index.analysis.analyser import SHIPPED, Analyser, Skimmed, analyse, analyser_for, stem, terms
from index.analysis.identity import fingerprint
from index.analysis.naming import frozen_names
from index.analysis.normalise import fold
from index.analysis.token import Terms, Token

__all__ = [
    "SHIPPED",
    "Analyser",
    "Skimmed",
    "Terms",
    "Token",
    "analyse",
    "analyser_for",
    "fingerprint",
    "fold",
    "frozen_names",
    "stem",
    "terms",
]
