from __future__ import annotations

import io
import logging

import pytest

from core.secrets import BLANK, Redacting, guard_logs, redacted, remember

KEY = "sk-a-key/of+tests-93b1"


@pytest.fixture(autouse=True)
def _known() -> None:
    remember(KEY)


def written(name: str, log: object) -> str:
    """What a handler writes of one record."""
    stream = io.StringIO()
    logger, handler = logging.getLogger(name), logging.StreamHandler(stream)
    logger.addHandler(handler)
    try:
        log(logger)  # type: ignore[operator]
    finally:
        logger.removeHandler(handler)
    return stream.getvalue()


def test_a_key_is_blanked_as_it_is_and_as_an_address_spells_it() -> None:
    assert redacted(f"Bearer {KEY}; ?key=sk-a-key%2Fof%2Btests-93b1.") == f"Bearer {BLANK}; ?key={BLANK}."


def test_what_is_too_short_for_a_key_blanks_nothing() -> None:
    remember("boots")
    assert redacted("Autumn boots") == "Autumn boots"


def test_every_record_of_every_logger_is_without_keys() -> None:
    guard_logs()
    guard_logs()
    assert written("httpx", lambda logger: logger.warning("sent %s to %s", KEY, "x")) == f"sent {BLANK} to x\n"


def test_so_is_the_trace_of_an_error() -> None:
    def log(logger: logging.Logger) -> None:
        try:
            raise ValueError(f"bad header {KEY}")
        except ValueError:
            logger.exception("Uncaught")

    guard_logs()
    said = written("any", log)
    assert KEY not in said
    assert f"ValueError: bad header {BLANK}" in said


def test_a_filter_lets_records_pass() -> None:
    record = logging.LogRecord("x", logging.INFO, "", 1, "key %s", (KEY,), None)
    assert Redacting().filter(record)
    assert record.getMessage() == f"key {BLANK}"
