"""How mails leave the house: SMTP, or nowhere."""

import smtplib
import ssl
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any, Protocol

from vamv.jobs.services import GiveUp

TIMEOUT = 20  # seconds, below the lease of a job
IMPLICIT_TLS_PORT = 465


class Transport(Protocol):
    """Takes a mail; raises when it could not be handed over, GiveUp when it never can be."""

    def send(self, message: EmailMessage) -> None: ...


class NullTransport:
    """Sends nothing and keeps the last mails: for a portal without a mail server, and for tests."""

    def __init__(self) -> None:
        self.sent: deque[EmailMessage] = deque(maxlen=100)

    def send(self, message: EmailMessage) -> None:
        self.sent.append(message)


@dataclass(frozen=True)
class SmtpTransport:
    """A mail server. With `tls`, a server that cannot encrypt or prove its name gets nothing."""

    host: str
    port: int
    tls: bool
    user: str = ""
    password: str = field(default="", repr=False)
    context: ssl.SSLContext | None = None

    def send(self, message: EmailMessage) -> None:
        # Named after the sender: the name of this machine is nobody's business.
        name = str(message["From"]).rpartition("@")[2].rstrip(">") or "localhost"
        with self._connect(name) as server:
            if self.user:
                server.login(self.user, self.password)
            try:
                server.send_message(message)
            except smtplib.SMTPRecipientsRefused as error:
                if all(code >= 500 for code, _text in error.recipients.values()):
                    raise GiveUp from error
                raise

    def _connect(self, name: str) -> smtplib.SMTP:
        context = self.context or ssl.create_default_context()
        if self.tls and self.port == IMPLICIT_TLS_PORT:
            return smtplib.SMTP_SSL(
                self.host, self.port, local_hostname=name, timeout=TIMEOUT, context=context
            )
        server = smtplib.SMTP(self.host, self.port, local_hostname=name, timeout=TIMEOUT)
        if self.tls:
            try:
                server.starttls(context=context)
            except BaseException:
                server.close()
                raise
        return server


def make_transport(settings: Mapping[str, Any]) -> Transport:
    """Return the transport for these settings. Raises ValueError for a mail server without a sender."""
    if not settings["vamv.mail_host"]:
        return NullTransport()
    if "@" not in settings["vamv.mail_from"]:
        raise ValueError("vamv.mail_from: give the address that mails come from")
    return SmtpTransport(
        host=settings["vamv.mail_host"],
        port=settings["vamv.mail_port"],
        tls=settings["vamv.mail_tls"],
        user=settings["vamv.mail_user"],
        password=settings["vamv.mail_password"],
    )
