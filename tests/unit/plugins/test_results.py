"""Results refuse a wrong type where they are made, and do not change afterwards."""

import dataclasses
from datetime import UTC, datetime

import pytest
from markupsafe import Markup

from vamv.plugins.results import (
    Erasure,
    ExportSection,
    Finding,
    Screening,
    SearchHit,
    SearchQuery,
    SeedContext,
)

RESULTS = [
    SearchQuery("Umgang"),
    SearchHit(
        "Titel", Markup("Text"), "kite.start", {"id": "x"}, datetime(2026, 1, 1, tzinfo=UTC), "Beitrag"
    ),
    Screening(("phone",), hold=True),
    ExportSection("kite-flights", "Flüge", [{"at": "2026-01-01"}]),
    Erasure(3),
    Finding("warning", "Wind", "Wait."),
    SeedContext(print, {"advice_seeker_1": "a" * 26}),
]


@pytest.mark.parametrize("result", RESULTS, ids=lambda result: type(result).__name__)
def test_a_result_cannot_be_changed(result):
    field = dataclasses.fields(result)[0].name
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(result, field, None)


@pytest.mark.parametrize("mapping", [RESULTS[1].route_args, RESULTS[6].people])
def test_a_mapping_in_a_result_cannot_be_changed(mapping):
    with pytest.raises(TypeError):
        mapping["x"] = "y"


@pytest.mark.parametrize(
    "make",
    [
        lambda: SearchQuery(None),
        lambda: SearchHit("Titel", None, "kite.start", {}),
        lambda: SearchHit("Titel", "Text", "kite.start", ["id"]),
        lambda: SearchHit("Titel", "Text", "kite.start", {}, at="yesterday"),
        lambda: Screening("phone"),
        lambda: ExportSection("kite", "Flüge", "rows"),
        lambda: ExportSection("kite", "Flüge", ["row"]),
        lambda: Erasure("3"),
        lambda: Finding("warning", 3),
        lambda: SeedContext("print"),
    ],
)
def test_a_wrong_type_is_refused(make):
    with pytest.raises(TypeError):
        make()


def test_a_finding_has_one_of_three_levels():
    with pytest.raises(ValueError, match="level"):
        Finding("fatal", "Wind")
