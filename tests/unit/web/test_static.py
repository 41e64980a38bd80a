"""What browsers load from us keeps its promises: small, our own, readable from both sides."""

import hashlib
import json
import re
from pathlib import Path

import pytest

import vamv
from vamv.web.icons import ICONS, icon

PACKAGE = Path(vamv.__file__).parent
STATIC = PACKAGE / "static"
SHEETS = sorted(STATIC.glob("*.css"))
SCRIPTS = sorted(STATIC.glob("*.js"))


def test_vendored_files_are_the_ones_the_manifest_names() -> None:
    manifest = json.loads((STATIC / "vendor" / "manifest.json").read_text(encoding="utf-8"))
    for row in manifest:
        file = STATIC / "vendor" / row["file"]
        assert hashlib.sha512(file.read_bytes()).hexdigest() == row["sha512"]
        assert (file.parent / "LICENSE").exists()
    named = {row["file"] for row in manifest}
    found = {path.relative_to(STATIC / "vendor").as_posix() for path in (STATIC / "vendor").glob("*/*")}
    assert {path for path in found if not path.endswith("LICENSE")} == named


def test_the_sprite_holds_the_picked_icons_and_no_others() -> None:
    sprite = (STATIC / "vendor" / "lucide" / "icons.svg").read_text(encoding="utf-8")
    assert re.findall(r'<symbol id="([a-z0-9-]+)"', sprite) == list(ICONS)


def test_templates_of_the_core_name_only_icons_that_exist() -> None:
    for template in (PACKAGE / "templates").rglob("*.pt"):
        names = re.findall(r"icon\('([^']*)'\)", template.read_text(encoding="utf-8"))
        assert set(names) <= set(ICONS), template.name


def test_an_unknown_icon_is_refused() -> None:
    with pytest.raises(KeyError, match="ICONS"):
        icon("unicorn", "/icons.svg")


def test_the_address_of_an_icon_is_escaped() -> None:
    assert '"/a&amp;b.svg#house"' in icon("house", "/a&b.svg")


def test_what_a_first_visit_loads_stays_light() -> None:
    first = [STATIC / name for name in ("app.css", "exit.js", "enhance.js", "favicon.svg", "app.webmanifest")]
    first.append(STATIC / "vendor" / "lucide" / "icons.svg")
    assert sum(path.stat().st_size for path in first) <= 36_000


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_style_sheets_know_no_left_and_right(sheet: Path) -> None:
    physical = r"\b(?:margin|padding|border|inset)?-?(?:left|right|top|bottom)\s*:|text-align:\s*(?:left|right)|[\s{;](?:min-|max-)?(?:width|height):"
    rules = re.sub(r"@media[^{]*", "", sheet.read_text(encoding="utf-8"))
    assert re.findall(physical, re.sub(r"--[a-z]+:", "", rules)) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_style_sheets_load_nothing(sheet: Path) -> None:
    text = sheet.read_text(encoding="utf-8")
    assert "url(" not in text
    assert "@import" not in text


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_scripts_leave_no_trace_and_need_no_trusted_types(script: Path) -> None:
    forbidden = (
        "localStorage",
        "sessionStorage",
        "indexedDB",
        "serviceWorker",
        "innerHTML",
        "document.write",
        "eval(",
    )
    text = script.read_text(encoding="utf-8")
    assert [word for word in forbidden if word in text] == []


@pytest.mark.parametrize(("sheet", "limit"), [("app.css", 18_432), ("inside.css", 8_192)])
def test_style_sheets_stay_within_their_budget(sheet: str, limit: int) -> None:
    assert (STATIC / sheet).stat().st_size <= limit
