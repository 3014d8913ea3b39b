from __future__ import annotations

import csv
import io

from streamlit.testing.v1 import AppTest

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


def taken(at: AppTest) -> list[str]:
    """The rows of “Taken before”, newest first."""
    return [element.proto.body for element in at.get("html") if "SHA-256" in element.proto.body]


def test_a_download_is_recorded_and_stands_among_those_taken_before(
    app: Application, open_page: Open, ada: Profile
) -> None:
    written_run(app, ada)
    at = open_page("pages/export.py", profile=ada)
    assert "Taken before" not in words(at)
    at.button(key="export-file").click().run()
    (record,) = app.exports.past()
    assert (record.profile_id, record.format, record.variants) == (ada.id, "review-csv", 3)
    (row,) = taken(at)
    assert "Review sheet, CSV" in row
    assert "Ada · 3 variants" in row
    assert f">{record.sha256[:8]}</code>" in row
    at.button(key="export-file").click().run()
    assert len(app.exports.past()) == 1
    at.button(key=f"again-{record.id}").click().run()
    assert not at.error
    assert len(app.exports.past()) == 1


def test_the_newest_ten_are_shown_and_all_when_asked_for(app: Application, open_page: Open) -> None:
    written_run(app)
    names = [profile.id for profile in (app.profiles.create(f"Person {number}") for number in range(12))]
    for profile_id in names:
        app.exports.take(VariantFilter(), "jsonl", profile_id=profile_id)
    at = open_page("pages/export.py")
    assert len(taken(at)) == 10
    assert "Person 11" in taken(at)[0]
    at.button(key="taken-show-all").click().run()
    assert len(taken(at)) == 12


def test_what_cannot_be_made_any_more_is_told_at_the_click(app: Application, open_page: Open, ada: Profile) -> None:
    """Between the drawing of the page and the click another person has decided."""
    written_run(app, ada)
    variant = app.review.waiting()[0]
    app.ratings.rate(submit_key="k", variant_id=variant.id, profile_id=ada.id, stars=5, position=1, seconds=1)
    at = open_page("pages/export.py", profile=ada)
    at.multiselect(key="export-verdicts").set_value(["undecided"]).run()
    at.selectbox(key="export-format").set_value("training-jsonl").run()
    app.review.decide(submit_key="k", variant_id=variant.id, profile_id=ada.id, verdict=Verdict.APPROVED)
    at.button(key="export-file").click().run(timeout=30)
    assert "Nothing in the selection teaches anything yet" in words(at).replace("\\", "")
    assert app.exports.past() == ()


def test_a_name_is_only_text(app: Application, open_page: Open) -> None:
    written_run(app)
    mallory = app.profiles.create("<b>Mallory</b>")
    app.exports.take(VariantFilter(), "jsonl", profile_id=mallory.id)
    (row,) = taken(open_page("pages/export.py"))
    assert "&lt;b&gt;Mallory&lt;/b&gt;" in row


HEADER = "Campaign ID,Campaign Name,Ad Set Name,Ad Name,Ad Status,Title,Body,Link"


def test_an_export_of_the_account_gives_its_columns_and_is_forgotten_again(app: Application, open_page: Open) -> None:
    written_run(app)
    at = open_page("pages/export.py")
    at.selectbox(key="export-format").set_value("meta").run()
    at.file_uploader(key="template-upload").set_value(("account.csv", HEADER.encode(), "text/csv")).run()
    assert "<b>Has</b> Campaign Name, Ad Set Name, Ad Name, Ad Status, Title, Body, Link<" in words(at)
    assert "<b>Lacks</b> Additional Title 1" in words(at)
    at.button(key="template-use").click().run()
    kept = app.exports.template("meta")
    assert kept is not None
    assert kept.header == tuple(HEADER.split(","))
    assert "Made after account" in words(at)
    at.button(key="template-forget").click().run()
    assert app.exports.template("meta") is None
    assert "Made with the usual columns" in words(at)


def test_a_file_that_is_no_export_of_an_account_says_so(app: Application, open_page: Open) -> None:
    written_run(app)
    at = open_page("pages/export.py")
    at.selectbox(key="export-format").set_value("meta").run()
    at.file_uploader(key="template-upload").set_value(("list.csv", b"a,b", "text/csv")).run()
    assert any("None of its 2 headings" in str(error.value).replace("\\", "") for error in at.error)
    assert app.exports.template("meta") is None
