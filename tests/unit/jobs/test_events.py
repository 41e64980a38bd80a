"""Events: who objects undoes everything, who comes later finds a job."""

import contextlib
from dataclasses import dataclass

import pytest
from pyramid.config import Configurator
from sqlalchemy import select
from sqlalchemy.orm import Session

from vamv.jobs.events import announce, later
from vamv.jobs.models import Job


@dataclass(frozen=True)
class KiteFlown:
    kite_id: str


@dataclass(frozen=True)
class KiteLanded:
    kite_id: str


class TooWindyError(Exception):
    pass


def object_to(error):
    raise error


def test_a_subscriber_gets_the_event_and_the_session_of_its_transaction(real_engine):
    heard = []
    config = Configurator()
    config.add_subscriber(lambda event, session: heard.append((event, session)), (KiteFlown, Session))
    config.commit()
    with Session(real_engine) as session:
        announce(config.registry, session, KiteFlown("k1"))
        announce(config.registry, session, KiteLanded("k1"))
        assert heard == [(KiteFlown("k1"), session)]


def test_a_subscriber_that_raises_stops_the_caller(real_engine):
    config = Configurator()
    config.add_subscriber(lambda event, session: object_to(TooWindyError()), (KiteFlown, Session))
    config.commit()
    with Session(real_engine) as session, pytest.raises(TooWindyError):
        announce(config.registry, session, KiteFlown("k1"))


def test_what_may_wait_becomes_a_job_of_the_same_transaction(write, now):
    with write() as session:
        later(session, "kite.tell", KiteFlown("k1"), now=now)
    with write() as session:
        job = session.scalars(select(Job)).one()
        assert (job.name, job.payload) == ("kite.tell", {"kite_id": "k1"})


def test_what_did_not_happen_leaves_no_job(write, now):
    with contextlib.suppress(TooWindyError), write() as session:
        later(session, "kite.tell", KiteFlown("k1"), now=now)
        raise TooWindyError
    with write() as session:
        assert session.scalars(select(Job)).all() == []
