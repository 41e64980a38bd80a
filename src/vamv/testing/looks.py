"""What must hold for a page as it stands in a browser: for everybody, and on the smallest screen."""

import importlib
import os
from typing import Any

import pytest

# The narrowest width that must do: 1280 px at 400 % zoom (WCAG 1.4.10).
NARROWEST = 320


def needed(module: str) -> Any:
    """Import a module of the test extra; without it skip, or fail where nothing may be left out."""
    return (
        importlib.import_module(module) if os.environ.get("VAMV_REQUIRE_ALL") else pytest.importorskip(module)
    )


def evaluate(page: Any, script: str, argument: Any = None) -> Any:
    """Evaluate a script in the page; once more where the page was just giving way to the next one."""
    try:
        return page.evaluate(script, argument)
    except Exception as error:
        if "Execution context was destroyed" not in str(error):
            raise
    page.wait_for_load_state()
    return page.evaluate(script, argument)


def assert_accessible(page: Any) -> None:
    """Fail with each finding of axe (WCAG 2.2 A and AA, and good practice) on the page as it is now."""
    page.wait_for_load_state()
    if evaluate(page, "typeof axe") == "undefined":
        script = needed("axe_playwright_python.base").AXE_SCRIPT
        # The pages that follow bring it along, which is faster than handing it to each of them.
        page.add_init_script(script)
        evaluate(page, script)
    violations = page.evaluate("axe.run({resultTypes: ['violations']}).then(each => each.violations)")
    found = [
        f"{each['id']}: {each['help']}: {node['html'][:200]} ({node.get('failureSummary', '')})"
        for each in violations
        for node in each["nodes"]
    ]
    assert not found, f"{page.url}:\n" + "\n".join(found)


def assert_no_sideways_scroll(page: Any, width: int = NARROWEST) -> None:
    """Fail where the page is wider than `width` px; it gets its old size back afterwards."""
    before = page.viewport_size
    page.set_viewport_size({"width": width, "height": before["height"]})
    wide = evaluate(page, "document.scrollingElement.scrollWidth")
    widest = page.evaluate(
        """width => [...document.querySelectorAll("body *")]
            .filter(each => each.getBoundingClientRect().right > width + 0.5)
            .slice(0, 5).map(each => each.outerHTML.slice(0, 120))""",
        width,
    )
    page.set_viewport_size(before)
    assert wide <= width, f"{page.url} is {wide} px wide at {width} px: {widest}"
