"""Settings: what is refused, what is coerced, and that the ini agrees with the declarations."""

from pathlib import Path
from typing import Annotated, Literal

import pytest
from msgspec import Meta
from paste.deploy import loadwsgi

from vamv.settings import CORE_SETTINGS, Setting, SettingsError, load_settings

ROOT = Path(__file__).parents[2]

KITE = [
    Setting("kite.colour", str, "red", "Colour."),
    Setting("kite.tails", int, 2, "Tails."),
    Setting("kite.length", float, 1.5, "Metres."),
    Setting("kite.flies", bool, True, "Whether it flies."),
    Setting("kite.places", list[str], ("meadow",), "Where."),
    Setting("kite.key", str, "", "Secret.", secret=True),
]


def load(environ=None, **raw):
    return load_settings({f"kite.{key}": value for key, value in raw.items()}, KITE, ["kite"], environ)


def refused(environ=None, **raw):
    with pytest.raises(SettingsError) as caught:
        load(environ, **raw)
    return str(caught.value)


def test_defaults_hold_for_what_the_ini_leaves_out():
    assert load() == {
        "kite.colour": "red",
        "kite.tails": 2,
        "kite.length": 1.5,
        "kite.flies": True,
        "kite.places": ["meadow"],
        "kite.key": "",
    }


def test_a_list_default_is_not_shared_between_applications():
    load()["kite.places"].append("beach")
    assert load()["kite.places"] == ["meadow"]


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("tails", " 7 ", 7),
        ("length", "0.5", 0.5),
        ("flies", "true", True),
        ("flies", "No", False),
        ("flies", "on", True),
        ("flies", "0", False),
        ("places", "  beach\n  hill  ", ["beach", "hill"]),
        ("places", "", []),
        ("colour", " dark blue ", "dark blue"),
        ("colour", "7", "7"),
        ("colour", "file:/etc/hostname", "file:/etc/hostname"),
    ],
)
def test_text_becomes_the_declared_type(key, text, value):
    assert load(**{key: text})[f"kite.{key}"] == value


@pytest.mark.parametrize(
    ("key", "text"), [("tails", "two"), ("tails", ""), ("tails", "1.5"), ("length", "x"), ("flies", "maybe")]
)
def test_text_of_another_type_is_refused_with_the_key(key, text):
    assert f"kite.{key}" in refused(**{key: text})


def test_narrowed_types_are_checked():
    declared = [
        Setting("kite.size", Literal["small", "large"], "small", "Size."),
        Setting("kite.lines", Annotated[int, Meta(ge=1, le=4)], 2, "Lines."),
    ]
    assert load_settings({"kite.size": "large", "kite.lines": "4"}, declared, ["kite"])["kite.lines"] == 4
    with pytest.raises(SettingsError) as caught:
        load_settings({"kite.size": "huge", "kite.lines": "5"}, declared, ["kite"])
    assert len(caught.value.problems) == 2


def test_an_unknown_key_below_an_owned_prefix_is_refused_and_the_nearest_named():
    assert "kite.colur: there is no such setting; did you mean kite.colour?" in refused(colur="red")


def test_an_unknown_key_like_nothing_known_is_refused_without_a_guess():
    assert "did you mean" not in refused(zzzzzzzzzzzzzz="1")


def test_keys_of_others_pass_unchanged():
    raw = {"pyramid.includes": "pyramid_debugtoolbar", "kites.x": "1", "here": "/srv"}
    settings = load_settings(raw, KITE, ["kite"])
    assert {key: settings[key] for key in raw} == raw


def test_all_problems_come_in_one_message():
    message = refused(tails="two", colur="red", key="env:MISSING_KEY")
    assert all(part in message for part in ("kite.tails", "kite.colur", "kite.key", "MISSING_KEY"))


def test_a_family_takes_every_key_below_it():
    family = [Setting("kite.role.*", list[str], (), "Roles.")]
    settings = load_settings({"kite.role.fly.high": "pilot child"}, family, ["kite"])
    assert settings == {"kite.role.fly.high": ["pilot", "child"]}


def test_a_secret_is_read_from_a_file(tmp_path):
    path = tmp_path / "key"
    path.write_text("s3cret\n", encoding="utf-8")
    assert load(key=f"file:{path}")["kite.key"] == "s3cret"


def test_a_secret_is_read_from_the_environment():
    assert load({"KITE_KEY": "s3cret"}, key="env:KITE_KEY")["kite.key"] == "s3cret"


def test_a_secret_may_stand_in_the_ini():
    assert load(key="s3cret")["kite.key"] == "s3cret"


def test_a_missing_secret_file_is_a_problem_that_names_the_file(tmp_path):
    assert str(tmp_path / "none") in refused(key=f"file:{tmp_path / 'none'}")


def test_a_secret_of_the_wrong_form_is_never_quoted():
    declared = [Setting("kite.pin", int, 0, "Pin.", secret=True)]
    with pytest.raises(SettingsError) as caught:
        load_settings({"kite.pin": "hunter2"}, declared, ["kite"])
    assert "hunter2" not in str(caught.value)
    assert "kite.pin" in str(caught.value)


@pytest.mark.parametrize("setting", CORE_SETTINGS, ids=lambda setting: setting.name)
def test_every_core_setting_has_a_sentence_and_a_default_of_its_type(setting):
    assert setting.name.startswith("vamv.")
    assert setting.doc.endswith(".")
    text = " ".join(setting.default) if isinstance(setting.default, tuple) else str(setting.default)
    expected = list(setting.default) if isinstance(setting.default, tuple) else setting.default
    name = setting.name.replace("*", "x")
    assert load_settings({name: text}, [setting])[name] == expected


def test_core_settings_are_declared_once():
    names = [setting.name for setting in CORE_SETTINGS]
    assert len(names) == len(set(names))


def test_an_ini_that_builds_on_base_ini_overrides_it(tmp_path):
    """PasteDeploy itself reads both files: what base.ini says about interpolation and sections is true."""
    ini = tmp_path / "chapter.ini"
    ini.write_text(
        f"[app:main]\nuse = config:{ROOT / 'config' / 'base.ini'}\nvamv.site_name = Anker\n", encoding="utf-8"
    )
    raw = loadwsgi.appconfig(f"config:{ini}").local_conf
    settings = load_settings(raw, CORE_SETTINGS)
    defaults = load_settings({}, CORE_SETTINGS)
    assert settings == {**defaults, "vamv.site_name": "Anker"}
