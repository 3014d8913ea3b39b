"""Import: personas, products and existing ads from a file, looked at before they are stored, and taken out again."""

from __future__ import annotations

import streamlit as st

from core.bootstrap import Application
from core.domain import ImportKind
from core.errors import ImportRejected
from core.imports.plan import ImportRequest
from pages.components.empty_state import empty_state
from pages.components.errors import showing_errors
from pages.components.import_batches import import_batches, import_news, newest_batch
from pages.components.import_choices import import_choices
from pages.components.import_file import import_file
from pages.components.import_mapping import import_mapping
from pages.components.import_preview import import_button, import_preview, problem_list
from pages.components.page_setup import page_setup

KINDS = {
    ImportKind.PERSONAS: "Personas and audiences",
    ImportKind.PRODUCTS: "Products",
    ImportKind.TEXTS: "Existing ads",
}
ABOUT = {
    ImportKind.PERSONAS: "A row a persona: a list of segments or audiences, or personas that were taken out of here.",
    ImportKind.PRODUCTS: "A row a product: a catalogue or a feed, as Google Merchant Center and Shopify write it. "
    "Each product becomes a campaign.",
    ImportKind.TEXTS: "An export of Google Ads Editor or Meta Ads Manager. Its texts can be rewritten in the studio, "
    "or be what new ones are written like.",
}


def main() -> None:
    app = page_setup("Import")
    st.title("Import", anchor=False)
    kind = ImportKind(
        st.pills(
            "What the file holds",
            list(KINDS),
            default=ImportKind.PERSONAS,
            required=True,
            format_func=KINDS.__getitem__,
            key="import-kind",
            persist_state="session",
        )
    )
    st.caption(ABOUT[kind])
    import_news()
    with showing_errors():
        if kind is not ImportKind.PERSONAS and not app.brands.list():
            empty_state(
                "First, who is speaking?",
                "Products and ads are of a brand. Make the brand, then come back with the file.",
                page="pages/brands.py",
                label="Make a brand",
            )
        else:
            _file(app, kind)
    with showing_errors():
        import_batches(app)


def _file(app: Application, kind: ImportKind) -> None:
    """Choose, map, look, import."""
    choices = import_choices(app, kind)
    try:
        file = import_file(app)
    except ImportRejected as error:
        problem_list(error.problems)
        return
    if file is None:
        return
    chosen = import_mapping(app, kind, file)
    request = ImportRequest(kind=kind, file_name=file.name, table=file.table, chosen=chosen, **choices)
    plan = app.imports.preview(request)
    import_preview(app, kind, plan)
    import_button(app, request, plan, file, newest_batch(app))


main()
