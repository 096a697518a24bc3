"""A reader's own desk: folders ("kliping"), saved searches and, where it is asked for, the last searches.

acting: the fields of a form, or of a JSON object, -> what they change in articles.db. showing: what is kept there ->
the sheets. pages, taking and interface: the addresses, for readers and for programs. guarding.py says whose desk it is.
"""
