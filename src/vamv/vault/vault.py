"""The vault: seals, locks and key grants under the server key (docs/operators/security.md).

Three strengths: `seal` is opened by the service alone (class S2); `lock` needs somebody's key as well, such
as the half of a password; `grant` hands a key to one person, who opens it with the private key.
Everything a thief of the database finds is closed by the server key, which is not there.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from vamv.vault import blobs
from vamv.vault.blobs import Algorithm, Header, Place, SealBroken
from vamv.vault.primitives import hkdf, hmac_sha256, pack, same
from vamv.vault.server_key import KeyRing

_NUMBER_BYTES = 2
# RFC 9180 base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM.
_HPKE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


class PublicKeyRejected(Exception):
    """A stored public key was not written by this service; nothing may be granted to it (sec-D09)."""


@dataclass(frozen=True)
class KeyPair:
    """An X25519 pair (RFC 7748), 32 bytes each. `public` is stored plain, `private` only locked."""

    public: bytes
    private: bytes = field(repr=False)


def new_key_pair() -> KeyPair:
    """Draw a key pair for a person or a team."""
    private = X25519PrivateKey.generate()
    return KeyPair(private.public_key().public_bytes_raw(), private.private_bytes_raw())


def own_key(private: bytes, purpose: str) -> bytes:
    """Return a 32 byte key, for `Vault.lock`, that only the owner of a private key can draw.

    For what a person keeps for themselves, such as drafts. `purpose`: keys for two purposes are independent.
    """
    return hkdf(private, f"own/{purpose}")


class Vault:
    """Opens and closes what is stored. Holds no state but the keys; safe in threads.

    `kind` says what a blob is ("person-name", "case-text"), `object_id` is the id of its row, `owner` whose
    it is where that can change, `epoch` the number of the key it belongs to. To open it, give the same.
    """

    def __init__(self, ring: KeyRing) -> None:
        self._current = ring.current.number
        self._sub_keys = {
            (number, algorithm): key.derive(algorithm.name.lower())
            for number, key in ring.keys.items()
            for algorithm in Algorithm
        }
        self._mac_keys = {number: key.derive("mac") for number, key in ring.keys.items()}
        self._index_key = ring.current.derive("index")

    # Names that must be found and be unique, and proofs that the service wrote something

    def blind_index(self, kind: str, value: str | bytes) -> bytes:
        """Return 32 bytes to find and compare a value by which must not be readable, such as a log-in name.

        The same value gives the same bytes under one server key. Fold the value before. After a change of
        the server key it is made anew, so keep the value (sealed) beside it.
        """
        return hmac_sha256(self._index_key, pack(kind, value))

    def mac(self, kind: str, *parts: str | bytes) -> bytes:
        """Return a proof that the service wrote `parts` together; 34 bytes, the key's number in front."""
        return self._mac(self._current, kind, parts)

    def check_mac(self, tag: bytes, kind: str, *parts: str | bytes) -> bool:
        """Tell whether `tag` is what `mac` gave for the same parts, under any key of the ring."""
        number = int.from_bytes(tag[:_NUMBER_BYTES], "big")
        return number in self._mac_keys and same(self._mac(number, kind, parts), tag)

    # Class S2: the service alone opens it

    def seal(self, kind: str, object_id: str, plaintext: bytes, *, owner: str = "", epoch: int = 0) -> bytes:
        """Close `plaintext` under the server key; its length is hidden in a size class."""
        return self._write(Algorithm.SEALED, Place(kind, object_id, owner, epoch), blobs.pad(plaintext))

    def open(self, kind: str, object_id: str, blob: bytes, *, owner: str = "", epoch: int = 0) -> bytes:
        """Open what `seal` made. Raises SealBroken."""
        return blobs.unpad(self._read(Algorithm.SEALED, Place(kind, object_id, owner, epoch), blob))

    def seal_text(self, kind: str, object_id: str, text: str, *, owner: str = "", epoch: int = 0) -> bytes:
        """Close a text. Raises UnicodeEncodeError for lone surrogates, which no page could show."""
        return self.seal(kind, object_id, text.encode(), owner=owner, epoch=epoch)

    def open_text(self, kind: str, object_id: str, blob: bytes, *, owner: str = "", epoch: int = 0) -> str:
        """Open what `seal_text` made. Raises SealBroken."""
        try:
            return self.open(kind, object_id, blob, owner=owner, epoch=epoch).decode()
        except UnicodeDecodeError:
            raise SealBroken from None

    # Two locks: somebody's key inside, the server key outside

    def lock(
        self, kind: str, object_id: str, key: bytes, plaintext: bytes, *, owner: str = "", epoch: int = 0
    ) -> bytes:
        """Close `plaintext` under `key` and again under the server key.

        `key` is 32 bytes that nobody can guess or that were stretched: the unwrap half of a password, the
        unlock half of a recovery code, the lock key of a session token, a case key.
        """
        place = Place(kind, object_id, owner, epoch)
        inner = blobs.encrypt(key, blobs.pad(plaintext), place.encode())
        return self._write(Algorithm.LOCKED, place, inner)

    def unlock(
        self, kind: str, object_id: str, key: bytes, blob: bytes, *, owner: str = "", epoch: int = 0
    ) -> bytes:
        """Open what `lock` made. Raises SealBroken, also for the wrong `key`."""
        place = Place(kind, object_id, owner, epoch)
        inner = self._read(Algorithm.LOCKED, place, blob)
        return blobs.unpad(blobs.decrypt(key, inner, place.encode()))

    # Grants: a key for one person

    def public_key_mac(self, person_id: str, public: bytes) -> bytes:
        """Return the proof stored beside a public key: this service gave this key to this person."""
        return self.mac("public-key", person_id, public)

    def grant(
        self,
        person_id: str,
        public: bytes,
        public_mac: bytes,
        kind: str,
        object_id: str,
        secret: bytes,
        epoch: int = 0,
    ) -> bytes:
        """Close the key `secret` of an object so that only `person_id` opens it.

        HPKE does not prove who wrote a grant; the server key around it does.

        Raises PublicKeyRejected if the public key is not the one the service stored for that person.
        """
        if not self.check_mac(public_mac, "public-key", person_id, public):
            raise PublicKeyRejected
        place = Place(kind, object_id, person_id, epoch)
        inner = _HPKE.encrypt(secret, X25519PublicKey.from_public_bytes(public), info=place.encode())
        return self._write(Algorithm.GRANTED, place, inner)

    def open_grant(
        self, person_id: str, private: bytes, kind: str, object_id: str, blob: bytes, epoch: int = 0
    ) -> bytes:
        """Return the key that was granted to `person_id`. Raises SealBroken, also for a wrong `private`."""
        place = Place(kind, object_id, person_id, epoch)
        inner = self._read(Algorithm.GRANTED, place, blob)
        try:
            return _HPKE.decrypt(inner, X25519PrivateKey.from_private_bytes(private), info=place.encode())
        except InvalidTag:
            raise SealBroken from None

    # Changing the server key

    def is_current(self, blob: bytes) -> bool:
        """Tell whether a blob is under the current server key. Raises SealBroken if it is no blob."""
        return blobs.read_header(blob).number == self._current

    def relock(self, kind: str, object_id: str, blob: bytes, *, owner: str = "", epoch: int = 0) -> bytes:
        """Return any blob anew under the current server key; for a grant the owner is the recipient.

        What is inside a second lock or a grant stays closed meanwhile. Raises SealBroken.
        """
        place = Place(kind, object_id, owner, epoch)
        algorithm = blobs.read_header(blob).algorithm
        return self._write(algorithm, place, self._read(algorithm, place, blob))

    def _write(self, algorithm: Algorithm, place: Place, plaintext: bytes) -> bytes:
        header = Header(algorithm, self._current)
        return blobs.write(header, self._sub_keys[self._current, algorithm], place, plaintext)

    def _read(self, algorithm: Algorithm, place: Place, blob: bytes) -> bytes:
        header = blobs.read_header(blob)
        key = self._sub_keys.get((header.number, algorithm))
        if header.algorithm is not algorithm or key is None:
            raise SealBroken
        return blobs.read(header, key, place, blob)

    def _mac(self, number: int, kind: str, parts: tuple[str | bytes, ...]) -> bytes:
        return number.to_bytes(_NUMBER_BYTES, "big") + hmac_sha256(self._mac_keys[number], pack(kind, *parts))
