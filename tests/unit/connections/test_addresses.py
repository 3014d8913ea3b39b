from __future__ import annotations

import contextlib
import socket
import threading
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest

from core.connections.addresses import DEFAULT_HOSTS, AllowedHosts, read_address
from core.connections.presets import PRESETS
from core.errors import InvalidInput, RemoteError
from core.settings import Settings

HOSTILE = (
    "http://127.0.0.1:{port}/",
    "http://localhost:{port}/v1",
    "http://LOCALHOST:{port}/",
    "http://127.1:{port}/",
    "http://127.0.1:{port}/",
    "http://2130706433:{port}/",
    "http://0x7f000001:{port}/",
    "http://0x7f.0.0.1:{port}/",
    "http://0177.0.0.1:{port}/",
    "http://017700000001:{port}/",
    "http://127.0.0.01:{port}/",
    "http://0.0.0.0:{port}/",
    "http://0:{port}/",
    "http://127.127.127.127:{port}/",
    "http://[::1]:{port}/",
    "http://[::]:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://[::ffff:7f00:1]:{port}/",
    "http://[0:0:0:0:0:ffff:7f00:1]:{port}/",
    "http://[64:ff9b::7f00:1]:{port}/",
    "http://[fe80::1%25eth0]:{port}/",
    "http://localhost.:{port}/",
    "http://127.0.0.1.:{port}/",
    "http://api.openai.com@127.0.0.1:{port}/",
    "http://api.openai.com:443@127.0.0.1:{port}/",
    "http://user:password@localhost:{port}/",
    "http://127.0.0.1:{port}#@api.openai.com/",
    "http://127.0.0.1:{port}\\@api.openai.com/",
    "http://127.0.0.1:{port}?.openai.azure.com/",
    "http:\\\\127.0.0.1:{port}\\",
    "http:127.0.0.1:{port}/",
    "http:///127.0.0.1:{port}/",
    "//127.0.0.1:{port}/",
    " http://127.0.0.1:{port}/",
    "http://127.0.0.1:{port}/\r\nHost: api.openai.com",
    "http://127.0.0.1:{port}\t/",
    "http://%31%32%37.0.0.1:{port}/",
    "http://①②⑦.⓪.⓪.①:{port}/",
    "http://ⓛocalhost:{port}/",
    "http://127。0。0。1:{port}/",
    "https://api.openai.com.127.0.0.1.nip.io:{port}/",
    "https://api.openai.com:{port}/v1",
    "https://api.openai.com./v1",
    "http://api.openai.com/v1",
    "https://xn--penai-5ve.openai.azure.com/",
    "https://аpi.openai.com/v1",
    "https://evilopenai.azure.com/",
    "https://a.b.openai.azure.com/",
    "https://openai.azure.com/",
    "https://*.openai.azure.com/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[fd00:ec2::254]/latest/",
    "http://metadata.google.internal/computeMetadata/v1/",
    "http://100.100.100.200/latest/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:{port}/_x",
    "unix:///var/run/docker.sock",
    "https://api.openai.com/v1/../../admin",
    "https://api.openai.com:0/v1",
    "https://api.openai.com:99999/v1",
    "",
)


