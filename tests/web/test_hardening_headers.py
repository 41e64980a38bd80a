"""Headers and markup of everything the portal answers."""

import re

import pytest

from vamv.cli.demo import seed_core
from vamv.plugins.results import SeedContext
from vamv.security import sessions
from vamv.testing.crawl import follow, installed_plugins
from vamv.testing.markup import inline_code, page_title

pytestmark = pytest.mark.plugins(*installed_plugins())

ROLES = (None, "advice_seeker", "moderator", "coordinator", "administrator")
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains; preload",
}
POLICY = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
)
# Never in a title bar or an address: what people come here for.
TELLING = re.compile(
    r"trennung|\b(ehe)?scheidung|gewalt|unterhalt|sorgerecht|umgang(?!sregeln)|krise|beratung|alleinerziehend",
    re.IGNORECASE,
)


def assert_protected(response):
    for name, value in ALWAYS.items():
        assert response.headers.get(name) == value, name
    policy = response.headers["Content-Security-Policy"].split("; ")
    assert set(POLICY) <= set(policy)
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert "camera=()" in response.headers["Permissions-Policy"]
    if not response.request.environ["PATH_INFO"].startswith("/static/"):
        assert response.headers["Cache-Control"] == "no-store"


def assert_neutral(address, response):
    assert not TELLING.search(address.pattern), address.name
    if address.name != "portal.start":
        title = page_title(response.text)
        assert title, address.name
        assert not TELLING.search(title), address.name


def assert_no_secret_in_links(address, response, token):
    for link in re.findall(r'(?:href|action|src)="([^"]*)"', response.text):
        assert "csrf" not in link, address.name
        assert token is None or token not in link, address.name


@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_protected_free_of_inline_code_and_neutral(all_addresses, browser, as_person, role):
    somebody = as_person(role) if role else browser
    seen = 0
    for address in all_addresses:
        if not address.takes("GET"):
            continue
        response = somebody.get(address.path(), status="*")
        assert response.status_int < 500, address.name
        assert_protected(response)
        if response.content_type == "text/html" and response.text:
            assert not inline_code(response.text), address.name
            assert_neutral(address, response)
            assert_no_secret_in_links(address, response, somebody.token)
            seen += 1
    assert seen > 8


def demo(registry, session, now):
    people = seed_core(registry, session, now)
    context = SeedContext(progress=lambda _words: None, people=people)
    registry["vamv.hooks"].call(
        "vamv_seed", session=session, vault=registry["vamv.vault"], now=now, seed=context
    )
    return people


@pytest.mark.parametrize("handle", ["advice_seeker_1", "moderator_1"])
@pytest.mark.parametrize("fill", [demo])
def test_pages_with_content_are_so_too(vault, filled, new_browser, dbsession, clock, handle):
    """With the demo data in it, by following the links."""
    somebody = new_browser()
    _row, token = sessions.begin(
        dbsession, vault, person_id=filled[handle], private_key=None, now=clock.now()
    )
    somebody.set_token(token)
    seen = 0
    for response in follow(somebody):
        assert response.status_int < 400, response.request.path
        assert_protected(response)
        if response.content_type == "text/html" and response.text:
            assert not inline_code(response.text), response.request.path
            title = page_title(response.text)
            assert "Ahorn" not in title, response.request.path
            seen += 1
    assert seen > 25


def test_cookies_are_bound_to_the_host_and_out_of_reach_of_scripts(all_addresses, browser):
    given = []
    for address in all_addresses:
        browser.reset()
        if not address.takes("GET"):
            continue
        for header in browser.get(address.path(), status="*").headers.getall("Set-Cookie"):
            given.append(address.name)
            parts = {part.strip().lower() for part in header.split(";")}
            assert header.startswith("__Host-s="), address.name
            assert {"secure", "httponly", "samesite=lax", "path=/"} <= parts
            assert not any(part.startswith(("max-age", "expires", "domain")) for part in parts)
            assert len(header) < 4096
    # Only a page with a form needs one.
    assert not {"portal.start", "portal.help", "portal.safety", "portal.page", "portal.bye"} & set(given)


@pytest.mark.parametrize(
    ("path", "status", "more"),
    [
        ("/nothing-here", 404, {}),
        ("/exit", 405, {}),
        ("/static/none/vamv/app.css", 404, {}),
        ("/help", 400, {"HTTP_HOST": "evil.example"}),
        ("/\xff", 400, {}),
        ("/bye", 405, {"REQUEST_METHOD": "POST", "HTTP_ORIGIN": "https://portal.example"}),
    ],
)
def test_errors_carry_the_headers_too(raw, path, status, more):
    environ = {**more}
    response = raw.send(environ.pop("REQUEST_METHOD", "GET"), path, **environ)
    assert response.status_int == status
    assert_protected(response)
    assert not inline_code(response.text)


def test_redirects_carry_the_headers(browser):
    response = browser.post("/exit", status=303)
    assert_protected(response)


def test_style_sheets_may_be_kept_and_nothing_else(browser):
    sheet = re.search(r'href="(/static/[^"]+/app.css)"', browser.get("/help").text)[1]
    response = browser.get(sheet)
    assert "immutable" in response.headers["Cache-Control"] or "max-age" in response.headers["Cache-Control"]
    assert_protected(response)


def test_an_unexpected_error_says_nothing_and_carries_the_headers(app, browser, monkeypatch):
    templates = app.registry["vamv.templates"]
    get = templates.get

    def broken(spec):
        if spec.endswith("help.pt"):
            raise RuntimeError("SELECT secret FROM person")
        return get(spec)

    monkeypatch.setattr(templates, "get", broken)
    response = browser.get("/help", status=500)
    assert_protected(response)
    for marker in ("Traceback", "SELECT", "RuntimeError", ".py", "/src/", "vamv."):
        assert marker not in response.text


def test_an_error_page_that_breaks_as_well_still_helps(app, browser, monkeypatch):
    def broken(_spec):
        raise RuntimeError("nothing renders")

    monkeypatch.setattr(app.registry["vamv.templates"], "get", broken)
    response = browser.get("/help", status=500)
    assert_protected(response)
    assert "tel:112" in response.text


def test_every_view_names_its_methods(all_addresses):
    assert not [address.name for address in all_addresses if address.methods is None]
