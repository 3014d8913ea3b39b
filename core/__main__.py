"""The command line. Exit 0 on success, 2 on bad input with one line that names the field, 1 on anything else."""

from __future__ import annotations

import argparse
import sys

from core.cli import complete, export, generate, models
from core.cli.arguments import say
from core.errors import HousestyleError, InvalidInput
from core.settings import Settings


def main(given: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m core", description="Housestyle from the command line.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in (generate, complete, models, export):
        command.add(commands)
    arguments = parser.parse_args(given)
    try:
        arguments.run(arguments, Settings())
    except InvalidInput as error:
        say(f"{error.field}: {error}")
        return 2
    except HousestyleError as error:
        say(str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
