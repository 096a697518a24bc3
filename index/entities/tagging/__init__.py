"""The trained tagger: tokens -> spans that are a person, a place, a body or a building."""
