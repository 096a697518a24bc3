"""``python -m index``."""

from index.cli import main
from index.shell import run

if __name__ == "__main__":
    run(main)
