"""An application that can mail, and a mail server on this machine."""

import socket
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from aiosmtpd.controller import Controller
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from pyramid.config import Configurator

from vamv.jobs.directives import add_job
from vamv.mail import includeme
from vamv.vault.server_key import KeyRing, ServerKey
from vamv.vault.vault import Vault


@pytest.fixture
def now():
    return datetime(2026, 11, 25, 20, 30, tzinfo=UTC)


@pytest.fixture
def vault():
    return Vault(KeyRing(ServerKey(1, bytes(range(32)))))


@pytest.fixture
def make_registry(vault, real_engine):
    def make(**settings):
        config = Configurator(
            settings={
                "vamv.site_name": "Portal",
                "vamv.mail_host": "",
                "vamv.mail_port": 587,
                "vamv.mail_tls": True,
                "vamv.mail_user": "",
                "vamv.mail_password": "",
                "vamv.mail_from": "",
                **{f"vamv.{name}": value for name, value in settings.items()},
            }
        )
        config.registry["vamv.engine"] = real_engine
        config.registry["vamv.vault"] = vault
        config.add_directive("add_job", add_job)
        config.include(includeme)
        config.commit()
        return config.registry

    return make


class Inbox:
    """Keeps what arrives; refuses recipients at `gone.example` for ever and at `full.example` for now."""

    def __init__(self):
        self.envelopes = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.endswith("@gone.example"):
            return "550 no such user"
        if address.endswith("@full.example"):
            return "452 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.envelopes.append((session.host_name, envelope))
        return "250 OK"


@pytest.fixture
def smtp():
    """Start mail servers: `inbox, port = smtp(tls_context=…)`."""
    running = []

    def start(port=0, **options):
        controller = Controller(Inbox(), hostname="127.0.0.1", port=port or _free_port(), **options)
        controller.start()
        running.append(controller)
        return controller.handler, controller.port

    yield start
    for controller in running:
        controller.stop()


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def free_port():
    return _free_port()


@dataclass(frozen=True)
class Certificate:
    """A certificate for localhost that nobody but its own client trusts."""

    server: ssl.SSLContext
    client: ssl.SSLContext


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    folder = tmp_path_factory.mktemp("certificate")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = folder / "server.pem"
    pem.write_bytes(
        made.public_bytes(Encoding.PEM) + key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(pem)
    return Certificate(server, ssl.create_default_context(cafile=str(pem)))
