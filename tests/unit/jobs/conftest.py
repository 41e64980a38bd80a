"""A small application that knows jobs and nothing else."""

import threading
from datetime import UTC, datetime

import pytest
from pyramid.config import Configurator
from sqlalchemy.orm import sessionmaker

from vamv.db.engine import writing
from vamv.jobs.directives import add_job
from vamv.jobs.worker import Worker


class StandingClock:
    """A clock that shows the same time until it is set."""

    def __init__(self):
        self.moment = datetime(2026, 11, 25, 20, 30, tzinfo=UTC)

    def now(self):
        return self.moment


@pytest.fixture
def now():
    return StandingClock().moment


@pytest.fixture
def config(real_engine):
    config = Configurator()
    config.add_directive("add_job", add_job)
    config.registry["vamv.engine"] = real_engine
    config.registry["vamv.clock"] = StandingClock()
    config.registry["vamv.vault"] = None
    return config


@pytest.fixture
def make_worker(config):
    """Make a worker for the jobs declared so far; `stop` defaults to one that nobody sets."""

    def make(stop=None):
        config.commit()
        return Worker(config.registry, stop or threading.Event())

    return make


@pytest.fixture
def write(real_engine):
    """Open a session whose work is committed at the end of the block."""
    return sessionmaker(writing(real_engine)).begin
