"""The command line. Exit 0 on success, 2 on bad input with one line that names the field, 1 on anything else."""

from __future__ import annotations

import sys

from core.cli import complete, evaluate, export, finetune, generate, imports, models
from core.cli.arguments import Parser, say
from core.errors import HousestyleError, InvalidInput
from core.settings import Settings


def main(given: list[str] | None = None) -> int:
    """Run one command and return its exit code; only ``--help`` ends the process itself."""
    parser = Parser(prog="python -m core", description="Housestyle from the command line.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in (generate, complete, evaluate, models, export, imports, finetune):
        command.add(commands)
    try:
        arguments = parser.parse_args(given)
        arguments.run(arguments, Settings())
    except InvalidInput as error:
        say(f"{error.field}: {error}")
        return 2
    except HousestyleError as error:
        say(str(error))
        return 1
    except OSError as error:
        say(f"{error.filename or 'Output'}: {error.strerror or error}.")
        return 1
    except KeyboardInterrupt:
        say("Stopped.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
