"""Retention: rules are declared, changed by the chapter, and applied one by one."""

from datetime import timedelta

import pytest
from pyramid.config import Configurator
from pyramid.exceptions import ConfigurationConflictError, ConfigurationError
from sqlalchemy import select
from vamv_tiny.models import Slip

from vamv.jobs.directives import JobContext
from vamv.jobs.models import Job
from vamv.privacy import upkeep
from vamv.privacy.record import record_of_processing
from vamv.privacy.retention import add_retention_rule, retention_rules


def nothing(session, now, period):
    return 0


@pytest.fixture
def config():
    config = Configurator(settings={"vamv.retention_days.kite": 14, "vamv.retention_days.balloon": 0})
    config.add_directive("add_retention_rule", add_retention_rule)
    return config


def test_a_rule_has_its_default_until_the_chapter_says_otherwise(config):
    config.add_retention_rule("letter", "Briefe", timedelta(days=90), nothing)
    config.add_retention_rule("kite", "Drachen", timedelta(days=90), nothing)
    config.commit()
    periods = {rule.name: rule.period.days for rule in retention_rules(config.registry).values()}
    assert periods == {"letter": 90, "kite": 14}


def test_a_period_of_nothing_is_refused(config):
    with pytest.raises(ConfigurationError, match="balloon"):
        config.add_retention_rule("balloon", "Ballons", timedelta(days=90), nothing)


def test_two_rules_of_one_name_are_refused(config):
    def other(config):
        config.add_retention_rule("letter", "Andere Briefe", timedelta(days=9), nothing)

    config.add_retention_rule("letter", "Briefe", timedelta(days=90), nothing)
    config.include(other)
    config.add_retention_rule("letter", "Noch mehr Briefe", timedelta(days=90), nothing)
    with pytest.raises(ConfigurationConflictError):
        config.commit()


@pytest.fixture
def context(registry, dbsession, clock):
    return lambda **payload: JobContext(dbsession, payload, clock.now(), registry, registry["vamv.vault"])


@pytest.mark.plugins("tiny")
def test_every_rule_becomes_a_job_once_a_day(context, registry, dbsession):
    upkeep.apply_retention(context())
    upkeep.apply_retention(context())
    jobs = dbsession.scalars(select(Job).where(Job.name == upkeep.RULE_JOB)).all()
    assert sorted(job.payload["rule"] for job in jobs) == sorted(retention_rules(registry))


@pytest.mark.plugins("tiny")
def test_a_rule_deletes_what_is_too_old_and_nothing_else(context, dbsession, clock):
    for days in (1, 364, 366):
        at = clock.now() - timedelta(days=days)
        dbsession.add(Slip(author_id=None, text=f"{days} Tage alt", created_at=at))
    dbsession.flush()
    upkeep.apply_rule(context(rule="tiny.slips"))
    assert sorted(dbsession.scalars(select(Slip.text))) == ["1 Tage alt", "364 Tage alt"]


@pytest.mark.plugins("tiny")
def test_what_belongs_to_no_rule_is_asked_of_the_plugins(context, dbsession, clock):
    old = clock.now() - timedelta(days=31)
    dbsession.add(Slip(author_id=None, text="lange ausgeblendet", hidden_reason="insult", created_at=old))
    dbsession.flush()
    upkeep.apply_retention(context())
    assert dbsession.scalars(select(Slip)).all() == []


def test_a_rule_of_a_part_that_was_switched_off_meanwhile_is_left(context):
    upkeep.apply_rule(context(rule="kite"))


@pytest.mark.plugins("tiny")
def test_every_table_says_what_it_is_for(app):
    record = record_of_processing(("tiny",))
    assert {"person", "draft", "tiny_slip"} <= {row.table for row in record}
    assert all(row.owner and row.purpose and row.retention for row in record)
    assert {row.protection for row in record} <= {"S1", "S2", "S3", "secret", "metadata"}
    assert "tiny_slip" not in {row.table for row in record_of_processing(())}
