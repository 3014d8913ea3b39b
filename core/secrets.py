"""Keys that this process knows, and blanking them wherever words leave it: logs, standard error, messages."""

from __future__ import annotations

import logging
import threading
import traceback
from urllib.parse import quote

BLANK = "[key]"
LEAST = 8
"""Characters that a key has at least: blanking a shorter one would blank words that only happen to hold it."""

_known: set[str] = set()
_lock = threading.Lock()


def remember(secret: str) -> str:
    """Blank the secret from now on, as it is and as an address spells it; returns it."""
    if len(secret) >= LEAST:
        with _lock:
            _known.update((secret, quote(secret, safe="")))
    return secret


def redacted(text: str) -> str:
    """The text with every known key blanked."""
    with _lock:
        known = sorted(_known, key=len, reverse=True)
    for secret in known:
        text = text.replace(secret, BLANK)
    return text


class Redacting(logging.Filter):
    """Lets every record pass, without keys: neither in its words nor in the trace of an error."""

    def filter(self, record: logging.LogRecord) -> bool:
        blank(record)
        return True


def blank(record: logging.LogRecord) -> None:
    """Blank keys in a record, which is left as it is where there are none."""
    try:
        said = record.getMessage()
    except (TypeError, ValueError):  # logged with arguments that do not fit: said as such when it is written
        said = f"{record.msg} {record.args}"
    if redacted(said) != said:
        record.msg, record.args = redacted(said), None
    if record.exc_info and record.exc_info[0] is not None:
        trace = "".join(traceback.format_exception(*record.exc_info)).rstrip("\n")
        if redacted(trace) != trace:
            record.exc_text = redacted(trace)
            record.exc_info = None


def guard_logs() -> None:
    """From now on no record of any logger of this process holds a known key, whoever writes it and where to."""
    make = logging.getLogRecordFactory()
    if isinstance(make, _Guarded):
        return
    logging.setLogRecordFactory(_Guarded(make))


class _Guarded:
    """A filter stands at one logger or handler; a factory is passed by the records of all."""

    def __init__(self, make: object) -> None:
        self._make = make

    def __call__(self, *args: object, **options: object) -> logging.LogRecord:
        record: logging.LogRecord = self._make(*args, **options)  # type: ignore[operator]
        blank(record)
        return record
