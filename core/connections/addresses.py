"""Where requests may go: only to hosts and ports that are on the list, spelled plainly."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from core.errors import InvalidInput, RemoteError

DEFAULT_HOSTS = (
    "api.openai.com,*.openai.azure.com,"
    "127.0.0.1:1234,127.0.0.1:8000,127.0.0.1:8080,127.0.0.1:11434,"
    "localhost:1234,localhost:8000,localhost:8080,localhost:11434"
)
"""OpenAI, Azure, and on this machine the ports of LM Studio, vLLM and transformers serve, llama.cpp, and Ollama."""

PORTS = {"https": 443, "http": 80}
LONGEST = 400
PLAIN = re.compile(r"[A-Za-z0-9:/._~\[\]*-]+")
"""All signs of a plain address: no white space, control signs, ``@``, ``%``, backslash, query, nor foreign letters."""
NAME = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*")
IS_NUMBER = re.compile(r"(0x[0-9a-f]*|[0-9]+)")
METADATA_NAMES = ("metadata", "metadata.google.internal", "instance-data", "metadata.azure.internal")
METADATA = frozenset(
    ipaddress.ip_address(one)
    for one in ("169.254.169.254", "168.63.129.16", "100.100.100.200", "192.0.0.192", "fd00:ec2::254")
)
"""Where clouds answer a machine's questions about itself, keys included: most of them; Azure; Alibaba; Oracle; AWS by
IPv6."""
LISTED = "HOUSESTYLE_REMOTE_HOSTS"

IP = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Address:
    """A base URL in its parts. ``host`` is in lower case, without brackets."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def is_loopback(self) -> bool:
        return is_loopback(self.host)

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.path}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list. ``port`` 0 stands for any; ``host`` may begin with ``*.``, which stands for one name."""

    host: str
    port: int
    plain_http: bool

    def matches(self, address: Address) -> bool:
        if address.scheme == "http" and not (self.plain_http or address.is_loopback):
            return False
        port = self.port if self.port >= 0 else PORTS[address.scheme]
        return self.names(address.host) and port in (0, address.port)

    def names(self, host: str) -> bool:
        if not self.host.startswith("*."):
            return host == self.host
        first, _, rest = host.partition(".")
        return bool(first) and rest == self.host[2:]


class AllowedHosts:
    """The list, read from a setting such as ``api.openai.com,127.0.0.1:8000,*.openai.azure.com,http://gpu.lan:8000``.

    An entry without a port means 443 (80 for ``http://``), ``:*`` any port. Raises InvalidInput for an entry that
    cannot be read.
    """

    def __init__(self, hosts: str = DEFAULT_HOSTS) -> None:
        self._entries = tuple(_entry(one.strip()) for one in hosts.split(",") if one.strip())
        public = tuple(_entry(one) for one in DEFAULT_HOSTS.split(","))
        self._named = tuple(one for one in self._entries if one not in public and not one.host.startswith("*."))

    def require_allowed(self, address: str) -> Address:
        """The address in its parts, for a request that may go there. Looks up no name: see ``resolved_ok``.

        Raises InvalidInput naming ``address``.
        """
        read = read_address(address)
        if not any(entry.names(read.host) for entry in self._entries):
            raise _refused(f"{read.host} is not among the servers that may be written to.", _add(read))
        if not any(entry.matches(read) for entry in self._entries):
            raise _refused(*self._near(read))
        return read

    def resolved_ok(self, host: str) -> tuple[str, ...]:
        """The IP addresses that a name stands for now, each of a kind that may be connected to: asked again before
        each connection, as a name may come to stand for another machine. Connect to one of these, not to the name.

        Addresses of an own network are only for names that the team listed itself, this machine's own only for
        ``localhost`` and its number. Raises InvalidInput naming ``address``; RemoteError where the name is not known.
        """
        found = _looked_up(host)
        for one in found:
            self._require_fit(host, one)
        return tuple(str(one) for one in found)

    def _require_fit(self, host: str, ip: IP) -> None:
        if is_loopback(host) and ip.is_loopback:
            return
        why = _never(ip)
        if why or ip.is_loopback or (not ip.is_global and not any(entry.names(host) for entry in self._named)):
            kind = why or ("this machine" if ip.is_loopback else "a network of its own")
            raise _refused(f"{host} now stands for {ip}, which is {kind}.", "Nothing was sent. Ask who runs that name.")

    def _near(self, read: Address) -> tuple[str, str]:
        """What is wrong with an address of a host that is on the list."""
        if read.scheme == "http" and not read.is_loopback:
            return f"{read.host} would be written to without encryption.", "Begin the address with https://."
        return f"Port {read.port} of {read.host} is not among those that may be written to.", _add(read)


def read_address(text: str) -> Address:
    """A base URL in its parts. Raises InvalidInput naming ``address`` for all that is not spelled plainly."""
    if not text or len(text) > LONGEST or not PLAIN.fullmatch(text) or "*" in text:
        raise _refused(
            "That address is empty, too long, or holds signs that a plain one lacks.",
            "Write it like https://api.openai.com/v1: no spaces, names, passwords, question marks or foreign letters.",
        )
    scheme, separator, rest = text.partition("://")
    scheme = scheme.lower()
    if not separator or scheme not in PORTS or rest.startswith("/"):
        raise _refused("That address does not begin with https:// (or http://).", "Write it like https://host/v1.")
    try:
        parts = urlsplit(f"{scheme}://{rest}")
        port = parts.port
    except ValueError:
        raise _refused(
            "The host or port of that address cannot be read.", "Write it like https://host:8000/v1."
        ) from None
    host = _plain_host(parts.netloc, parts.hostname or "", port)
    return Address(scheme, host, PORTS[scheme] if port is None else port, _plain_path(parts.path))


def is_loopback(host: str) -> bool:
    """
    >>> is_loopback("localhost"), is_loopback("127.0.0.1"), is_loopback("localhost.example.com")
    (True, True, False)
    """
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _plain_host(netloc: str, host: str, port: int | None) -> str:
    """The host, where it is written in its one plain form."""
    written = netloc.lower() if port is None else netloc.lower().removesuffix(f":{port}")
    if written != (f"[{host}]" if ":" in host else host) or port == 0:
        raise _refused("The host or port of that address cannot be read.", "Write it like https://host:8000/v1.")
    if ":" in host or IS_NUMBER.fullmatch(host.rsplit(".", 1)[-1]):
        return _plain_ip(host)
    if len(host) > 253 or not NAME.fullmatch(host):
        raise _refused("That is not the name of a host.", "Leave out dots at its end and signs that names lack.")
    if any(label.startswith("xn--") for label in host.split(".")):
        raise _refused(f"{host} stands for a name with foreign letters.", "Use a name of plain letters.")
    if host in METADATA_NAMES:
        raise _refused(f"{host} answers for a cloud's own machines.", "Use the address of a model's server.")
    return host


def _plain_ip(host: str) -> str:
    try:
        ip = ipaddress.ip_address(host)
    except ValueError:
        ip = None
    if ip is None or str(ip) != host:
        raise _refused(f"{host} is not how an IP address is written.", "Write it as four numbers, or by its name.")
    why = _never(ip)
    if why:
        raise _refused(f"{host} is {why}.", "Use the address of a model's server.")
    return host


def _never(ip: IP) -> str:
    """Why nothing may ever go to an IP address; empty where something may."""
    if ip in METADATA:
        return "where a cloud answers for its own machines"
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped or ip.sixtofour or ip.teredo or ip in ipaddress.ip_network("64:ff9b::/96"):
            return "another address in disguise"
        if ip.scope_id:
            return "an address of one cable only"
    if ip.is_link_local:
        return "an address of one cable only"
    if ip.is_unspecified or ip.is_multicast or (ip.is_reserved and not ip.is_loopback):
        return "no address of a single machine"
    return ""


def _plain_path(path: str) -> str:
    """Without a slash at its end."""
    segments = path.strip("/").split("/") if path.strip("/") else []
    if any(segment in ("", ".", "..") for segment in segments) or not re.fullmatch(r"[A-Za-z0-9/._~-]*", path):
        raise _refused("The path of that address leads in circles.", "Write it like https://host/v1.")
    return "".join(f"/{segment}" for segment in segments)


def _entry(text: str) -> Entry:
    scheme, separator, rest = text.partition("://")
    plain_http = separator != "" and scheme == "http"
    any_port = rest.endswith(":*") if separator else text.endswith(":*")
    bare = (rest if separator else text).removesuffix(":*")
    star = bare.startswith("*.")
    try:
        read = read_address(f"{scheme if separator else 'https'}://{bare[2:] if star else bare}")
    except InvalidInput as error:
        raise InvalidInput(LISTED, f"{LISTED} names “{text}”. {error.what}", "See .env.example.") from None
    if read.path or (star and is_loopback(read.host)):
        raise InvalidInput(LISTED, f"{LISTED} names “{text}”, which is no host.", "See .env.example.")
    has_port = re.search(r":\d+$", bare.rsplit("]", 1)[-1]) is not None
    port = 0 if any_port else (read.port if has_port else (PORTS["http"] if plain_http else -1))
    return Entry(f"*.{read.host}" if star else read.host, port, plain_http)


def _looked_up(host: str) -> tuple[IP, ...]:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise RemoteError(f"No machine called {host} can be found.", "Check the name, and the network.") from None
    return _unlike(ipaddress.ip_address(str(one[4][0])) for one in found)


def _unlike(found: Iterable[IP]) -> tuple[IP, ...]:
    return tuple(dict.fromkeys(found))


def _add(read: Address) -> str:
    host = f"[{read.host}]" if ":" in read.host else read.host
    beginning = "http://" if read.scheme == "http" and not read.is_loopback else ""
    return f"Whoever runs Housestyle can add {beginning}{host}:{read.port} to {LISTED}."


def _refused(what: str, mend: str) -> InvalidInput:
    return InvalidInput("address", what, mend)
