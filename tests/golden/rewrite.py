"""Writes the stems of today into stems.tsv: python -m tests.golden.rewrite. Review the difference like code."""

from pathlib import Path

from index.analysis import stem

GOLDEN = Path(__file__).with_name("stems.tsv")


def rewritten(line: str) -> str:
    """A line of the table with its stem renewed; comments and notes stay."""
    if line.startswith("#"):
        return line
    word, _, note = line.split("\t", 2) if line.count("\t") == 2 else (*line.split("\t"), "")
    return "\t".join([word, stem(word), *([note] if note else [])])


if __name__ == "__main__":
    lines = GOLDEN.read_text("utf-8").splitlines()
    GOLDEN.write_text("".join(f"{rewritten(line)}\n" for line in lines), "utf-8")
