"""``python -m core export``: stored variants in any of the formats."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

from core.bootstrap import Application, build
from core.cli.arguments import Subparsers, add_out, output, say
from core.domain import VariantFilter
from core.errors import InvalidInput, NotFound
from core.exports.formats import FORMATS
from core.exports.sheet import Encoding
from core.imports.header_row import MOST_BYTES
from core.settings import Settings

VERDICTS = ("approved", "rejected", "undecided")


def add(commands: Subparsers) -> None:
    parser = commands.add_parser("export", help="write stored variants to a file")
    parser.add_argument("--format", choices=FORMATS, default="review-csv")
    parser.add_argument(
        "--encoding", choices=list(Encoding), type=Encoding, default=Encoding.UTF_8, help="of a platform's file"
    )
    parser.add_argument("--campaign", action="append", default=[], metavar="ID", help="only this campaign; repeatable")
    parser.add_argument("--persona", action="append", default=[], metavar="ID", help="only this persona; repeatable")
    parser.add_argument("--channel", action="append", default=[], metavar="ID", help="only this channel; repeatable")
    parser.add_argument("--decision", action="append", default=[], choices=VERDICTS, help="only these; repeatable")
    parser.add_argument("--min-stars", type=float, help="only variants rated at least this on average, 1 to 5")
    parser.add_argument("--pinned", action="store_true", help="only pinned variants")
    parser.add_argument(
        "--template", type=Path, help="an export of your own account: its columns are taken over (meta)"
    )
    add_out(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> None:
    """Raises InvalidInput, ExportRefused, StorageError."""
    if not settings.database_url and not settings.var_dir.is_dir():
        raise InvalidInput("HOUSESTYLE_VAR_DIR", f"There is no data folder {settings.var_dir}.", "Name the one in use.")
    with closing(build(settings)) as application, output(arguments.out) as out:
        wanted = _selection(arguments, application)
        header = _header(arguments, application)
        record, content = application.exports.take(wanted, arguments.format, arguments.encoding, header=header)
        out.buffer.write(content)
    say(f"{record.variants} variants written.")


def _selection(arguments: argparse.Namespace, application: Application) -> VariantFilter:
    """Raises InvalidInput for an id that does not exist: no rows would look like no variants."""
    _know("--campaign", arguments.campaign, application.campaigns.get)
    _know("--persona", arguments.persona, application.personas.get)
    _know("--channel", arguments.channel, application.channels.get)
    if arguments.min_stars is not None and not 1 <= arguments.min_stars <= 5:
        raise InvalidInput("--min-stars", f"{arguments.min_stars} is no number of stars.", "Choose 1 to 5.")
    return VariantFilter(
        campaign_ids=tuple(arguments.campaign),
        persona_ids=tuple(arguments.persona),
        channels=tuple(arguments.channel),
        verdicts=tuple(arguments.decision),
        min_stars=arguments.min_stars,
        pinned_only=arguments.pinned,
    )


def _header(arguments: argparse.Namespace, application: Application) -> tuple[str, ...]:
    """Of the file given as the template; without one the service takes what is remembered."""
    if arguments.template is None:
        return ()
    try:
        with arguments.template.open("rb") as file:
            return application.exports.read_template(arguments.format, file.read(MOST_BYTES + 1))
    except OSError as error:
        raise InvalidInput("--template", f"{arguments.template} cannot be read: {error.strerror}.") from error
    except InvalidInput as error:
        raise InvalidInput("--template", error.what, error.mend) from error


def _know(argument: str, identifiers: Iterable[str], get: Callable[[str], object]) -> None:
    for identifier in identifiers:
        try:
            get(identifier)
        except (NotFound, InvalidInput) as error:
            raise InvalidInput(argument, error.what, error.mend) from error
