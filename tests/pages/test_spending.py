from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from core.bootstrap import Application
from core.domain import CeilingScope, Connection, Profile, RunRequest
from tests.pages.conftest import Open, finish, words
from tests.pages.writing import written_run
from tests.support.building import new_id

PAGE = "pages/spending.py"
ODD = "<b>llama</b> **v2**"


@pytest.fixture
def connected(app: Application, monkeypatch: pytest.MonkeyPatch) -> Application:
    """With a connection whose models can be chosen."""
    entries = app.models.list()
    names = ("openai/gpt-4o-mini", "openai/llama")
    remote = [replace(entries[0], id=name, label=name, is_default=False) for name in names]
    monkeypatch.setattr(app.models, "list", lambda: (*entries, *remote))
    with app.database.work() as work:
        work.connections.add(Connection(id=new_id(), name="openai", address="https://api.openai.com/v1"))
        work.commit()
    return app


def add_price(at: AppTest, model: str, prompt: float, completion: float, source: str, turn: int = 0) -> None:
    at.text_input(key=f"price-model-new-{turn}").set_value(model)
    at.number_input(key=f"price-prompt-new-{turn}").set_value(prompt)
    at.number_input(key=f"price-completion-new-{turn}").set_value(completion)
    at.text_input(key=f"price-source-new-{turn}").set_value(source)
    at.button(key="price-save").click().run()


def test_it_says_what_the_place_is_for_while_nothing_was_spent(open_page: Open) -> None:
    assert "Nothing spent yet." in words(open_page(PAGE))


def test_what_was_spent_is_told_by_month_campaign_and_run(
    connected: Application, open_page: Open, ada: Profile
) -> None:
    run_id = written_run(connected, ada)
    connected.spending.record(run_id, "openai", "gpt-4o", 400_000, 23_450)
    connected.spending.record(run_id, "openai", ODD, 7, 8)
    at = open_page(PAGE, profile=ada)
    shown = words(at)
    assert not at.exception
    assert "$1.23" in shown
    assert "Autumn boots" in shown
    assert "400,007" in shown
    assert "$1.23 and 1 request without a price" in shown
    assert f'href="studio?run={run_id}"' in shown
    assert "1 request to models without a price" in shown


def test_a_run_of_which_no_price_is_known_does_not_cost_nothing(connected: Application, open_page: Open) -> None:
    connected.spending.record("<i>a run</i>", "openai", "llama", 7, 8)
    shown = words(open_page(PAGE))
    assert "not known" in shown
    assert "<i>" not in shown


def test_ceilings_are_set_changed_and_removed(connected: Application, open_page: Open) -> None:
    connected.samples.load()
    at = open_page(PAGE)
    at.selectbox(key="ceiling-for").set_value(CeilingScope.MONTH.value)
    at.number_input(key="ceiling-most").set_value(50.0)
    at.button(key="ceiling-set").click().run()
    (month,) = connected.spending.ceilings()
    assert (month.scope, month.most, month.campaign_id) == (CeilingScope.MONTH, 50_000_000, None)
    assert r"at most \$50\.00 · \$0 spent" in words(at)
    at.selectbox(key="ceiling-for").set_value("campaign-one").run()
    at.number_input(key="ceiling-most").set_value(2.5)
    at.button(key="ceiling-set").click().run()
    own = connected.spending.ceilings()[1]
    assert (own.scope, own.most) == (CeilingScope.CAMPAIGN, 2_500_000)
    assert own.campaign_id in {campaign.id for campaign in connected.campaigns.list()}
    at.button(key=f"ceiling-remove-{month.id}").click().run()
    assert connected.spending.ceilings() == (own,)


def test_a_price_is_added_changed_and_removed(connected: Application, open_page: Open) -> None:
    at = open_page(PAGE)
    add_price(at, ODD, 1.5, 2.5, "a bill")
    (price,) = connected.spending.prices().own
    assert (price.model, price.prompt, price.completion, price.checked) == (ODD, 1.5, 2.5, date.today())
    assert "<b>" not in words(at)
    at.button(key=f"price-change-{price.id}").click().run()
    at.number_input(key=f"price-prompt-{price.id}-1").set_value(0.0)
    at.button(key="price-save").click().run()
    assert connected.spending.prices().own == (replace(price, prompt=0.0),)
    at.button(key=f"price-remove-{price.id}").click().run()
    assert connected.spending.prices().own == ()


def test_what_is_no_price_is_said_and_what_was_typed_stays(connected: Application, open_page: Open) -> None:
    at = open_page(PAGE)
    add_price(at, "llama", 1.0, 1.0, "")
    assert "The source is empty" in at.error[0].value.replace("\\", "")
    assert at.text_input(key="price-model-new-0").value == "llama"
    assert connected.spending.prices().own == ()


def test_the_studio_says_before_what_a_remote_run_will_cost_and_nothing_of_a_local_one(
    connected: Application, open_page: Open, ada: Profile
) -> None:
    connected.samples.load()
    at = open_page("pages/studio.py", profile=ada)
    assert "Costs from" not in words(at)
    at.selectbox(key="studio-model").set_value("openai/gpt-4o-mini").run()
    assert "Costs from" in words(at)
    at.selectbox(key="studio-model").set_value("openai/llama").run()
    shown = words(at)
    assert "What it costs is not known" in shown
    assert "Costs from" not in shown


def test_the_ads_page_says_what_the_first_run_will_cost(connected: Application, open_page: Open, ada: Profile) -> None:
    connected.samples.load()
    at = open_page("pages/ads.py", profile=ada)
    assert "Costs from" not in words(at)
    at.selectbox(key="ad-model").set_value("openai/gpt-4o-mini").run()
    assert "Costs from" in words(at)
    assert "first run" in words(at)
    assert connected.ads.list() == ()


def test_a_run_at_its_ceiling_ends_with_the_words_of_it(connected: Application, open_page: Open, ada: Profile) -> None:
    first = connected.generation.watch(written_run(connected, ada)).run
    connected.spending.set_ceiling(CeilingScope.MONTH, 1_000)
    connected.spending.record(first.id, "openai", "gpt-4o", 1_000, 0)
    run_id = connected.generation.start(replace(_request_of(connected, first.campaign_id or ""), model="openai/gpt-4o"))
    finish(connected, run_id)
    run = connected.generation.watch(run_id).run
    assert run.status.value == "failed"
    assert "The ceiling of $0.0010 for this month is reached" in run.error


def _request_of(app: Application, campaign_id: str) -> RunRequest:
    campaign = app.campaigns.get(campaign_id)
    return RunRequest(
        briefs=app.campaigns.briefs(campaign.id, [campaign.persona_ids[0]], ["meta_primary"]),
        recipes=app.recipes.list()[:1],
        model="",
        n=1,
        seed=1,
        campaign_id=campaign.id,
    )
