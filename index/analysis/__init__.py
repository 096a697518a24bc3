"""Text into terms: one analyser for articles and for queries.

Read in the order of the stages: normalise, tokenise, stemming (over rooting, ranking, morphology, lexicon), analyser.
protect and learning write data files and are run by hand.
"""

from index.analysis.analyser import analyse, stem, terms
from index.analysis.identity import fingerprint
from index.analysis.normalise import fold
from index.analysis.token import Terms, Token

__all__ = ["Terms", "Token", "analyse", "fingerprint", "fold", "stem", "terms"]
