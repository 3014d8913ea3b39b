from __future__ import annotations

import pytest

from core.previews.links import host, with_x_links, x_link


@pytest.mark.parametrize(
    ("link", "name"),
    [
        ("https://www.Brightmug.example:8080/warm?a=1#b", "brightmug.example"),
        ("http://münchen.example/", "münchen.example"),
        ("brightmug.example/warm", "brightmug.example/warm"),
        ("http://[broken", "http://[broken"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("", ""),
    ],
)
def test_the_host_of_a_link(link: str, name: str) -> None:
    assert host(link) == name


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("https://dev.twitter.com/terms/display-guidelines", "dev.twitter.com/terms/display-…"),
        ("https://www.brightmug.com/123456789012345", "brightmug.com/12345678901234…"),
        ("HTTPS://brightmug.com/12345678901234", "brightmug.com/12345678901234"),
        ("brightmug.com", "brightmug.com"),
    ],
)
def test_a_link_as_x_shows_it(link: str, shown: str) -> None:
    assert x_link(link) == shown
    assert with_x_links(f"See {link} now") == f"See {shown} now"


def test_what_is_no_link_stays() -> None:
    text = "e.g. warm.de, a/b/c/d/e/f/g/h/i/j/k and 3.5 cups"
    assert with_x_links(text) == text
