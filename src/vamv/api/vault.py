"""Closing what a plugin stores: a request has the vault as `request.vault`, a job as `context.vault`."""

from vamv.vault.blobs import SealBroken
from vamv.vault.vault import Vault

__all__ = ["SealBroken", "Vault"]
