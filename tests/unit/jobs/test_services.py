"""The job table: what is put in is done once, in order, and not lost."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select

from vamv.jobs import health
from vamv.jobs.models import Job
from vamv.jobs.services import (
    KEEP_FAILED,
    LEASE,
    MAX_ATTEMPTS,
    GiveUp,
    LeaseLost,
    claim,
    enqueue,
    fail,
    finish,
    is_due,
    sweep,
)

NAMES = ("a", "b")


def rows(session):
    return session.scalars(select(Job)).all()


def test_a_job_is_claimed_once_with_its_payload_and_goes_when_done(write, now):
    with write() as session:
        enqueue(session, "a", {"id": "x"}, now=now)
    with write() as session:
        assert is_due(session, NAMES, now)
        job = claim(session, NAMES, now)
    with write() as session:
        assert (job.name, job.payload, job.attempts) == ("a", {"id": "x"}, 1)
        assert claim(session, NAMES, now) is None
        assert not is_due(session, NAMES, now)
        finish(session, job)
    with write() as session:
        assert rows(session) == []


def test_a_job_of_a_transaction_that_fails_is_never_there(write, now):
    with write() as session:
        enqueue(session, "a", {}, now=now)
        session.rollback()
    with write() as session:
        assert not is_due(session, NAMES, now)


def test_the_oldest_comes_first_and_none_before_its_time(write, now):
    with write() as session:
        later = enqueue(session, "a", {}, now=now, run_at=now + timedelta(minutes=1))
        second = enqueue(session, "a", {}, now=now)
        first = enqueue(session, "b", {}, now=now, run_at=now - timedelta(minutes=1))
    with write() as session:
        assert [claim(session, NAMES, now).id for _ in range(2)] == [first, second]
        assert claim(session, NAMES, now) is None
        assert claim(session, NAMES, now + timedelta(minutes=1)).id == later


def test_jobs_of_a_part_that_is_switched_off_wait_for_it(write, now):
    with write() as session:
        enqueue(session, "gone.thing", {}, now=now)
        assert claim(session, NAMES, now) is None
        assert claim(session, (*NAMES, "gone.thing"), now) is not None


def test_only_one_job_with_the_same_key_waits(write, now):
    with write() as session:
        first = enqueue(session, "a", {"n": 1}, now=now, unique_key="k")
        assert enqueue(session, "a", {"n": 2}, now=now, unique_key="k") == first
        assert claim(session, NAMES, now).payload == {"n": 1}
        # The first one runs already and may not see what happens now, so a second one is needed.
        assert enqueue(session, "a", {"n": 3}, now=now, unique_key="k") != first


def test_a_job_whose_worker_died_is_taken_over_and_the_late_one_cannot_finish(write, now):
    with write() as session:
        enqueue(session, "a", {}, now=now)
        lost = claim(session, NAMES, now)
    after = now + LEASE + timedelta(seconds=1)
    with write() as session:
        taken = claim(session, NAMES, after)
        assert taken.id == lost.id
    with pytest.raises(LeaseLost), write() as session:
        finish(session, lost)
    with write() as session:
        assert fail(session, lost, ValueError(), after)
        finish(session, taken)
        assert rows(session) == []


def test_a_job_that_fails_waits_longer_each_time_and_is_given_up_in_the_end(write, now):
    pauses = []
    with write() as session:
        enqueue(session, "a", {}, now=now)
        for attempt in range(1, MAX_ATTEMPTS + 1):
            job = claim(session, NAMES, now)
            assert fail(session, job, ValueError("what Ada wrote"), now) is (attempt < MAX_ATTEMPTS)
            (row,) = rows(session)
            session.refresh(row)
            pauses.append(row.run_at - now)
            now = max(row.run_at, now)
        assert pauses[:3] == [timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=8)]
        assert pauses[-2] == timedelta(hours=6)
        assert row.failed_at is not None
        assert row.error_type == "ValueError"
        assert claim(session, NAMES, now + timedelta(days=1)) is None


def test_a_job_that_cannot_succeed_is_given_up_at_once(write, now):
    with write() as session:
        enqueue(session, "a", {}, now=now)
        assert not fail(session, claim(session, NAMES, now), GiveUp(), now)
        assert claim(session, NAMES, now + timedelta(days=1)) is None


def test_a_job_that_kills_its_worker_each_time_is_given_up(write, now):
    with write() as session:
        enqueue(session, "a", {}, now=now)
        for _ in range(MAX_ATTEMPTS):
            assert claim(session, NAMES, now) is not None
            now += LEASE + timedelta(seconds=1)
        assert claim(session, NAMES, now) is None
        assert rows(session)[0].error_type == "Abandoned"


def test_jobs_given_up_are_reported_and_forgotten_after_a_month(write, now):
    with write() as session:
        assert [finding.level for finding in health.check(session, NAMES, now)] == ["ok"]
        enqueue(session, "a", {}, now=now)
        fail(session, claim(session, NAMES, now), GiveUp(), now)
        (finding,) = health.check(session, NAMES, now)
        assert (finding.level, "job a" in finding.title) == ("error", True)
        sweep(session, now + KEEP_FAILED - timedelta(seconds=1))
        assert len(rows(session)) == 1
        sweep(session, now + KEEP_FAILED + timedelta(seconds=1))
        assert rows(session) == []


def test_jobs_that_nobody_does_are_reported(write, now):
    with write() as session:
        enqueue(session, "a", {}, now=now)
        enqueue(session, "gone.thing", {}, now=now - timedelta(days=9))
        assert health.check(session, NAMES, now + timedelta(minutes=14))[0].level == "ok"
        assert health.check(session, NAMES, now + timedelta(minutes=16))[0].level == "warning"


def test_four_workers_share_a_hundred_jobs_without_doing_one_twice(write, now):
    with write() as session:
        wanted = {enqueue(session, "a", {}, now=now) for _ in range(100)}
    done, failures = [], []

    def work():
        try:
            while True:
                with write() as session:
                    job = claim(session, NAMES, now)
                if job is None:
                    return
                with write() as session:
                    finish(session, job)
                done.append(job.id)
        except Exception as error:
            failures.append(error)
            raise

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(done) == 100
    assert set(done) == wanted
