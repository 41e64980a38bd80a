"""The colours of the style sheet can be read, in light and in dark."""

import re
from itertools import chain
from pathlib import Path

import pytest

import vamv

SHEET = (Path(vamv.__file__).parent / "static" / "app.css").read_text(encoding="utf-8")

GROUNDS = ("paper", "card", "mist", "peach")
TEXTS = [
    *((text, ground) for text in ("ink", "quiet", "deep") for ground in GROUNDS),
    ("on-deep", "deep"),
    ("warm", "paper"),
    ("warm", "card"),
    ("warm", "peach"),
    *(
        (tone, ground)
        for tone in ("leaf", "honey", "alarm")
        for ground in (f"{tone}-ground", "card", "paper")
    ),
    *(("ink", f"{tone}-ground") for tone in ("leaf", "honey", "alarm")),
    ("quiet", "honey-ground"),
    ("deep", "honey-ground"),
    ("deep", "alarm-ground"),
]
CONTROLS = [("edge", "card"), ("edge", "paper"), ("warm", "mist")]


def tokens() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Return the colours of browsers without light-dark(), the light ones and the dark ones."""
    plain = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", SHEET))
    pairs = re.findall(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", SHEET)
    return plain, {name: light for name, light, _ in pairs}, {name: dark for name, _, dark in pairs}


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.2, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_every_browser_gets_the_same_light_colours() -> None:
    plain, light, dark = tokens()
    assert plain == light
    assert light.keys() == dark.keys()


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_stands_out_from_its_ground(mode: str, text: str, ground: str) -> None:
    colours = tokens()[1 if mode == "light" else 2]
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), CONTROLS)
def test_edges_of_controls_and_the_focus_ring_can_be_seen(mode: str, edge: str, ground: str) -> None:
    colours = tokens()[1 if mode == "light" else 2]
    assert contrast(colours[edge], colours[ground]) >= 3


def test_every_colour_is_part_of_a_tested_pair() -> None:
    tested = set(chain.from_iterable([*TEXTS, *CONTROLS]))
    assert set(tokens()[1]) - tested == {"line"}  # a hairline only divides; nothing depends on seeing it
