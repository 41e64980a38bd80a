"""The verbs of the accounts on a database with real transactions."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from vamv.accounts import queries
from vamv.accounts.hashing import Hasher
from vamv.accounts.models import Credential, PersonKey, RecoveryCode
from vamv.accounts.services import credentials, invitations, recovery, registration, second_factor, staff
from vamv.db.engine import writing
from vamv.vault import server_key
from vamv.vault.codes import new_code, parse_code
from vamv.vault.passwords import HashingGate, HashParameters
from vamv.vault.totp import code_for, new_seed
from vamv.vault.vault import PublicKeyRejected, Vault

NOW = datetime(2026, 11, 25, 21, 40, tzinfo=UTC)
PASSWORD = "ahorn-tasse-leuchte-wolke-segel"
HASHER = Hasher(HashParameters(1, 8, 1), HashingGate())
SEEKER = frozenset({"advice_seeker"})


@pytest.fixture(scope="module")
def vault(tmp_path_factory):
    path = tmp_path_factory.mktemp("key") / "server.key"
    server_key.create(path)
    return Vault(server_key.load_ring(str(path)))


@pytest.fixture
def write(real_engine):
    """Run a function in a transaction of its own that is committed."""

    def run(function):
        with Session(writing(real_engine), expire_on_commit=False) as session, session.begin():
            return function(session)

    return run


@pytest.fixture
def person(write, vault):
    def make(session, name="Leise Linde", roles=SEEKER):
        return registration.register(
            session, vault, name=name, password=HASHER.new(PASSWORD), roles=roles, now=NOW
        )

    return write(make)


def both(function):
    """Run a function twice at the same time and return both results."""
    results, start = [], threading.Barrier(2)

    def run():
        start.wait()
        try:
            results.append(function())
        except (registration.NameTaken, recovery.CodeUsed, invitations.InvitationOver) as error:
            results.append(type(error))

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return results


def test_of_two_who_choose_one_name_at_once_one_gets_it(write, vault):
    def register(session):
        password = HASHER.new(PASSWORD)
        return bool(
            registration.register(
                session, vault, name="Leise Linde", password=password, roles=SEEKER, now=NOW
            )
        )

    assert sorted(map(str, both(lambda: write(register)))) == sorted(["True", str(registration.NameTaken)])


def test_one_code_of_the_second_factor_counts_once_for_two_at_once(write, vault, person):
    """sec-A10: two requests with the same code, one wins."""
    seed, then = new_seed(), NOW - timedelta(minutes=5)
    write(
        lambda session: second_factor.enrol(
            session, vault, person_id=person.person_id, seed=seed, code=code_for(seed, then), now=then
        )
    )
    code = code_for(seed, NOW)
    results = both(
        lambda: write(
            lambda session: second_factor.check(
                session, vault, person_id=person.person_id, code=code, now=NOW
            )
        )
    )
    assert sorted(each.name for each in results) == ["RIGHT", "WRONG"]


@pytest.mark.parametrize(("steps", "right"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_one_step_off(write, vault, person, steps, right):
    """sec-A10"""
    seed, then = new_seed(), NOW - timedelta(minutes=5)

    def run(session):
        second_factor.enrol(
            session, vault, person_id=person.person_id, seed=seed, code=code_for(seed, then), now=then
        )
        code = code_for(seed, NOW + steps * timedelta(seconds=30))
        return second_factor.check(session, vault, person_id=person.person_id, code=code, now=NOW)

    assert (write(run) is second_factor.Result.RIGHT) is right


def test_a_recovery_code_is_used_up_once_for_two_at_once(write, vault, person):
    """sec-A12"""
    code = new_code()
    write(
        lambda session: recovery.set_code(
            session, vault, person_id=person.person_id, code=code, private_key=person.private_key, now=NOW
        )
    )

    def finish(session):
        found = recovery.find(session, vault, code)
        if found is None:
            raise recovery.CodeUsed
        recovery.finish(
            session,
            vault,
            person_id=found.person_id,
            session_id="none",
            password=HASHER.new(PASSWORD),
            private_key=found.private_key,
            now=NOW,
        )
        return True

    results = both(lambda: write(finish))
    assert results.count(True) == 1


def test_an_invitation_is_used_up_once_for_two_at_once(write, vault):
    token = write(
        lambda session: invitations.invite_staff(
            session, vault, roles=frozenset({"moderator"}), note="Frau Kern", actor_id=None, now=NOW
        )
    )
    names = iter(["Frau Kern", "Herr Kern"])

    def accept(session):
        found = invitations.find_link(session, vault, token, NOW)
        invitations.accept(session, vault, found, name=next(names), password=HASHER.new(PASSWORD), now=NOW)
        return True

    assert both(lambda: write(accept)).count(True) == 1


def test_password_and_code_open_the_same_key(write, vault, person):
    """C2: the private key is locked by each way in, and nothing is lost when one of them changes."""
    code = new_code()

    def run(session):
        recovery.set_code(
            session, vault, person_id=person.person_id, code=code, private_key=person.private_key, now=NOW
        )
        stored = credentials.find(session, vault, index=credentials.login_index(vault, "leise linde"))
        proof = credentials.check(HASHER, stored, PASSWORD)
        return credentials.open_key(session, vault, proof), recovery.find(session, vault, code).private_key

    assert write(run) == (person.private_key, person.private_key)


def test_a_moved_verifier_opens_nothing(write, vault, person):
    """sec-D04: the row of one person is of no use in the row of another."""
    other = write(
        lambda session: registration.register(
            session,
            vault,
            name="Stiller Steg",
            password=HASHER.new("ganz-andere-woerter-hier"),
            roles=SEEKER,
            now=NOW,
        )
    )

    def swap(session):
        victim, thief = (
            session.get_one(Credential, person.person_id),
            session.get_one(Credential, other.person_id),
        )
        victim.salt, victim.verifier_sealed, victim.key_locked = (
            thief.salt,
            thief.verifier_sealed,
            thief.key_locked,
        )
        session.flush()
        return credentials.find(session, vault, person_id=person.person_id)

    stored = write(swap)
    assert stored.verifier is None
    assert credentials.check(HASHER, stored, "ganz-andere-woerter-hier") is None


def test_a_public_key_put_in_by_hand_is_granted_nothing(write, vault, person):
    """sec-D09"""

    def swap(session):
        session.get_one(PersonKey, person.person_id).public = b"x" * 32
        session.flush()
        return queries.public_keys(session, [person.person_id])[person.person_id]

    key = write(swap)
    with pytest.raises(PublicKeyRejected):
        vault.grant(person.person_id, key.public, key.mac, "case", "case1", b"k" * 32)


def test_suggested_names_are_free(write, vault, monkeypatch):
    draws = iter(["Leise Linde", "Stiller Steg"] * 20)
    monkeypatch.setattr(registration, "suggest_pseudonym", lambda: next(draws))
    write(
        lambda session: registration.register(
            session, vault, name="Leise Linde", password=HASHER.new(PASSWORD), roles=SEEKER, now=NOW
        )
    )
    assert write(lambda session: registration.suggest_names(session, vault)) == ["Stiller Steg"]


def test_everything_of_an_account_goes_with_its_person(write, vault, person):
    """Foreign keys cascade: nothing of the account is left when the row of the person goes."""
    write(
        lambda session: recovery.set_code(
            session,
            vault,
            person_id=person.person_id,
            code=new_code(),
            private_key=person.private_key,
            now=NOW,
        )
    )
    write(lambda session: session.execute(text("DELETE FROM person")))
    for model in (Credential, PersonKey, RecoveryCode):
        assert write(lambda session, model=model: session.scalars(select(model)).all()) == []


@pytest.mark.parametrize(
    "roles",
    [
        frozenset(),
        frozenset({"advice_seeker"}),
        frozenset({"administrator", "moderator"}),
        frozenset({"king"}),
    ],
)
def test_nobody_is_invited_for_roles_that_do_not_go_together(write, vault, roles):
    with pytest.raises(ValueError, match="go together"):
        write(
            lambda session: invitations.invite_staff(
                session, vault, roles=roles, note="", actor_id=None, now=NOW
            )
        )


def test_whoever_joins_the_team_signs_in_again(write, vault, person):
    """sec-A09: a session without second factor does not become one of staff."""
    from vamv.security import sessions

    def run(session):
        sessions.begin(session, vault, person_id=person.person_id, private_key=None, now=NOW, stage="full")
        staff.set_roles(
            session, vault, actor_id=None, person_id=person.person_id, roles=frozenset({"moderator"}), now=NOW
        )
        return sessions.of_person(session, person.person_id)

    assert write(run) == []


def test_the_setup_code_is_a_code_for_paper(write, vault):
    code = write(lambda session: invitations.issue_setup_code(session, vault, now=NOW))
    assert parse_code(code)
