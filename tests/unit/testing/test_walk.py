"""The walk knows which pages a plugin has."""

import pytest

from vamv.testing.walk import pages_of

pytestmark = pytest.mark.plugins("tiny")


def test_the_pages_of_one_plugin_are_found_and_no_others(registry):
    assert pages_of(registry, "tiny") == {"tiny.box", "tiny.slip"}


def test_what_can_only_be_sent_is_no_page(registry):
    assert "portal.start" in pages_of(registry, "portal")
    assert "portal.exit" not in pages_of(registry, "portal")
