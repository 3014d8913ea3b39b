"""How a server is reached: the IP addresses that a name may stand for, and whose certificates are trusted."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from dataclasses import dataclass

import httpx2

from core.errors import InvalidInput
from core.once import once

Resolve = Callable[[str], tuple[str, ...]]
"""The IP addresses that a host may be reached at, the best first. Raises HousestyleError where there is none."""
AUTHORITIES = "HOUSESTYLE_REMOTE_AUTHORITIES"


def as_named(host: str) -> tuple[str, ...]:
    """A ``Resolve`` that leaves it to the operating system."""
    return (host,)


@dataclass(frozen=True, slots=True)
class Route:
    """``authorities`` is a PEM file of certificates to trust besides the public ones; empty for none."""

    resolve: Resolve = as_named
    authorities: str = ""

    def trust(self) -> ssl.SSLContext:
        """The same for all who ask: reading every certificate takes as long as a short request. Raises InvalidInput
        naming the setting for a file that cannot be read."""
        return _context(self.authorities)


@once
def _context(authorities: str) -> ssl.SSLContext:
    context = httpx2.create_ssl_context(trust_env=False)
    if authorities:
        try:
            context.load_verify_locations(authorities)
        except OSError:  # ssl.SSLError is one too
            raise InvalidInput(
                AUTHORITIES,
                f"{AUTHORITIES} names “{authorities}”, which holds no certificates that can be read.",
                "Let it name a PEM file, or leave it empty.",
            ) from None
    return context


PLAINLY = Route()
