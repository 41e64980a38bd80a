"""What counts as an e-mail address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vamv.notifications.policy import mail_address


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("ada@mail.example", "ada@mail.example"),
        ("Ada.Lovelace+forum@Mail.Example.DE", "Ada.Lovelace+forum@mail.example.de"),
        ("o'brien@example.ie", "o'brien@example.ie"),
        ("ada@müller.de", "ada@xn--mller-kva.de"),
        ("ada@xn--mller-kva.de", "ada@xn--mller-kva.de"),
    ],
)
def test_an_address_is_taken_as_mail_servers_write_it(typed, taken):
    assert mail_address(typed) == taken


@pytest.mark.parametrize(
    "typed",
    [
        "", "ada", "@", "ada@", "@mail.example", "ada@localhost", "ada@1.2.3.4", "ada@[1.2.3.4]", "a b@mail.example",
        ".ada@mail.example", "ada.@mail.example", "a..b@mail.example", "ada@mail..example", "ada@-mail.example",
        "ada@mail-.example", "ada@mail.example.", "ada@strasse.d", "ada@straße.de", "ada@mail.example\n", "ä@mail.example",
        "ada@mail.example\nBcc: all@mail.example", "ada@mail.example, bea@mail.example", "<ada@mail.example>",
        "a" * 65 + "@mail.example", "ada@" + "a" * 64 + ".example", "ada@" + "a." * 130 + "example", "ada@mail.\u200dexample",
    ],
)  # fmt: skip
def test_anything_else_is_refused(typed):
    assert mail_address(typed) is None


@given(st.text())
def test_no_text_does_harm(text):
    taken = mail_address(text + "@" + text[:20] + ".de")
    assert taken is None or (taken.isascii() and not any(character.isspace() for character in taken))
