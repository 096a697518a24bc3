"""``python -m search``."""

from index.shell import run
from search.cli import main

if __name__ == "__main__":
    run(main)
