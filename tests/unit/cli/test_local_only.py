from __future__ import annotations

import pytest

from core.__main__ import main
from core.domain import Connection
from db.database import Database
from tests.support.building import a_brand, new_id


@pytest.mark.parametrize(("model", "code"), [("gpu/gpt-x", 2), ("gpt2", 0)])
def test_a_brief_of_a_brand_that_is_local_only_goes_to_no_connection(
    store: Database, brief: str, capsys: pytest.CaptureFixture[str], model: str, code: int
) -> None:
    with store.work() as work:
        work.brands.add(a_brand(name="brightmug", local_only=True))
        work.connections.add(Connection(id=new_id(), name="gpu", address="http://127.0.0.1:8000/v1"))
        work.commit()
    assert main(["generate", brief, "--n", "1", "--model", model]) == code
    said = capsys.readouterr()
    assert (said.out == "") == (code == 2)
    assert ("Nothing of “brightmug” leaves this machine" in said.err) == (code == 2)
