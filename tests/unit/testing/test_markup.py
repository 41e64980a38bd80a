"""What looks for inline code finds it."""

import pytest

from vamv.testing.markup import inline_code, page_title, words_shown


@pytest.mark.parametrize(
    "html",
    [
        "<p onclick='x()'>",
        "<p style='color:red'>",
        "<script>alert(1)</script>",
        "<style>p{}</style>",
        "<a href='javascript:alert(1)'>",
        "<a href=' JavaScript:alert(1)'>",
        "<iframe src='/'></iframe>",
        "<base href='/'>",
        "<img src='data:image/png;base64,x'>",
        "<form action='javascript:x'>",
        "<svg/onload=alert(1)>",
    ],
)
def test_code_in_a_page_is_found(html):
    assert inline_code(f"<html><body>{html}</body></html>")


@pytest.mark.parametrize(
    "html", ["<script src='/a.js'></script>", "<a href='/x' class='on'>style</a>", "<p data-on='1'>on=</p>"]
)
def test_what_is_harmless_is_not(html):
    assert not inline_code(html)


def test_the_title_of_a_page_is_not_that_of_its_icons():
    assert (
        page_title("<title>Nachrichten - Portal</title><svg><title>Uhr</title></svg>")
        == "Nachrichten - Portal"
    )


def test_words_in_another_language_are_not_the_pages():
    page = '<html lang="en"><p>Say <b lang="de">Grün <br>und <i>Gelb</i></b> or <b>red</b></p><input lang="de" placeholder="Wort"><p>End</p>'
    assert words_shown(page) == ["Say", "or", "red", "End"]
