"""A plugin that misbehaves in a hook harms neither the core nor the plugins beside it: every hook, every fault."""

import dataclasses
import logging
from datetime import UTC, datetime

import click
import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from vamv.db.engine import make_engine
from vamv.plugins import hookspecs
from vamv.plugins.answers import ANSWERS, NOTHING
from vamv.plugins.hooks import PAUSE, STRIKES, HookRunner, TransactionEndedError
from vamv.plugins.loader import load_plugins
from vamv.plugins.results import (
    Erasure,
    ExportSection,
    Finding,
    Screening,
    SearchHit,
    SearchQuery,
    SeedContext,
)
from vamv.settings import Setting
from vamv.testing.entry_points import entry_point, plugin_module

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)

# What each hook is asked with besides a session, and an answer that is right.
ASKED = {
    "vamv_declare_settings": ({}, [Setting("kite.tails", int, 2, "Tails.")]),
    "vamv_add_commands": ({"group": click.Group("kite")}, None),
    "vamv_seed": ({"vault": None, "now": NOW, "seed": SeedContext(people={"moderator_1": "m"})}, None),
    "vamv_check_health": ({"settings": {}, "now": NOW}, [Finding("ok", "Wind")]),
    "vamv_search": (
        {"vault": None, "actor": None, "query": SearchQuery("Umgang"), "limit": 10},
        [SearchHit("Titel", "Text", "kite.start", {"id": "x"}, NOW, "Beitrag")],
    ),
    "vamv_screen_text": (
        {"text": "Frau Muster", "kind": "kite.note", "author_id": "a"},
        Screening(("name",)),
    ),
    "vamv_may_contact": ({"sender_id": "a", "recipient_id": "b"}, True),
    "vamv_deliver": ({"notification": SearchQuery("stands for a frozen object")}, True),
    "vamv_export_person": ({"vault": None, "person_id": "a"}, [ExportSection("kite", "Flüge", [{"n": 1}])]),
    "vamv_erase_person": ({"person_id": "a", "keep_texts": True, "now": NOW}, Erasure(1)),
    "vamv_apply_retention": ({"now": NOW}, 3),
}
HOOKS = sorted(name for name in vars(hookspecs) if name.startswith("vamv_"))
BUDGETED = [name for name in HOOKS if ANSWERS[name].budget]
WITH_SESSION = [name for name in HOOKS if "session" in getattr(hookspecs, name).__code__.co_varnames]
MESSAGE = "Frau Muster, Telefon 0123"


def raises(**arguments):
    raise ValueError(MESSAGE)


def exits(**arguments):
    raise SystemExit(MESSAGE)


def answers_rubbish(**arguments):
    return object()


def answers_a_list_of_rubbish(**arguments):
    return [object()]


def changes_its_arguments(**arguments):
    """Try to change whatever is offered; where all is immutable there is nothing to change, so raise too."""
    for value in arguments.values():
        if dataclasses.is_dataclass(value):
            for field in dataclasses.fields(value):
                setattr(value, field.name, None)
    raise ValueError(MESSAGE)


FAULTS = [raises, exits, answers_rubbish, answers_a_list_of_rubbish, changes_its_arguments]


class Clock:
    """Seconds that pass when told."""

    def __init__(self):
        self.seconds = 0.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def session(tmp_path):
    engine = make_engine(f"sqlite:///{tmp_path / 'hooks.sqlite'}")
    with Session(engine) as session:
        session.execute(text("CREATE TABLE note (body TEXT)"))
        session.commit()
        yield session
    engine.dispose()


@pytest.fixture
def ask(session, clock):
    """Return a function: build a runner once for these implementations, then ask the hook."""

    def make(name, **implementations):
        found = []
        for plugin, behave in implementations.items():
            found.append(entry_point(plugin, plugin_module(plugin, **{name: implementation(name, behave)})))
        runner = HookRunner(load_plugins(list(implementations), found).manager, clock)
        arguments = dict(ASKED[name][0])
        if name in WITH_SESSION:
            arguments["session"] = session
        return runner, lambda: {result.plugin: result.value for result in runner.call(name, **arguments)}

    return make


