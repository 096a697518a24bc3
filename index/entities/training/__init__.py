"""How the tagger is made: labelled articles and unlabelled news -> ``data/tagger.npz``. Needed for training only."""
