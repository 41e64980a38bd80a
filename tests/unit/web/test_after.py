"""Work that follows a view."""

from types import SimpleNamespace

import pytest
from pyramid.response import Response
from pyramid.testing import DummyRequest

from vamv.web.after import after_tween, after_view


@pytest.fixture
def request_to():
    """Make a request whose session is the word `session`."""

    def make(**headers):
        request = DummyRequest(headers=headers, environ={"app.dbsession": "session"})
        request.matched_route = SimpleNamespace(name="kite.page")
        return request

    return make


def done_after(request, response, work):
    def view(request):
        after_view(request, work)
        return response

    return after_tween(view, None)(request)


def test_work_is_done_once_the_page_is_there(request_to):
    sessions = []
    request = request_to()
    done_after(request, Response(), sessions.append)
    assert sessions == ["session"]
    # Once: a second answer to the same request does nothing.
    after_tween(lambda _request: Response(), None)(request)
    assert sessions == ["session"]


@pytest.mark.parametrize(
    "headers", [{"Sec-Purpose": "prefetch"}, {"Sec-Purpose": "prefetch;prerender"}, {"Purpose": "prefetch"}]
)
def test_a_page_fetched_in_advance_leaves_nothing(request_to, headers):
    sessions = []
    done_after(request_to(**headers), Response(), sessions.append)
    assert sessions == []


def test_an_error_page_leaves_nothing(request_to):
    sessions = []
    done_after(request_to(), Response(status=404), sessions.append)
    assert sessions == []


def test_work_that_fails_takes_no_page_down_and_tells_no_secret(request_to, caplog):
    def fail(_session):
        raise ValueError("what somebody wrote")

    response = done_after(request_to(), Response("page"), fail)
    assert response.text == "page"
    assert "ValueError" in caplog.text
    assert "wrote" not in caplog.text
