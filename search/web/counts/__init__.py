"""Pages of counts side by side: queries along the time (trends), a list of names (batch); search/counted.py counts."""
