"""Ten thousand random requests over all routes, with and without a session: none ends in a server error.

`VAMV_SEED` repeats a run; the seed stands in the message of a failure.
"""

import os

import pytest
import transaction

from vamv.db.session import make_session
from vamv.security import sessions
from vamv.testing.crawl import addresses, installed_plugins
from vamv.testing.fuzz import Forms, Fuzzer
from vamv.testing.people import make_person
from vamv.testing.raw import Raw
from vamv.vault.tokens import csrf_token, new_token

ROLES = ("advice_seeker", "moderator", "coordinator", "administrator")
# In parts, so that several processes can share the work; each begins with a fresh database.
PARTS = 4
NUMBER = 10_000 // PARTS
ROUND = 50
SEED = int(os.environ.get("VAMV_SEED", "20261122"))


def fresh_tokens(registry, clock):
    """Return (cookie, form token) for people of every role, and for visitors with and without a cookie."""
    manager = transaction.TransactionManager(explicit=True)
    found = []
    with manager:
        session = make_session(registry["vamv.engine"], manager, write=True)
        for role in ROLES:
            person = make_person(registry, session, clock.now(), role)
            found.append(
                sessions.begin(
                    session,
                    registry["vamv.vault"],
                    person_id=person.person_id,
                    private_key=person.private_key,
                    now=clock.now(),
                )[1]
            )
    visitor = new_token()
    return [(token, csrf_token(token)) for token in found] + [(visitor, csrf_token(visitor)), (None, "")]


@pytest.mark.plugins(*installed_plugins())
@pytest.mark.parametrize("part", range(PARTS))
def test_no_random_request_ends_in_a_server_error(real_app, clock, part):
    registry = real_app.registry
    every = addresses(registry)
    raw = Raw(real_app, {})
    tokens = fresh_tokens(registry, clock)
    forms = Forms()
    for cookie, _token in tokens:
        for address in every:
            path = address.path()
            answer = raw.send(path=path, **({"HTTP_COOKIE": f"__Host-s={cookie}"} if cookie else {}))
            if answer.content_type == "text/html":
                forms.learn(path, answer.text)
    fuzzer = Fuzzer(SEED + part, every, forms)
    refused = done = 0
    for _round in range(NUMBER // ROUND):
        registry["vamv.throttle"].reset()
        for sent in fuzzer.requests(ROUND, tokens):
            answer = raw.send(sent.method, sent.path, query=sent.query, body=sent.body, **sent.environ)
            assert answer.status_int < 500, f"seed {SEED}, part {part}: {answer.status} for {sent}"[:2000]
            refused += answer.status_int >= 400
            done += answer.status_int < 400
        # Some of these requests sign people out, or delete them.
        if _round % 10 == 9:
            tokens = fresh_tokens(registry, clock)
    # A fuzzer that is always refused proves nothing. Addresses with random ids lead nowhere, and each part
    # that is installed brings more of them.
    assert done > NUMBER // 6
    assert refused > NUMBER // 10
