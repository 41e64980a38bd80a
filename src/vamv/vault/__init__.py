"""Keys and sealed boxes: the only package that imports `cryptography` (docs/operators/security.md)."""

from __future__ import annotations

from pyramid.config import Configurator

from vamv.vault.passwords import HashingGate, HashParameters
from vamv.vault.server_key import load_ring
from vamv.vault.vault import Vault


def includeme(config: Configurator) -> None:
    """Load the server key and offer `request.vault`.

    Fills `vamv.vault` (Vault), `vamv.hashing` (HashParameters) and `vamv.hashing_gate` (HashingGate) in the
    registry. Raises ServerKeyError if the key is missing or unsafe, ValueError for impossible parameters.
    """
    registry = config.registry
    settings = registry.settings
    registry["vamv.vault"] = Vault(load_ring(settings["vamv.server_key"]))
    registry["vamv.hashing"] = HashParameters(
        rounds=settings["vamv.password_rounds"],
        memory_kib=settings["vamv.password_memory_kib"],
        lanes=settings["vamv.password_lanes"],
    )
    # Half of the threads at most, waiting ones included: the other half goes on answering.
    registry["vamv.hashing_gate"] = HashingGate(concurrent=max(1, settings["vamv.threads"] // 2), waiting=0)
    config.add_request_method(lambda request: request.registry["vamv.vault"], "vault", reify=True)
