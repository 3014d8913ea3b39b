"""The export service: any selection of variants, looked at or taken away, and what was taken before."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

import pandas as pd

from core.channels.catalogue import Catalogue
from core.domain import ExportRecord, ExportTemplate, Variant, VariantFilter
from core.errors import DatabaseDamaged, InvalidInput
from core.exports.csv_file import to_cell
from core.exports.formats import FORMATS, Format, Selection
from core.exports.rows import COLUMNS, row_of
from core.exports.sheet import MIMES, SUFFIXES, Encoding
from core.imports.header_row import read_header
from core.library.shelf import new_id
from core.text_input import clean
from db.database import Database

ALL = sys.maxsize
"""A filter's own limit is for screens; a file that leaves is whole."""
DOUBLE_CLICK = timedelta(minutes=1)
"""Within it the same file, taken again by the same person, is the one that they took."""


class ExportService:
    def __init__(self, database: Database, channels: Catalogue) -> None:
        self._database = database
        self._channels = channels

    def count(self, wanted: VariantFilter) -> int:
        """How many variants the selection has."""
        with self._database.read() as work:
            return len(work.variants.list(replace(wanted, limit=ALL)))

    def preview(self, wanted: VariantFilter, name: str = "review-csv", most: int = 20) -> pd.DataFrame:
        """The first ``most`` rows, cell by cell as they stand in the file; of workbooks and of variants as JSON
        those of the review sheet.

        Raises InvalidInput for an unknown format, ExportRefused.
        """
        kind = _format(name)
        if kind.sheet is not None:
            made = kind.table(self._selected(wanted, name))
            return pd.DataFrame(made.rows[:most], columns=list(made.header), dtype=str)
        if kind.lines is not None:
            lines = kind.lines(self._selected(wanted, name))[:most]
            return pd.DataFrame([{key: _as_json(value) for key, value in line.items()} for line in lines]).fillna("")
        selection = self._selected(wanted, name, most=most)
        rows = [[to_cell(value) for value in row_of(one, selection.names).values()] for one in selection.variants]
        return pd.DataFrame(rows, columns=list(COLUMNS), dtype=str)

    def file(self, wanted: VariantFilter, name: str, encoding: Encoding = Encoding.UTF_8) -> bytes:
        """The selection in the format of that name; ``encoding`` is for files of platforms. It is not recorded.

        Raises InvalidInput for an unknown format, ExportRefused for what the platform would refuse.
        """
        return _format(name).made(self._selected(wanted, name), encoding)

    def take(
        self,
        wanted: VariantFilter,
        name: str,
        encoding: Encoding = Encoding.UTF_8,
        profile_id: str | None = None,
        header: Sequence[str] = (),
    ) -> tuple[ExportRecord, bytes]:
        """As ``file``, and recorded: who took what, when. ``header`` stands in for the template that is remembered.

        The same file taken twice by a person within a minute is recorded once. Raises InvalidInput, ExportRefused,
        StorageError; then nothing is recorded.
        """
        selection = self._selected(wanted, name, header)
        content = _format(name).made(selection, encoding)
        record = ExportRecord(
            id=new_id(),
            profile_id=profile_id,
            format=name,
            file_name=_file_name(name, encoding),
            mime=MIMES[encoding] if _format(name).sheet else _format(name).mime,
            variants=len(selection.variants),
            size=len(content),
            sha256=sha256(content).hexdigest(),
            created_at=datetime.now(UTC),
        )
        with self._database.work() as work:
            work.alone()
            before = work.exports.same(record, since=record.created_at - DOUBLE_CLICK)
            if before is None:
                work.exports.add(record, content)
                work.commit()
        return before or record, content

    def past(self, limit: int = 10) -> tuple[ExportRecord, ...]:
        """What was taken, newest first."""
        with self._database.read() as work:
            return work.exports.list(limit)

    def again(self, export_id: str) -> bytes:
        """The file as it was taken, byte for byte. Raises NotFound, DatabaseDamaged where it is not that any more."""
        with self._database.read() as work:
            record = work.exports.get(export_id)
            content = work.exports.content(export_id)
        if sha256(content).hexdigest() != record.sha256:
            raise DatabaseDamaged(
                f"What is stored of {record.file_name} is not what was taken then.",
                "Export it anew, or restore a backup from the backups folder beside the database.",
            )
        return content

    def template(self, name: str) -> ExportTemplate | None:
        """The header of the account's own export that files in this format are made after."""
        with self._database.read() as work:
            return work.exports.template(name)

    def read_template(self, name: str, content: bytes) -> tuple[str, ...]:
        """The header of an account's own export, not remembered. Raises InvalidInput."""
        template = _format(name).template
        if template is None:
            able = ", ".join(name for name, one in FORMATS.items() if one.template)
            raise InvalidInput("template", f"“{name}” takes no template.", f"These do: {able}.")
        header = read_header(content)
        template.require(header)
        return header

    def remember_template(self, name: str, content: bytes, file_name: str) -> ExportTemplate:
        """Keep only the header of an account's own export, in the place of an earlier one. Raises InvalidInput."""
        header = self.read_template(name, content)
        file_name = clean("file_name", file_name, longest=300, required=True, single_line=True)
        template = ExportTemplate(format=name, header=header, file_name=file_name)
        with self._database.work() as work:
            work.alone()
            work.exports.set_template(template)
            work.commit()
        return template

    def forget_template(self, name: str) -> None:
        with self._database.work() as work:
            work.exports.forget_template(name)
            work.commit()

    def _selected(self, wanted: VariantFilter, name: str, header: Sequence[str] = (), most: int = ALL) -> Selection:
        with self._database.read() as work:
            variants = _in_order(work.variants.list(replace(wanted, limit=most)), wanted.variant_ids)
            ids = [variant.id for variant in variants] if _format(name).lines else []
            template = work.exports.template(name)
            return Selection(
                variants=variants,
                people={profile.id: profile.name for profile in work.profiles.list()},
                campaigns={one.id: one.name for one in (*work.campaigns.list(), *work.campaigns.list(archived=True))},
                catalogue=self._channels,
                header=header or (template.header if template else ()),
                edits=work.edits.list(ids),
                comparisons=work.comparisons.list(ids),
                ads=work.ads.list(),
            )


def _in_order(variants: Sequence[Variant], ids: Sequence[str]) -> Sequence[Variant]:
    """As they were asked for, where they were asked for one by one."""
    places = {identifier: place for place, identifier in enumerate(ids)}
    return sorted(variants, key=lambda variant: places[variant.id]) if ids else variants


def _as_json(value: Any) -> str:
    """A value as it stands in a file of JSON, but texts without their quotation marks."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _file_name(name: str, encoding: Encoding) -> str:
    suffix = SUFFIXES[encoding] if _format(name).sheet else _format(name).suffix
    return f"housestyle-{name}-{date.today():%Y-%m-%d}.{suffix}"


def _format(name: str) -> Format:
    if name not in FORMATS:
        raise InvalidInput("format", f"There is no format “{name}”.", f"Known: {', '.join(FORMATS)}.")
    return FORMATS[name]
