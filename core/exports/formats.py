"""The files that variants leave in, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.channels.catalogue import Catalogue
from core.domain import Ad, Comparison, Edit, Variant
from core.exports.google_ads_editor import google_ads_editor
from core.exports.linkedin import linkedin
from core.exports.mail import mail
from core.exports.messages import messages
from core.exports.meta_bulk import HEADER, meta_bulk, require_template
from core.exports.rows import Names
from core.exports.sheet import Encoding, Sheet, encoded
from core.exports.training_jsonl import lines_of, to_training_jsonl
from core.exports.variants_csv import to_csv
from core.exports.variants_jsonl import to_jsonl
from core.exports.variants_xlsx import to_xlsx
from core.exports.x_posts import x_posts


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What leaves: variants, the names of people and campaigns by id, and the catalogue that limits are from.

    ``header`` is that of an account's own export, where there is one for the format. ``edits`` and ``comparisons``
    are all that were said of the variants, oldest first; ``ads`` those that were put together, the newest first.
    """

    variants: Sequence[Variant]
    people: Names
    campaigns: Mapping[str, str]
    catalogue: Catalogue
    header: Sequence[str] = ()
    edits: Sequence[Edit] = ()
    comparisons: Sequence[Comparison] = ()
    ads: Sequence[Ad] = ()

    @property
    def names(self) -> Names:
        return {**self.people, **self.campaigns}


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """How a format takes over the header of an account's own export.

    ``headings`` are those that the format can fill; ``require`` raises InvalidInput for a header of something else.
    """

    headings: Sequence[str]
    require: Callable[[Sequence[str]], None]
    sheet: Callable[[Sequence[Variant], Mapping[str, str], Catalogue, Sequence[str]], Sheet]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """``sheet`` makes the table of a platform's file, which may leave in any encoding; the others are as they are.

    ``arranged`` does the same and heeds what ads say of pins and paths. ``lines`` are the objects of a file whose rows
    are not the review sheet's.
    """

    label: str
    note: str
    suffix: str = "csv"
    mime: str = "text/csv"
    whole: Callable[[Selection], bytes] | None = None
    sheet: Callable[[Sequence[Variant], Mapping[str, str], Catalogue], Sheet] | None = None
    arranged: Callable[[Sequence[Variant], Mapping[str, str], Catalogue, Sequence[Ad]], Sheet] | None = None
    template: Template | None = None
    lines: Callable[[Selection], Sequence[Mapping[str, Any]]] | None = None

    def made(self, selection: Selection, encoding: Encoding = Encoding.UTF_8) -> bytes:
        """The file. Raises ExportRefused for what its platform would refuse."""
        if self.whole is not None:
            return self.whole(selection)
        return encoded(self.table(selection), encoding)

    def table(self, selection: Selection) -> Sheet:
        """The table of a platform's file. Raises ExportRefused."""
        if self.template is not None and selection.header:
            return self.template.sheet(selection.variants, selection.campaigns, selection.catalogue, selection.header)
        if self.arranged is not None:
            return self.arranged(selection.variants, selection.campaigns, selection.catalogue, selection.ads)
        assert self.sheet is not None
        return self.sheet(selection.variants, selection.campaigns, selection.catalogue)


FORMATS: dict[str, Format] = {
    "review-csv": Format(
        label="Review sheet, CSV",
        note="Opens in Excel and Google Sheets; cells that look like formulas carry an apostrophe.",
        suffix="csv",
        mime="text/csv",
        whole=lambda chosen: to_csv(chosen.variants, chosen.names),
    ),
    "review-xlsx": Format(
        label="Review sheet, Excel",
        note="Texts wrapped, a filter on every column; no cell is run as a formula.",
        suffix="xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        whole=lambda chosen: to_xlsx(chosen.variants, chosen.names),
    ),
    "google-ads-editor": Format(
        label="Google Ads Editor, responsive search ads",
        note="An ad for each campaign and persona, paused: 3 to 15 headlines, 2 to 4 descriptions. As it is imported.",
        sheet=google_ads_editor,
        arranged=google_ads_editor,
    ),
    "meta": Format(
        label="Meta Ads Manager, bulk",
        note="An ad for each campaign and persona, paused: up to 5 texts and headlines. As it is imported.",
        sheet=meta_bulk,
        template=Template(headings=HEADER, require=require_template, sheet=meta_bulk),
    ),
    "linkedin": Format(
        label="LinkedIn, plain sheet",
        note="Introduction, headline and description beside each other; LinkedIn itself imports no such file.",
        sheet=linkedin,
    ),
    "x": Format(
        label="X, plain sheet",
        note="A post a row.",
        sheet=x_posts,
    ),
    "mail": Format(
        label="Mail, plain sheet",
        note="Subject, preheader and body beside each other, for tools that send mail.",
        sheet=mail,
    ),
    "messages": Format(
        label="SMS and push, plain sheet",
        note="A message a row.",
        sheet=messages,
    ),
    "jsonl": Format(
        label="JSON, an object a line",
        note="The variant with its prompt, seed and settings, for programs.",
        suffix="jsonl",
        mime="application/jsonl",
        whole=lambda chosen: to_jsonl(chosen.variants, chosen.names),
    ),
    "training-jsonl": Format(
        label="Training data, JSON",
        note="What ratings, edits, approvals and comparisons teach, in the shapes that TRL reads.",
        suffix="jsonl",
        mime="application/jsonl",
        whole=lambda chosen: to_training_jsonl(chosen.variants, chosen.edits, chosen.comparisons),
        lines=lambda chosen: lines_of(chosen.variants, chosen.edits, chosen.comparisons),
    ),
}
