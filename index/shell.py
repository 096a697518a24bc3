"""What both command lines share: the archive option, the exit codes of the contract, the outermost error handler."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from index.errors import ArchiveError, WrongCall
from index.settings import Settings

DONE, TROUBLE, WRONG_CALL, UNUSABLE = 0, 1, 2, 3
INTERRUPTED = 130

Command = TypeVar("Command", bound=Callable[..., Any])


def archive_option(command: Command) -> Command:
    """Add ``--archive DIR`` to a command, with its default from the environment."""
    return click.option(
        "--archive",
        "directory",
        type=click.Path(path_type=Path, file_okay=False, readable=False),  # the archive itself says what it may not
        default=lambda: Settings.from_env().archive,
        show_default="$KLIPING_ARCHIVE, else ./archive",
        help="Directory of the archive.",
    )(command)


def counted(number: int, noun: str) -> str:
    """The number with its noun, as in 1 article and 24,690 articles."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def run(command: click.Command, arguments: Iterable[str] | None = None) -> None:
    """Run *command* with the exit codes of the contract; the outermost line of a program."""
    try:
        command.main(list(arguments) if arguments is not None else None, standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(WRONG_CALL)
    except WrongCall as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(WRONG_CALL)
    except ArchiveError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(UNUSABLE)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted. What was stored stays; run the same command again to go on.", err=True)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(DONE)
    except OSError as error:
        click.echo(f"Error: {_disk_trouble(error)}", err=True)
        sys.exit(UNUSABLE)


def _disk_trouble(error: OSError) -> str:
    place = f"{error.filename}: " if error.filename else ""
    what = error.strerror or str(error) or type(error).__name__
    return (
        f"{place}{what}; what was stored stays: free some space, or mend the disk or its permissions, "
        "then run the same command again"
    )