def implementation(name, behave):
    """Return a function with the hook's own arguments that passes them on: pluggy looks at the names."""
    names = ", ".join(getattr(hookspecs, name).__code__.co_varnames)
    pairs = ", ".join(f"{each}={each}" for each in names.split(", ") if each)
    space = {"behave": behave}
    exec(f"def made_up({names}): return behave({pairs})", space)
    return space["made_up"]


def well(name):
    return lambda **arguments: ASKED[name][1]


def notes(session):
    return session.execute(text("SELECT body FROM note ORDER BY body")).scalars().all()


def test_every_hook_is_in_these_tests():
    assert sorted(ASKED) == HOOKS == sorted(ANSWERS)


@pytest.mark.parametrize("name", HOOKS)
def test_right_answers_come_in_the_order_of_the_plugins(ask, name):
    runner, call = ask(name, kite=well(name), ball=well(name))
    assert list(call().items()) == [("kite", ASKED[name][1]), ("ball", ASKED[name][1])]
    assert runner.report() == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
@pytest.mark.parametrize("name", HOOKS)
def test_a_fault_does_not_stop_the_others(ask, caplog, name, fault):
    runner, call = ask(name, first=well(name), bad=fault, last=well(name))
    with caplog.at_level(logging.DEBUG):
        answers = call()
    right = ASKED[name][1]
    instead = {} if ANSWERS[name].instead is NOTHING else {"bad": ANSWERS[name].instead}
    assert answers == {"first": right, "last": right, **instead}
    (trouble,) = runner.report()
    assert (trouble.plugin, trouble.hook, trouble.failures) == ("bad", name, 1)
    assert (f"plugin bad: hook {name} failed" in caplog.text, MESSAGE in caplog.text + trouble.reason) == (
        True,
        False,
    )


@pytest.mark.parametrize("name", HOOKS)
def test_arguments_are_the_same_after_an_implementation_tried_to_change_them(ask, name):
    before = repr(ASKED[name][0])
    _, call = ask(name, bad=changes_its_arguments)
    call()
    assert repr(ASKED[name][0]) == before


def test_contact_is_refused_and_text_held_when_nobody_can_say():
    """The two hooks whose silence would be a permission; the rest go on without the plugin."""
    closed = {name: answer.instead for name, answer in ANSWERS.items() if answer.instead is not NOTHING}
    assert closed == {"vamv_may_contact": False, "vamv_screen_text": Screening(hold=True)}


@pytest.mark.parametrize("fault", [raises, exits, answers_rubbish])
@pytest.mark.parametrize("name", WITH_SESSION)
def test_what_a_failing_implementation_wrote_is_undone_and_nothing_else(ask, session, name, fault):
    def write_well(session, **arguments):
        session.execute(text("INSERT INTO note VALUES ('well')"))
        return ASKED[name][1]

    def write_badly(session, **arguments):
        session.execute(text("INSERT INTO note VALUES ('bad')"))
        return fault()

    session.execute(text("INSERT INTO note VALUES ('caller')"))
    _, call = ask(name, first=write_well, bad=write_badly)
    call()
    session.commit()
    assert notes(session) == ["caller", "well"]


def test_an_error_of_the_database_inside_a_hook_leaves_the_callers_transaction_usable(ask, session):
    def break_the_database(session, **arguments):
        session.execute(text("INSERT INTO nowhere VALUES (1)"))

    session.execute(text("INSERT INTO note VALUES ('caller')"))
    runner, call = ask("vamv_search", bad=break_the_database)
    assert call() == {}
    assert "OperationalError" in runner.report()[0].reason
    session.commit()
    assert notes(session) == ["caller"]


@pytest.mark.parametrize("end", ["commit", "rollback", "close"])
def test_a_hook_that_ends_the_transaction_is_not_passed_over(ask, session, end):
    """Whatever the caller wrote may be gone: going on would acknowledge something that is lost."""
    session.execute(text("INSERT INTO note VALUES ('caller')"))

    def end_it(session, **arguments):
        getattr(session, end)()
        session.execute(text("SELECT 1"))
        return []

    _, call = ask("vamv_search", bad=end_it)
    with pytest.raises(TransactionEndedError, match="plugin bad"):
        call()


