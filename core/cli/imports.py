"""``python -m core import FILE``: personas, products or existing ads from a file, all of it or nothing."""

from __future__ import annotations

import argparse
import uuid
from contextlib import closing
from pathlib import Path

from core.bootstrap import Application, build
from core.cli.arguments import Subparsers, say
from core.domain import ImportKind
from core.errors import InvalidInput, NotFound
from core.imports.limits import MOST_BYTES
from core.imports.mapping import corrected
from core.imports.plan import ImportRequest
from core.imports.service import counted
from core.settings import Settings


def add(commands: Subparsers) -> None:
    parser = commands.add_parser("import", help="bring in personas, products or existing ads from a file")
    parser.add_argument("file", type=Path, help="CSV or a workbook (.xlsx)")
    parser.add_argument("--kind", choices=list(ImportKind), type=ImportKind, required=True, help="what a row is")
    parser.add_argument("--brand", default="", metavar="ID", help="whose products or texts they are")
    parser.add_argument("--persona", action="append", default=[], metavar="ID", help="of every campaign; repeatable")
    parser.add_argument("--channel", action="append", default=[], metavar="ID", help="of every campaign; repeatable")
    parser.add_argument(
        "--column", action="append", default=[], metavar="FIELD=HEADING", help="corrects the guess; repeatable"
    )
    parser.add_argument("--leave-out-known", action="store_true", help="pass over rows whose name is there already")
    parser.add_argument("--shorten", action="store_true", help="keep the first sentences of long descriptions")
    parser.add_argument("--as-examples", action="store_true", help="texts are to be written like")
    parser.add_argument("--check", action="store_true", help="say what would be made, and make nothing")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, settings: Settings) -> None:
    """Raises InvalidInput, ImportRejected, StorageError."""
    content = _content(arguments.file)
    if not settings.database_url and not settings.var_dir.is_dir():
        raise InvalidInput("HOUSESTYLE_VAR_DIR", f"There is no data folder {settings.var_dir}.", "Name the one in use.")
    with closing(build(settings)) as application:
        request = _request(arguments, application, content)
        for field, columns in request.chosen.items():
            if columns:
                say(f"{field}: {', '.join(columns)}")
        try:
            _import(application, request, check=arguments.check)
        except NotFound as error:
            raise InvalidInput("arguments", error.what, error.mend) from error


def _request(arguments: argparse.Namespace, application: Application, content: bytes) -> ImportRequest:
    table = application.imports.read(content)
    guessed = application.imports.guess(arguments.kind, table)
    return ImportRequest(
        kind=arguments.kind,
        file_name=arguments.file.name,
        table=table,
        chosen=corrected(arguments.kind, table.columns, guessed, arguments.column),
        brand_id=arguments.brand,
        persona_ids=tuple(arguments.persona),
        channels=tuple(arguments.channel),
        leave_out_known=arguments.leave_out_known,
        shorten=arguments.shorten,
        as_examples=arguments.as_examples,
    )


def _import(application: Application, request: ImportRequest, *, check: bool) -> None:
    if check:
        plan = application.imports.preview(request)
        for problem in plan.problems:
            say(str(problem))
        if plan.problems:
            raise InvalidInput("file", f"{len(plan.problems)} problems.", "Mend these and try again.")
        say(f"{counted(request.kind, len(plan.made))} would be imported.")
    else:
        batch = application.imports.run(request, profile_id=None, submit_key=uuid.uuid4().hex)
        say(f"{counted(batch.kind, len(batch.made))} imported.")


def _content(path: Path) -> bytes:
    """No more than a byte over what is taken, which is refused where it is read."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise InvalidInput("file", f"{path} cannot be read: {error.strerror}.") from error
