from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

from core.once import once


def test_a_value_that_many_want_at_once_is_made_once() -> None:
    made: list[str] = []
    begin = threading.Barrier(8)

    @once
    def slow(name: str) -> str:
        made.append(name)
        time.sleep(0.02)
        return name.upper()

    def want(_number: int) -> str:
        begin.wait()
        return slow("ada")

    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(want, range(8))) == {"ADA"}
    assert made == ["ada"]
    assert slow("bea") == "BEA"
