"""The vault as part of the application, and as the only place that knows the cryptography."""

import re
from pathlib import Path

import pytest
from pyramid.config import Configurator
from pyramid.request import Request, apply_request_extensions

import vamv.vault
from vamv.vault import server_key
from vamv.vault.passwords import HashingGate, HashParameters
from vamv.vault.server_key import ServerKeyError
from vamv.vault.vault import Vault


@pytest.fixture
def settings(tmp_path):
    server_key.create(tmp_path / "server.key")
    return {
        "vamv.server_key": str(tmp_path / "server.key"),
        "vamv.password_rounds": 1,
        "vamv.password_memory_kib": 8,
        "vamv.password_lanes": 1,
        "vamv.threads": 4,
    }


def configured(settings):
    config = Configurator(settings=settings)
    config.include("vamv.vault")
    config.commit()
    return config


def test_a_request_has_the_vault(settings):
    config = configured(settings)
    request = Request.blank("/")
    request.registry = config.registry
    apply_request_extensions(request)
    assert isinstance(request.vault, Vault)
    assert request.vault is config.registry["vamv.vault"]
    blob = request.vault.seal("note", "id1", b"text")
    assert configured(settings).registry["vamv.vault"].open("note", "id1", blob) == b"text"


def test_the_price_of_hashing_comes_from_the_settings(settings):
    registry = configured(settings).registry
    assert registry["vamv.hashing"] == HashParameters(rounds=1, memory_kib=8, lanes=1)
    assert isinstance(registry["vamv.hashing_gate"], HashingGate)


def test_the_start_stops_at_an_unsafe_key(settings):
    Path(settings["vamv.server_key"]).chmod(0o644)
    with pytest.raises(ServerKeyError):
        configured(settings)


def test_nothing_else_in_the_core_imports_the_cryptography():
    core = Path(vamv.vault.__file__).parents[1]
    pattern = re.compile(r"^\s*(?:from|import)\s+cryptography\b", re.MULTILINE)
    users = {
        file.relative_to(core).parts[0] for file in core.rglob("*.py") if pattern.search(file.read_text())
    }
    assert users == {"vault"}
