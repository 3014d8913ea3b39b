"""The files that variants leave in, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from core.channels.catalogue import Catalogue
from core.domain import Variant
from core.exports.google_ads_editor import google_ads_editor
from core.exports.linkedin import linkedin
from core.exports.mail import mail
from core.exports.messages import messages
from core.exports.meta_bulk import meta_bulk
from core.exports.rows import People
from core.exports.sheet import Encoding, Sheet, encoded
from core.exports.variants_csv import to_csv
from core.exports.variants_jsonl import to_jsonl
from core.exports.variants_xlsx import to_xlsx
from core.exports.x_posts import x_posts


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What leaves: variants, the names of people and campaigns by id, and the catalogue that limits are from."""

    variants: Sequence[Variant]
    people: People
    campaigns: Mapping[str, str]
    catalogue: Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """``sheet`` makes the table of a platform's file, which may leave in any encoding; the others are as they are."""

    label: str
    note: str
    suffix: str = "csv"
    mime: str = "text/csv"
    whole: Callable[[Selection], bytes] | None = None
    sheet: Callable[[Sequence[Variant], Mapping[str, str], Catalogue], Sheet] | None = None

    def made(self, selection: Selection, encoding: Encoding = Encoding.UTF_8) -> bytes:
        """The file. Raises ExportRefused for what its platform would refuse."""
        if self.whole is not None:
            return self.whole(selection)
        return encoded(self.table(selection), encoding)

    def table(self, selection: Selection) -> Sheet:
        """The table of a platform's file. Raises ExportRefused."""
        assert self.sheet is not None
        return self.sheet(selection.variants, selection.campaigns, selection.catalogue)


FORMATS: dict[str, Format] = {
    "review-csv": Format(
        label="Review sheet, CSV",
        note="Opens in Excel and Google Sheets; cells that look like formulas carry an apostrophe.",
        suffix="csv",
        mime="text/csv",
        whole=lambda chosen: to_csv(chosen.variants, chosen.people),
    ),
    "review-xlsx": Format(
        label="Review sheet, Excel",
        note="Texts wrapped, a filter on every column; no cell is run as a formula.",
        suffix="xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        whole=lambda chosen: to_xlsx(chosen.variants, chosen.people),
    ),
    "google-ads-editor": Format(
        label="Google Ads Editor, responsive search ads",
        note="An ad for each campaign and persona, paused: 3 to 15 headlines, 2 to 4 descriptions. As it is imported.",
        sheet=google_ads_editor,
    ),
    "meta": Format(
        label="Meta Ads Manager, bulk",
        note="An ad for each campaign and persona, paused: up to 5 texts and headlines. As it is imported.",
        sheet=meta_bulk,
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
        whole=lambda chosen: to_jsonl(chosen.variants, chosen.people),
    ),
}
