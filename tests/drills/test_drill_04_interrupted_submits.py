from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from streamlit.testing.v1 import AppTest

from core.bootstrap import Application
from core.domain import Profile, Variant
from tests.drills.scale import share
from tests.pages.conftest import Open, words
from tests.pages.writing import written_run
from tests.support.interruptions import How, Interruptions

WORDING = "Ottermoss boots keep the rain out."
BEFORE_ANY_OF_OUR_CODE = 1
"""At its first point a run has not handed the click to us: nothing can have been stored."""


@dataclass(frozen=True)
class Submit:
    """Something one says of a variant, where it is said, and how the page tells that it is stored."""

    page: str
    press: Callable[[AppTest, Variant, Profile], AppTest]
    """Set up so that the next run carries the submit."""
    rows: Callable[[Application, Variant], int]
    says_so: Callable[[AppTest, Variant], bool]


def give_stars(at: AppTest, variant: Variant, who: Profile) -> AppTest:
    at.feedback(key=f"stars-{variant.id}-{who.id}").set_value(3)
    return at


def save_wording(at: AppTest, variant: Variant, who: Profile) -> AppTest:
    if f"edit-{variant.id}" in {button.key for button in at.button}:
        at.button(key=f"edit-{variant.id}").click().run()
    at.text_area(key=f"wording-{variant.id}").set_value(WORDING)
    at.button(key=f"save-{variant.id}").click()
    return at


def approve(at: AppTest, variant: Variant, who: Profile) -> AppTest:
    at.button(key=f"approve-{variant.id}").click()
    return at


def ratings(app: Application, variant: Variant) -> int:
    with app.database.read() as work:
        return len(work.ratings.list([variant.id]))


def edits(app: Application, variant: Variant) -> int:
    with app.database.read() as work:
        return len(work.edits.list([variant.id]))


def decisions(app: Application, variant: Variant) -> int:
    with app.database.read() as work:
        return len(work.decisions.list([variant.id]))


SUBMITS = {
    "rating": Submit("pages/studio.py", give_stars, ratings, lambda at, _: "Your rating is saved: 4 of 5" in words(at)),
    "edit": Submit("pages/studio.py", save_wording, edits, lambda at, _: "· edited ·" in words(at)),
    "decision": Submit("pages/review.py", approve, decisions, lambda at, _: "Nothing awaits a decision." in words(at)),
}


@pytest.fixture
def interruptions(monkeypatch: pytest.MonkeyPatch) -> Interruptions:
    return Interruptions(monkeypatch)


@pytest.mark.parametrize("how", ["rerun", "stop"])
@pytest.mark.parametrize("submit", SUBMITS.values(), ids=SUBMITS)
def test_success_is_never_shown_without_a_row_and_nothing_is_doubled(
    app: Application, open_page: Open, ada: Profile, interruptions: Interruptions, submit: Submit, how: How
) -> None:
    at, variant = opened(app, open_page, ada, submit)
    submit.press(at, variant, ada)
    interruptions.at(0)
    at.run()
    points = interruptions.passed
    assert points > 40, "a page that draws this little cannot be the right one"
    assert submit.says_so(at, variant)
    for point in spread(points):
        at, variant = opened(app, open_page, ada, submit)
        submit.press(at, variant, ada)
        interruptions.at(point, how)
        at.run()
        assert interruptions.passed >= point, "it was not interrupted"
        assert submit.rows(app, variant) == 1 or not submit.says_so(at, variant), point
        check_afterwards(app, at, ada, submit, variant, point)


def check_afterwards(app: Application, at: AppTest, who: Profile, submit: Submit, variant: Variant, point: int) -> None:
    """One ordinary run later the page tells what is stored; a submit that never reached us can be made again."""
    at.run()
    assert not at.exception
    if point == BEFORE_ANY_OF_OUR_CODE and submit.rows(app, variant) == 0:
        assert not submit.says_so(at, variant)
        submit.press(at, variant, who).run()
    assert submit.rows(app, variant) == 1, point
    assert submit.says_so(at, variant), point


def opened(app: Application, open_page: Open, who: Profile, submit: Submit) -> tuple[AppTest, Variant]:
    """The page with a fresh variant on it, ready for the submit."""
    run_id = written_run(app, who, n=1)
    variant = app.generation.watch(run_id).cells[0].variants[0]
    at = open_page(submit.page, profile=who, run=run_id)
    if submit.page == "pages/studio.py":
        return at, variant
    assert [waiting.id for waiting in app.review.waiting()] == [variant.id]
    return at, variant


def spread(points: int) -> list[int]:
    """Those around our callback, where the row is stored, and a share evenly to the end: all in a full drill."""
    count = max(3, share(points))
    evenly = {1 + round(place * (points - 1) / (count - 1)) for place in range(count)}
    return sorted(evenly | {1, 2, 3})
