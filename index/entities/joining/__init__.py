"""Mentions of one article joined to entities: one person, place or body each, under its name."""
