"""What can go wrong with a server, in words: what happened, what to do, and whether another try may help."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx2
import openai

from core.engines.openai.line import MOST_BYTES, Cut
from core.engines.openai.route import AUTHORITIES
from core.errors import HousestyleError, RemoteError, ServerFailed

MOST_TOLD = 200
"""Characters of a server's own words that a message shows."""
REFUSALS = ("content_filter", "content_policy_violation")
LATER = "Try again later; if it stays so, look at the server, or choose another model."
WAITS = "Try again later, or let fewer requests run at once on the Connections page."


class Unreadable(ValueError):
    """An answer that is not what the protocol says."""


class Refused(Exception):
    """The model would not write it."""


@dataclass(eq=False)
class Fault(Exception):
    """``again`` says whether another try may help, ``wait`` after how many seconds the server wants it, and
    ``is_of_server`` that another server might have done it. Where one ``is_shut`` nothing else can be asked of it."""

    what: str
    mend: str
    again: bool = False
    wait: float | None = None
    is_of_server: bool = False
    is_shut: bool = False

    def error(self) -> RemoteError:
        return (ServerFailed if self.is_of_server else RemoteError)(self.what, self.mend)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is spoken of. ``key`` is taken out of everything that a server says."""

    name: str
    model: str
    seconds: float
    key: str

    def of_cut(self, why: Cut) -> Fault:
        """Of a line that was cut."""
        if why is Cut.LATE:
            what = f"“{self.name}” did not finish within {self.seconds:g} seconds."
            mend = "Give it more time on the Connections page, or try again later."
            return Fault(what, mend, is_of_server=True, is_shut=True)
        if why is Cut.TOO_LARGE:
            what = f"“{self.name}” sent more than {MOST_BYTES // 1_000_000} MB for one answer; it was broken off."
            return Fault(what, "See that its address is that of a model server.", is_of_server=True)
        if why is Cut.PACKED:
            what = f"“{self.name}” sends compressed answers though it was asked not to."
            return Fault(what, "Switch compression off there, or in the proxy before it.", is_of_server=True)
        return Fault("The request was stopped.", "")

    def of(self, error: Exception) -> Fault:
        """Of what the client raised."""
        if isinstance(error, Refused) or getattr(error, "code", None) in REFUSALS:
            return self._refusal()
        if isinstance(error, openai.APIStatusError):
            return self._of_status(error)
        if isinstance(error, openai.APITimeoutError):
            return self.of_cut(Cut.LATE)
        if isinstance(error, (openai.APIConnectionError, httpx2.HTTPError, HousestyleError)):
            return self._unreachable(error)
        if isinstance(error, openai.APIError):
            what = f"“{self.name}” broke its answer off: “{self._told(error.message)}”."
            return Fault(what, LATER, again=True, is_of_server=True)
        why = str(error) if isinstance(error, Unreadable) else "it is not what a model server sends"
        what = f"The answer of “{self.name}” cannot be read: {why}."
        mend = "See that its address is that of a model server, with /v1 at its end where it has one; then try again."
        return Fault(what, mend, again=True, is_of_server=True)

    def _unreachable(self, error: Exception) -> Fault:
        if isinstance(error, HousestyleError):  # of its address, before anything was sent
            return Fault(error.what, error.mend, is_of_server=True, is_shut=True)
        if "CERTIFICATE_VERIFY_FAILED" in str(error.__cause__ or error):
            what = f"The certificate of “{self.name}” is not one that is trusted for its address."
            mend = "See that the address has the name that the certificate is for; a company's own authority is named "
            return Fault(what, f"{mend}by {AUTHORITIES}.", is_of_server=True, is_shut=True)
        if isinstance(error.__cause__ or error, (httpx2.ConnectError, httpx2.UnsupportedProtocol)):
            what, mend = f"“{self.name}” cannot be reached.", "See that the server runs and that its address is right."
            return Fault(what, mend, again=True, is_of_server=True, is_shut=True)
        what, mend = f"“{self.name}” broke the connection off before its answer was whole.", LATER
        return Fault(what, mend, again=True, is_of_server=True)

    def _of_status(self, error: openai.APIStatusError) -> Fault:
        status = error.status_code
        if 300 <= status < 400:
            what = f"“{self.name}” sends requests on to another address, which is never followed."
            return Fault(what, "Enter the address where the server is itself.", is_of_server=True, is_shut=True)
        if status in (401, 403, 404):
            return self._not_allowed(status)
        if status == 429:
            return self._limited(error)
        if status in (408, 409, 425) or status >= 500:
            what = f"“{self.name}” failed with status {status}{self._own_words(error)}."
            wait = retry_after(error.response.headers)
            return Fault(what, LATER, again=status not in (501, 505), wait=wait, is_of_server=True)
        what = f"“{self.name}” could not take the request (status {status}{self._own_words(error)})."
        return Fault(what, "Shorten the brief if it is long, or choose another model.")

    def _not_allowed(self, status: int) -> Fault:
        if status == 401:
            what = f"“{self.name}” refused the key."
            mend = "It may have expired: give a valid one on the Connections page."
            return Fault(what, mend, is_of_server=True, is_shut=True)
        if status == 403:
            what = f"“{self.name}” does not let this key use “{self.model}”."
            return Fault(what, "Have the key allowed to use it, or choose another model.", is_of_server=True)
        what = f"“{self.name}” has no model “{self.model}” at this address."
        return Fault(what, "Choose one of its models, or mend the address on the Connections page.")

    def _limited(self, error: openai.APIStatusError) -> Fault:
        if error.code == "insufficient_quota":
            what = f"The account at “{self.name}” has nothing left to spend."
            return Fault(what, "Add credit there, or choose another model.", is_of_server=True)
        wait = retry_after(error.response.headers)
        until = "" if wait is None else f" It asks to wait {wait:.0f} seconds."
        what = f"“{self.name}” takes no more requests for now.{until}"
        return Fault(what, WAITS, again=True, wait=wait, is_of_server=True)

    def _refusal(self) -> Fault:
        what = f"“{self.model}” at “{self.name}” declined to write this."
        return Fault(what, "Look for what may offend in the brief, or choose another model.")

    def _own_words(self, error: openai.APIStatusError) -> str:
        body = error.body if isinstance(error.body, dict) else {}
        told = body.get("message") or body.get("detail") or body.get("error")
        return f": {self._told(told)}" if isinstance(told, str) and told.strip() else ""

    def _told(self, text: str) -> str:
        """A server's own words, on one line, without the key."""
        clean = text.replace(self.key, "…") if self.key else text
        line = " ".join(clean.split())
        return line if len(line) <= MOST_TOLD else f"{line[:MOST_TOLD]}…"


def retry_after(headers: httpx2.Headers) -> float | None:
    """Seconds that the server wants us to wait, from a number or a date; None where it says nothing usable.

    >>> retry_after(httpx2.Headers({"Retry-After": "7"}))
    7.0
    """
    given = headers.get("retry-after", "").strip()
    try:
        return min(max(0.0, float(int(given))), 1e9)
    except ValueError:
        pass
    try:
        at = parsedate_to_datetime(given)
    except ValueError:
        return None
    return max(0.0, (at.replace(tzinfo=at.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
