"""When: printed dates, dates in addresses, days named in a text. None of it ever raises.

What is known is kept as precisely as it was printed: a minute, a day, a month or a year.
"""

from index.dates.addressed import date_of_url
from index.dates.named import NamedDay, named_days
from index.dates.printed import doubt_of, read_published

__all__ = ["NamedDay", "date_of_url", "doubt_of", "named_days", "read_published"]
