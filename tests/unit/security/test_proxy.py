"""What a proxy may say about its visitor."""

import pytest
from pyramid.request import Request
from pyramid.response import Response

from vamv.security.proxy import proxy_tween


class Registry:
    settings = {"vamv.trusted_proxies": ["127.0.0.1", "::1"]}


def seen(peer, **headers):
    request = Request.blank("/", environ={"REMOTE_ADDR": peer}, headers=headers)

    def handler(request):
        return Response(f"{request.scheme} {request.remote_addr} {request.host}")

    return proxy_tween(handler, Registry())(request).text


def test_a_trusted_proxy_names_its_visitor_and_the_scheme():
    headers = {"X-Forwarded-For": "203.0.113.7", "X-Forwarded-Proto": "https"}
    assert seen("127.0.0.1", **headers).startswith("https 203.0.113.7 ")


def test_only_the_address_that_the_proxy_has_seen_itself_counts():
    assert "198.51.100.9" in seen("127.0.0.1", **{"X-Forwarded-For": "203.0.113.7, 198.51.100.9"})


def test_nobody_else_is_believed():
    headers = {
        "X-Forwarded-For": "203.0.113.7",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "evil.example",
    }
    assert seen("198.51.100.1", **headers) == "http 198.51.100.1 localhost:80"


@pytest.mark.parametrize("scheme", ["", "javascript", "HTTPS,http", "ws"])
def test_a_strange_scheme_changes_nothing(scheme):
    assert seen("127.0.0.1", **{"X-Forwarded-Proto": scheme}).startswith("http ")
