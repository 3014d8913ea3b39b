from __future__ import annotations

import csv
import io

from core.bootstrap import Application
from core.domain import Profile, VariantFilter, Verdict
from tests.pages.conftest import Open, words
from tests.pages.writing import written_run


def test_a_manager_approves_one_and_rejects_another_with_a_reason(
    app: Application, open_page: Open, ada: Profile
) -> None:
    written_run(app, ada)
    first, second, _ = app.review.waiting()
    at = open_page("pages/review.py", profile=ada)
    at.button(key=f"approve-{first.id}").click().run()
    at.text_area(key=f"reason-{second.id}").set_value("off voice").run()
    at.button(key=f"reject-go-{second.id}").click().run()
    assert len(app.review.waiting()) == 1
    decisions = {variant.id: variant.decision for variant in app.review.decided()}
    assert decisions[first.id].verdict is Verdict.APPROVED
    assert (decisions[second.id].verdict, decisions[second.id].reason) == (Verdict.REJECTED, "off voice")


def test_a_rejection_without_a_reason_is_refused(app: Application, open_page: Open, ada: Profile) -> None:
    written_run(app, ada)
    variant = app.review.waiting()[0]
    at = open_page("pages/review.py", profile=ada)
    at.button(key=f"reject-go-{variant.id}").click().run()
    assert "A rejection needs a reason" in words(at)
    assert len(app.review.waiting()) == 3


def test_the_preview_is_the_file(app: Application, open_page: Open, ada: Profile) -> None:
    written_run(app, ada)
    variant = app.review.waiting()[0]
    app.review.decide(submit_key="k", variant_id=variant.id, profile_id=ada.id, verdict=Verdict.APPROVED)
    at = open_page("pages/export.py", profile=ada)
    assert len(at.dataframe[0].value) == 3
    at.multiselect(key="export-verdicts").set_value(["approved"]).run()
    shown = at.dataframe[0].value
    content = app.exports.file(VariantFilter(verdicts=("approved",)), "review-csv").decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(content, newline=""))
    assert list(shown["text"]) == [row["text"]] == [variant.text]
    assert list(shown.columns) == list(row)


def test_an_empty_selection_says_so(app: Application, open_page: Open) -> None:
    written_run(app)
    at = open_page("pages/export.py")
    at.multiselect(key="export-channels").set_value(["sms"]).run()
    assert "Nothing to export in this selection." in words(at)


def test_a_file_that_its_platform_would_refuse_is_not_made_and_says_why(app: Application, open_page: Open) -> None:
    written_run(app)
    at = open_page("pages/export.py")
    at.selectbox(key="export-format").set_value("meta").run()
    assert "It would be refused as it is." in words(at)
    assert "Row 2, column “Title”" in words(at)
    assert "0 of the at least 1 that an ad needs" in words(at)
    assert not at.dataframe
    at.selectbox(key="export-format").set_value("x").run()
    assert "The selection has no texts for X post" in words(at)
    at.selectbox(key="export-format").set_value("review-xlsx").run()
    assert len(at.dataframe[0].value) == 3