@pytest.mark.parametrize("name", BUDGETED)
def test_a_slow_hook_is_measured_skipped_after_three_overruns_and_reported(ask, clock, name):
    asked = []

    def slow(**arguments):
        asked.append(clock.seconds)
        clock.seconds += 30
        return ASKED[name][1]

    runner, call = ask(name, slow=slow, quick=well(name))
    for _ in range(STRIKES):
        assert call()["slow"] == ASKED[name][1]
    (trouble,) = runner.report()
    assert (trouble.overruns, trouble.slowest_ms, trouble.paused) == (3, 30_000, True)
    instead = ANSWERS[name].instead
    assert call() == {"quick": ASKED[name][1], **({} if instead is NOTHING else {"slow": instead})}
    assert len(asked) == STRIKES


def test_a_paused_hook_is_asked_again_after_the_pause(ask, clock):
    slow = {"seconds": 1.0}

    def sometimes_slow(**arguments):
        clock.seconds += slow["seconds"]
        return []

    runner, call = ask("vamv_search", kite=sometimes_slow)
    for _ in range(STRIKES):
        call()
    slow["seconds"] = 0.0
    clock.seconds += PAUSE - 0.1
    assert call() == {}
    clock.seconds += 0.2
    assert call() == {"kite": []}
    assert [trouble.paused for trouble in runner.report()] == [False]


@pytest.mark.parametrize("name", BUDGETED)
def test_three_failures_within_a_minute_pause_a_hook(ask, clock, name):
    asked = []

    def fail(**arguments):
        asked.append(1)
        raise ValueError

    runner, call = ask(name, bad=fail, well=well(name))
    for _ in range(STRIKES + 2):
        assert call()["well"] == ASKED[name][1]
        clock.seconds += 20
    assert len(asked) == STRIKES
    assert runner.report()[0].paused


def test_failures_that_are_far_apart_do_not_pause(ask, clock):
    runner, call = ask("vamv_search", bad=raises)
    for _ in range(2 * STRIKES):
        call()
        clock.seconds += 31
    (trouble,) = runner.report()
    assert (trouble.failures, trouble.paused) == (2 * STRIKES, False)


def test_answers_within_the_budget_are_no_trouble(ask, clock):
    def in_time(**arguments):
        clock.seconds += 0.19
        return []

    runner, call = ask("vamv_search", kite=in_time)
    for _ in range(2 * STRIKES):
        call()
    assert runner.report() == []


@pytest.mark.parametrize("name", sorted(set(HOOKS) - set(BUDGETED)))
def test_work_outside_requests_may_take_its_time_and_is_tried_again(ask, clock, name):
    asked = []

    def slow_and_failing(**arguments):
        asked.append(1)
        clock.seconds += 0.3
        raise ValueError

    _, call = ask(name, bad=slow_and_failing)
    for _ in range(2 * STRIKES):
        call()
    assert len(asked) == 2 * STRIKES


def interrupts(**arguments):
    raise KeyboardInterrupt


@pytest.mark.parametrize("name", HOOKS)
def test_a_keyboard_interrupt_stops_only_what_a_person_started_by_hand(ask, name):
    _, call = ask(name, bad=interrupts, well=well(name))
    if ANSWERS[name].by_hand:
        with pytest.raises(KeyboardInterrupt):
            call()
    else:
        assert call()["well"] == ASKED[name][1]


def test_the_caller_learns_which_plugins_did_not_answer(ask):
    """An erasure is done only when every plugin that has something to erase has answered."""
    runner, call = ask("vamv_erase_person", kite=well("vamv_erase_person"), bad=raises)
    assert set(runner.implementers("vamv_erase_person")) - set(call()) == {"bad"}


@pytest.mark.parametrize("arguments", [{}, {"session": None}, {"session": None, "now": NOW, "weather": 1}])
def test_a_caller_that_forgets_or_adds_an_argument_is_told(ask, arguments):
    runner, _ = ask("vamv_check_health", kite=well("vamv_check_health"))
    with pytest.raises(TypeError, match="vamv_check_health"):
        runner.call("vamv_check_health", **arguments)


def test_an_implementation_may_leave_out_arguments(clock):
    module = plugin_module("kite", vamv_search=lambda query: [SearchHit(query.text, "", "kite.start", {})])
    runner = HookRunner(load_plugins(["kite"], [entry_point("kite", module)]).manager, clock)
    (result,) = runner.call(
        "vamv_search", session=None, vault=None, actor=None, query=SearchQuery("x"), limit=1
    )
    assert result.value[0].title == "x"
