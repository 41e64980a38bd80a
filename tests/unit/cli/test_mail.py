"""`vamv mail test`."""

import socket

import pytest
from aiosmtpd.controller import Controller


class Inbox:
    """Keeps what arrives; knows nobody at `gone.example`."""

    def __init__(self):
        self.texts = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.endswith("@gone.example"):
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.texts.append(envelope.content.decode())
        return "250 OK"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def mail_server():
    controller = Controller(Inbox(), hostname="127.0.0.1", port=free_port())
    controller.start()
    yield controller
    controller.stop()


@pytest.fixture
def ini(write_ini, mail_server):
    return write_ini(
        vamv__mail_host="127.0.0.1",
        vamv__mail_port=mail_server.port,
        vamv__mail_tls="false",
        vamv__mail_from="portal@portal.example",
    )


def test_a_mail_is_sent_that_says_nothing_about_anybody(run, ini, mail_server):
    assert "has taken the mail" in run("mail", "test", "somebody@mail.example", "--config", ini)
    (text,) = mail_server.handler.texts
    assert "Subject: Test" in text
    assert "portal@portal.example" in text


def test_what_the_server_says_is_said(run, ini):
    output = run("mail", "test", "somebody@gone.example", "--config", ini, code=1)
    assert "not sent: SMTPRecipientsRefused" in output
    assert "no such user" in output


def test_without_a_server_that_is_said(run, write_ini):
    assert "this portal sends no mail" in run("mail", "test", "a@b.example", "--config", write_ini(), code=1)
