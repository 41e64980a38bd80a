"""The worker: each job in a transaction of its own, and none stops the others."""

import logging
import threading
from datetime import UTC, datetime, timedelta

import pytest
from pyramid.config import Configurator
from pyramid.exceptions import ConfigurationConflictError, ConfigurationError
from sqlalchemy import select

from vamv.jobs.directives import add_job
from vamv.jobs.models import Job
from vamv.jobs.schedule import next_run
from vamv.jobs.services import enqueue


def names(write):
    with write() as session:
        return sorted(session.scalars(select(Job.name)))


def test_what_a_job_writes_and_its_end_are_one_transaction(config, make_worker, write, now):
    seen = []

    def chain(context):
        seen.append((context.payload, context.now))
        if context.payload["left"]:
            enqueue(context.session, "chain", {"left": context.payload["left"] - 1}, now=context.now)

    config.add_job("chain", chain)
    with write() as session:
        enqueue(session, "chain", {"left": 2}, now=now)
    assert make_worker().run_until_idle(now) == 3
    assert seen == [({"left": left}, now) for left in (2, 1, 0)]
    assert names(write) == []


@pytest.mark.parametrize("error", [ValueError("what Ada wrote"), SystemExit(3)])
def test_a_job_that_fails_leaves_nothing_behind_and_the_next_one_runs(
    config, make_worker, write, now, caplog, error
):
    done = []

    def broken(context):
        enqueue(context.session, "good", {}, now=context.now)
        raise error

    config.add_job("broken", broken)
    config.add_job("good", lambda context: done.append(context.payload))
    with write() as session:
        enqueue(session, "broken", {}, now=now - timedelta(seconds=1))
        enqueue(session, "good", {"n": 1}, now=now)
    assert make_worker().run_until_idle(now) == 2
    assert done == [{"n": 1}]
    assert names(write) == ["broken"]
    assert type(error).__name__ in caplog.text
    assert "Ada" not in caplog.text


def test_a_job_that_only_talks_to_the_network_keeps_no_writer_waiting(config, make_worker, write, now):
    def slow(context):
        with write() as other:  # would wait in vain if the job held the only place for writers
            enqueue(other, "later", {}, now=now + timedelta(days=1), run_at=now + timedelta(days=1))

    config.add_job("slow", slow)
    with write() as session:
        enqueue(session, "slow", {}, now=now)
    make_worker().run_until_idle(now)
    assert names(write) == ["later"]


def test_a_scheduled_job_comes_again_and_again(config, make_worker, now):
    ran = []
    config.add_job("tick", lambda context: ran.append(context.now), schedule="hourly")
    worker = make_worker()
    for minutes in range(0, 180, 10):
        worker.run_until_idle(now + timedelta(minutes=minutes))
    assert [moment.hour for moment in ran] == [21, 22, 23]


def test_a_scheduled_job_that_fails_does_not_end_its_schedule(config, make_worker, now):
    ran = []

    def broken(context):
        ran.append(context.now)
        raise ValueError

    config.add_job("tick", broken, schedule=timedelta(days=1))
    worker = make_worker()
    for day in range(20):
        worker.run_until_idle(now + timedelta(days=day))
    assert len({moment.date() for moment in ran}) == 19


def test_two_workers_plan_a_scheduled_job_once(config, make_worker, write, now):
    config.add_job("tick", print, schedule="daily")
    make_worker().run_until_idle(now)
    make_worker().run_until_idle(now)
    assert names(write) == ["tick"]


@pytest.mark.parametrize(
    ("schedule", "moment", "expected"),
    [
        ("hourly", (2026, 11, 25, 20, 30), (2026, 11, 25, 21, 0)),
        ("hourly", (2026, 11, 25, 21, 0), (2026, 11, 25, 22, 0)),
        ("daily", (2026, 11, 25, 20, 30), (2026, 11, 26, 2, 30)),
        ("daily", (2026, 11, 26, 2, 30), (2026, 11, 27, 2, 30)),
        ("daily", (2026, 7, 1, 0, 0), (2026, 7, 1, 1, 30)),
        (timedelta(minutes=5), (2026, 11, 25, 20, 30), (2026, 11, 25, 20, 35)),
    ],
)
def test_when_a_job_is_due_next(schedule, moment, expected):
    assert next_run(schedule, datetime(*moment, tzinfo=UTC)) == datetime(*expected, tzinfo=UTC)


def test_the_loop_runs_jobs_and_ends_when_told(config, make_worker, write, now):
    stop = threading.Event()
    config.add_job("last", lambda context: stop.set())
    with write() as session:
        enqueue(session, "last", {}, now=now)
    thread = threading.Thread(target=make_worker(stop).run)
    thread.start()
    thread.join(timeout=30)
    assert not thread.is_alive()
    assert names(write) == []


def test_the_loop_survives_a_database_that_is_away(config, make_worker, caplog):
    class OneFailure(threading.Event):
        def wait(self, timeout=None):
            self.set()
            return True

    config.registry["vamv.clock"] = None  # anything that fails will do
    with caplog.at_level(logging.ERROR):
        make_worker(OneFailure()).run()
    assert "AttributeError" in caplog.text


def test_the_same_name_twice_and_a_wrong_schedule_stop_the_start():
    config = Configurator(autocommit=False)
    config.add_directive("add_job", add_job)
    config.add_job("a.one", print)
    with pytest.raises(ConfigurationError, match="hourly, daily"):
        config.add_job("a.two", print, schedule="weekly")

    def one(inner):
        inner.add_job("a.three", print)

    def other(inner):
        inner.add_job("a.three", str)

    config.include(one)
    config.include(other)
    with pytest.raises(ConfigurationConflictError):
        config.commit()
