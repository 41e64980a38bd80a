"""A vault on a fresh key, and the pieces to break it with."""

import os

import pytest

from vamv.vault.server_key import KeyRing, ServerKey
from vamv.vault.vault import Vault


@pytest.fixture
def server_key():
    return ServerKey(1, os.urandom(32))


@pytest.fixture
def vault(server_key):
    return Vault(KeyRing(server_key))
