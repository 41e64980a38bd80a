"""Redirects lead to own pages only, whatever the address says."""

import re
from urllib.parse import urlsplit

import pytest

HOSTS = ("evil.example", "portal.example.evil.example", "portal.example@evil.example", "127.0.0.1", "[::1]")
STARTS = (
    "//", "///", "////", "/\\", "\\\\", "\\/", "/\t/", "/\n/", "/\r\n/", " //", "\t//", "\x00//", "/%09/", "/%5c", "https://",
    "http://", "HTTPS://", "https:", "https:/", "https:///", "ftp://", "javascript://", "javascript:", "data:text/html,",
    "vbscript:", "//portal.example@", "/.//", "/..//", "/;//", "?//", "#//", "./", "../", "/\u200b/", "/／", "／／", "/．",
    "https://portal.example\\@", "https://portal.example#@",
)  # fmt: skip
PAYLOADS = [f"{start}{host}" for start in STARTS for host in HOSTS] + [
    "", "/", "/help", "/help?x=1", "/ü", "/ ", "/help\r\nSet-Cookie: a=b", "/help\nX: y", "/" + "a" * 3000, "/%00", "/\x7f", "\ud800",
]  # fmt: skip


def test_there_are_200_payloads():
    assert len(PAYLOADS) >= 200


def assert_own(response):
    if 300 <= response.status_int < 400:
        place = urlsplit(response.location)
        assert (place.scheme, place.netloc) == ("https", "portal.example"), response.location
        assert not place.path.startswith(("//", "/\\")), response.location
        assert "\r" not in response.location
        assert "\n" not in response.location


@pytest.mark.parametrize("signed_in", [False, True])
def test_choosing_a_language_returns_to_an_own_page(browser, as_person, signed_in):
    somebody = as_person() if signed_in else browser
    for payload in PAYLOADS:
        came_from = payload.encode("utf-8", "replace").decode()
        response = somebody.post("/language", {"locale": "de", "came_from": came_from}, status="*")
        assert response.status_int in (303, 400)
        assert_own(response)


def test_signing_in_goes_on_to_an_own_page(browser):
    for payload in PAYLOADS:
        query = {"to": payload.encode("utf-8", "replace").decode()}
        response = browser.get("/login", query, status="*")
        assert response.status_int < 500
        assert not re.search(r'(?:href|action)="[^"]*evil', response.text)
        assert_own(response)


def test_a_member_who_opens_the_login_page_goes_on_to_an_own_page(as_person):
    somebody = as_person()
    for payload in PAYLOADS:
        for field in ("to", "next", "came_from"):
            response = somebody.get(
                "/login", {field: payload.encode("utf-8", "replace").decode()}, status="*"
            )
            assert response.status_int < 500
            assert_own(response)
