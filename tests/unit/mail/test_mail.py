"""Mails: neutral, sealed while they wait, sent by the worker, tried again when the server is away."""

import json
import threading
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from pyramid.exceptions import ConfigurationError
from sqlalchemy import select
from sqlalchemy.orm import sessionmaker
from translationstring import TranslationString

from vamv.db.engine import writing
from vamv.jobs.models import Job
from vamv.jobs.worker import Worker
from vamv.mail.services import open_letter, queue_mail
from vamv.mail.transport import NullTransport, SmtpTransport

CODE = "482 913"


def text(key, german, **mapping):
    return TranslationString(key, domain="vamv", default=german, mapping=mapping)


@pytest.fixture
def write(real_engine):
    return sessionmaker(writing(real_engine), expire_on_commit=False).begin


@pytest.fixture
def queue(write, vault, now):
    def queue(to="ada@mail.example"):
        with write() as session:
            queue_mail(
                session,
                vault,
                to_address=to,
                subject=text("subject", "Bestätigung für Sie"),
                paragraphs=[text("hello", "Guten Tag,"), text("code", "Ihr Code: ${code}", code=CODE)],
                locale="de",
                now=now,
            )

    return queue


def work(registry, now):
    return Worker(registry, threading.Event()).run_until_idle(now)


def jobs(write):
    with write() as session:
        return session.scalars(select(Job)).all()


def test_a_mail_reaches_the_server_as_plain_text_in_the_readers_language(
    make_registry, smtp, queue, write, now
):
    inbox, port = smtp()
    registry = make_registry(
        mail_host="127.0.0.1", mail_port=port, mail_tls=False, mail_from="post@portal.example"
    )
    queue()
    work(registry, now)
    ((helo, envelope),) = inbox.envelopes
    message = message_from_bytes(envelope.content, policy=default)
    assert (envelope.mail_from, envelope.rcpt_tos) == ("post@portal.example", ["ada@mail.example"])
    assert helo == "portal.example"
    assert message["Subject"] == "Bestätigung für Sie"
    assert str(message["From"]) == "Portal <post@portal.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"].datetime == now
    assert message["Message-ID"].endswith("@portal.example>")
    assert message.get_content_type() == "text/plain"
    assert message.get_content().replace("\r\n", "\n") == f"Guten Tag,\n\nIhr Code: {CODE}\n"
    assert jobs(write) == []


def test_while_it_waits_nothing_of_it_can_be_read(queue, write, vault):
    queue()
    (job,) = jobs(write)
    stored = json.dumps(job.payload)
    assert "ada" not in stored
    assert "mail.example" not in stored
    assert CODE not in stored
    assert open_letter(vault, job.payload).to_address == "ada@mail.example"


def test_without_a_mail_server_nothing_is_sent(make_registry, queue, now):
    registry = make_registry()
    queue()
    work(registry, now)
    assert isinstance(registry["vamv.mail"], NullTransport)
    assert [message["To"] for message in registry["vamv.mail"].sent] == ["ada@mail.example"]


def test_a_mail_waits_until_the_server_is_back(make_registry, smtp, queue, write, now, free_port):
    registry = make_registry(
        mail_host="127.0.0.1", mail_port=free_port, mail_tls=False, mail_from="post@portal.example"
    )
    queue()
    work(registry, now)
    assert [job.error_type for job in jobs(write)] == ["ConnectionRefusedError"]
    inbox, _port = smtp(free_port)
    work(registry, now + timedelta(seconds=29))
    assert inbox.envelopes == []
    work(registry, now + timedelta(seconds=31))
    assert len(inbox.envelopes) == 1
    assert jobs(write) == []


def test_an_address_that_does_not_exist_is_given_up_and_a_full_one_is_tried_again(
    make_registry, smtp, queue, write, now
):
    _inbox, port = smtp()
    registry = make_registry(
        mail_host="127.0.0.1", mail_port=port, mail_tls=False, mail_from="post@portal.example"
    )
    queue("ada@gone.example")
    queue("ada@full.example")
    work(registry, now)
    found = jobs(write)
    assert {job.error_type for job in found} == {"SMTPRecipientsRefused"}
    assert sorted(job.failed_at is None for job in found) == [False, True]


def test_a_server_that_cannot_encrypt_gets_nothing(make_registry, smtp, queue, write, now):
    inbox, port = smtp()
    registry = make_registry(mail_host="127.0.0.1", mail_port=port, mail_from="post@portal.example")
    queue()
    work(registry, now)
    assert inbox.envelopes == []
    assert [job.error_type for job in jobs(write)] == ["SMTPNotSupportedError"]


def test_the_way_is_encrypted_to_a_server_that_proves_its_name_only(
    make_registry, smtp, queue, write, now, certificate
):
    inbox, port = smtp(tls_context=certificate.server)
    registry = make_registry(mail_host="127.0.0.1", mail_port=port, mail_from="post@portal.example")
    queue()
    work(registry, now)
    assert inbox.envelopes == []
    assert [job.error_type for job in jobs(write)] == ["SSLCertVerificationError"]
    registry["vamv.mail"] = SmtpTransport("localhost", port, tls=True, context=certificate.client)
    work(registry, now + timedelta(minutes=1))
    assert len(inbox.envelopes) == 1


def test_a_line_break_in_an_address_adds_no_header(make_registry, queue, write, now):
    registry = make_registry()
    queue("ada@mail.example\nBcc: all@mail.example")
    work(registry, now)
    assert not registry["vamv.mail"].sent
    assert [job.error_type for job in jobs(write)] == ["ValueError"]


def test_a_mail_server_without_a_sender_stops_the_start(make_registry):
    with pytest.raises(ConfigurationError, match="mail_from"):
        make_registry(mail_host="mail.example")
