"""All sheets: what can be rendered, and by which template."""

from __future__ import annotations

from search.web import page
from search.web.counts.sheets import CountSheets
from search.web.work.sheets import DeskSheets

Sheet = page.Sheet | DeskSheets | CountSheets