@pytest.fixture(scope="module")
def canary() -> Iterator[tuple[int, list[bytes]]]:
    """A port of this machine that notes whoever speaks to it."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            while True:
                try:
                    caller, _ = server.accept()
                except OSError:
                    return
                with caller:
                    caller.settimeout(1)
                    with contextlib.suppress(OSError):
                        heard.append(caller.recv(100))

        threading.Thread(target=listen, daemon=True).start()
        yield server.getsockname()[1], heard
        server.shutdown(socket.SHUT_RDWR)


def ask(address: str, allowed: AllowedHosts) -> None:
    """As an engine does: nothing is opened that the list did not let pass."""
    allowed.require_allowed(address)
    urllib.request.urlopen(address, timeout=1)


def test_the_canary_would_hear(canary: tuple[int, list[bytes]]) -> None:
    port, heard = canary
    with pytest.raises(OSError, match=r".*"):
        ask(f"http://127.0.0.1:{port}/", AllowedHosts(f"127.0.0.1:{port}"))
    assert heard.pop().startswith(b"GET /")


@pytest.mark.parametrize("address", HOSTILE)
def test_nothing_reaches_what_is_not_listed(canary: tuple[int, list[bytes]], address: str) -> None:
    port, heard = canary
    with pytest.raises(InvalidInput) as refused:
        ask(address.format(port=port), AllowedHosts())
    assert refused.value.field == "address"
    assert refused.value.mend
    assert heard == []


def test_there_are_at_least_forty() -> None:
    assert len(set(HOSTILE)) >= 40


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.id)
def test_every_preset_is_allowed_as_it_comes(preset: Any) -> None:
    assert AllowedHosts().require_allowed(preset.address)


@pytest.mark.parametrize(
    ("hosts", "address", "read"),
    [
        ("api.openai.com", "https://API.openai.com:443/v1/", "https://api.openai.com/v1"),
        ("*.openai.azure.com", "https://team.openai.azure.com", "https://team.openai.azure.com"),
        ("http://gpu.lan:8000", "http://gpu.lan:8000/v1", "http://gpu.lan:8000/v1"),
        ("http://gpu.lan", "http://gpu.lan/v1", "http://gpu.lan/v1"),
        ("gpu.lan:8443", "https://gpu.lan:8443/v1", "https://gpu.lan:8443/v1"),
        ("127.0.0.1:*", "http://127.0.0.1:12345/v1", "http://127.0.0.1:12345/v1"),
        ("[::1]:8000", "http://[::1]:8000/v1", "http://[::1]:8000/v1"),
    ],
)
def test_what_is_listed_passes_in_one_spelling(hosts: str, address: str, read: str) -> None:
    assert str(AllowedHosts(hosts).require_allowed(address)) == read


@pytest.mark.parametrize(
    ("hosts", "address"),
    [
        ("gpu.lan:8443", "http://gpu.lan:8443/v1"),
        ("http://gpu.lan", "http://gpu.lan:8000/v1"),
        ("http://gpu.lan", "https://gpu.lan/v1"),
        ("", "https://api.openai.com/v1"),
    ],
)
def test_what_is_listed_otherwise_does_not(hosts: str, address: str) -> None:
    with pytest.raises(InvalidInput, match=r"Begin the address|Whoever runs"):
        AllowedHosts(hosts).require_allowed(address)


@pytest.mark.parametrize("hosts", ["169.254.169.254", "https://a/b", "a b", "user@host", "*.localhost", "metadata"])
def test_a_list_that_cannot_be_used_names_the_setting(hosts: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        AllowedHosts(hosts)
    assert refused.value.field == "HOUSESTYLE_REMOTE_HOSTS"


def stand_for(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 0)) for address in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1",
        "::1",
        "10.0.0.5",
        "192.168.1.1",
        "169.254.169.254",
        "::ffff:127.0.0.1",
        "0.0.0.0",
        "fe80::1",
        "fd00::1",
    ],
)
def test_a_public_name_must_not_come_to_stand_for_a_machine_nearby(monkeypatch: pytest.MonkeyPatch, ip: str) -> None:
    stand_for(monkeypatch, "104.18.6.192", ip)
    with pytest.raises(InvalidInput, match="Nothing was sent"):
        AllowedHosts().resolved_ok("api.openai.com")


def test_a_name_stands_for_public_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_for(monkeypatch, "104.18.6.192", "104.18.6.192", "104.18.7.192")
    assert AllowedHosts().resolved_ok("api.openai.com") == ("104.18.6.192", "104.18.7.192")


def test_a_name_that_the_team_listed_may_be_in_its_own_network(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_for(monkeypatch, "10.0.0.5")
    assert AllowedHosts("http://gpu.lan:8000").resolved_ok("gpu.lan") == ("10.0.0.5",)
    stand_for(monkeypatch, "127.0.0.1")
    with pytest.raises(InvalidInput, match="this machine"):
        AllowedHosts("http://gpu.lan:8000").resolved_ok("gpu.lan")


def test_this_machine_stands_for_itself() -> None:
    assert AllowedHosts().resolved_ok("127.0.0.1") == ("127.0.0.1",)


def test_an_unknown_name_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(RemoteError, match=r"nowhere\.lan can be found"):
        AllowedHosts().resolved_ok("nowhere.lan")


def test_the_setting_has_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HOUSESTYLE_REMOTE_HOSTS", raising=False)
    assert Settings(_env_file=None).remote_hosts == DEFAULT_HOSTS


def test_reading_keeps_the_parts() -> None:
    read = read_address("https://host.example:8443/a/b/")
    assert (read.scheme, read.host, read.port, read.path) == ("https", "host.example", 8443, "/a/b")
