"""What can go wrong, by who can act on it. A message names the value, the place and the way out."""


class ArchiveError(Exception):
    """Root of every error Kliping raises on purpose; its text is shown to the person as it is."""


class ArchiveUnusable(ArchiveError):
    """The archive or its index cannot be used as it stands; the message says which command repairs it."""


class RecordRejected(ArchiveError):
    """One record of a source cannot be stored; the run goes on and the record goes to the rejects file."""


class WrongCall(ArchiveError):
    """What was asked for cannot be done as asked; the message says what to ask for instead."""


class DoneBefore(WrongCall):
    """What was asked for stands in articles.db already; a run cut short may have left the index without it."""
