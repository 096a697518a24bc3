"""``python -m index``: the commands that put articles in and look after the archive (architecture: commands)."""

from __future__ import annotations

import click

from index.commands import (
    adding,
    bagging,
    clustering,
    copying,
    deciding,
    judging,
    keeping,
    naming,
    saving,
    training,
    watching,
)
from index.commands.stopping import terminable


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.pass_context
def main(context: click.Context) -> None:
    """Put articles into a Kliping archive and look after it.

    \b
    Example:
      python -m index add sample/articles.jsonl
      python -m search serve
    """
    context.with_resource(terminable())


COMMANDS = (
    *(adding.add, adding.explain, adding.stem, watching.watch),
    *(keeping.status, keeping.verify, keeping.rebuild, keeping.compact),
    *(deciding.delete, deciding.undo, deciding.edit, deciding.decide),
    *(saving.backup, saving.restore, bagging.bag, copying.purge_copies),
    clustering.cluster,
    judging.judging,
    naming.naming,
    training.train,
)

for command in COMMANDS:
    main.add_command(command)
