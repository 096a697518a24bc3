"""``python -m index``."""

from index.cli import main, run

if __name__ == "__main__":
    run(main)
