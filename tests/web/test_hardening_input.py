"""What no browser of ours sends gets a clear 4xx and a page in words."""

import pytest

HOST = "portal.example"
FORM = "application/x-www-form-urlencoded"
ADDRESSES = ("/", "/help", "/page/imprint", "/language", "/exit", "/nothing", "/login", "/register")


def assert_clear_refusal(response):
    assert 400 <= response.status_int < 500, f"{response.status} for {response.request.path_qs}"
    assert response.content_type == "text/html"
    assert "<h1>" in response.text
    assert "Traceback" not in response.text


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize("rough", ["\xff", "/%\xc3", "\xed\xa0\x80", "a\x00b", "\x01", "\x7f", "\x1b[31m"])
def test_an_undecodable_path(raw, path, rough):
    assert_clear_refusal(raw.send(path=path + rough))


@pytest.mark.parametrize("query", ["q=%ff", "q=%00", "%ff=1", "a=%1b%5b", "q=\xff", "&".join(["a=1"] * 201)])
@pytest.mark.parametrize("path", ADDRESSES)
def test_an_undecodable_or_endless_query(raw, path, query):
    assert_clear_refusal(raw.send(path=path, query=query))


@pytest.mark.parametrize(
    "cookie",
    ["__Host-s=\xff\xfe", "__Host-s=" + "a" * 5000, "=", ";;;", "__Host-s=a~../../etc", "\x01=\x02", "s=%00"],
)
def test_a_broken_cookie_is_as_good_as_none(raw, cookie):
    response = raw.send(path="/help", HTTP_COOKIE=cookie)
    assert response.status_int in (200, 400)


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        ("multipart/form-data", b"--x\r\n", 400),
        ("multipart/form-data; boundary=", b"--\r\n", 400),
        ("multipart/form-data; boundary=" + "x" * 300, b"--x\r\n", 400),
        ("multipart/form-data; boundary=x", b"--x\r\nnothing", 400),
        (FORM, b"locale=%ff", 400),
        (FORM, b"locale=%00", 400),
        (FORM, b"%01=de", 400),
        (FORM, b"locale=\xff", 400),
        (FORM, b"a=" + b"x" * 70_000, 413),
        (FORM, b"&".join([b"a=1"] * 300), 413),
        ("application/json", b'{"a": 1}', 415),
        ("text/xml", b"<a/>", 415),
        ("", b"a=1", 415),
        (FORM + "; charset=utf-7", b"locale=+AGE-", 415),
        (FORM + "; charset=nonsense", b"locale=de", 415),
    ],
)
@pytest.mark.parametrize("path", ["/language", "/exit", "/help", "/nothing"])
def test_a_broken_body(raw, path, content_type, body, status):
    response = raw.send("POST", path, body=body, CONTENT_TYPE=content_type, HTTP_ORIGIN=f"https://{HOST}")
    if status is None:
        assert response.status_int < 500
    else:
        assert response.status_int == status
        assert_clear_refusal(response)


@pytest.mark.parametrize("length", ["-1", "abc", "9" * 20, "1e3", "\xb2", "+5"])
def test_a_wrong_length(raw, length):
    assert_clear_refusal(raw.send("POST", "/language", body=b"a=1", CONTENT_LENGTH=length))


def test_a_body_without_length_is_refused(raw):
    response = raw.send("POST", "/language", HTTP_TRANSFER_ENCODING="chunked", CONTENT_TYPE=FORM)
    assert response.status_int == 411


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "portal.example.evil.example",
        "portal.example@evil.example",
        "",
        "[::1]",
        "portal.example:x",
        "a b",
    ],
)
def test_a_forged_host_is_refused_and_not_repeated(raw, host):
    response = raw.send(path="/help", HTTP_HOST=host)
    assert response.status_int == 400
    assert "evil" not in response.text
    assert "Location" not in response.headers


@pytest.mark.parametrize(
    "name", ["X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded", "X-Original-URL", "X-Rewrite-URL"]
)
def test_headers_of_a_proxy_change_no_address(browser, name):
    response = browser.post("/exit", headers={name: "evil.example"}, status=303)
    assert response.location == f"https://{HOST}/bye"


@pytest.mark.parametrize(
    "method", ["TRACE", "CONNECT", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND", "get", "G"]
)
def test_a_strange_method(raw, method):
    response = raw.send(method, "/help")
    assert response.status_int == 405
    assert response.allow
    assert "TRACE" not in response.allow


def test_headers_without_end(browser):
    assert browser.get("/help", headers={"X-Long": "a" * 20_000}, status="*").status_int == 431


def test_the_method_that_an_address_takes_is_named(browser):
    response = browser.get("/exit", status=405)
    assert response.allow == ("POST",)
    assert browser.post("/help", headers={"Origin": f"https://{HOST}"}, status=405).allow == ("GET", "HEAD")


@pytest.mark.parametrize("value", ["*/*;q=x", "de" * 3000, "\xff", "de;q=", ",,,", "i-default, *;q=0"])
def test_a_broken_wish_for_a_language(browser, value):
    assert browser.get("/help", headers={"Accept-Language": value}, status="*").status_int in (200, 400)
