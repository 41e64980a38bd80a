"""`vamv page`: the two pages without which no portal may go public."""

import pytest

from vamv.portal.texts import REQUIRED, gaps


@pytest.mark.parametrize("name", REQUIRED)
def test_a_filled_in_sample_makes_the_portal_ready(run, write_ini, tmp_path, name):
    ini = write_ini()
    text = run("page", "sample", name)
    for gap in gaps(text):
        text = text.replace(gap, "Musterland")
    file = tmp_path / "page.md"
    file.write_text(text, encoding="utf-8")
    assert "version 1" in run("page", "write", name, file, "--config", ini)
    assert "version 2" in run("page", "write", name, file, "--config", ini)
    assert f"page {name}" not in run("doctor", "--config", ini)


@pytest.mark.parametrize("text", ["", "  \n", "Verein\n[[Anschrift]]"])
def test_an_unfinished_file_is_refused(run, write_ini, tmp_path, text):
    file = tmp_path / "page.md"
    file.write_text(text, encoding="utf-8")
    assert "not finished" in run("page", "write", "imprint", file, "--config", write_ini(), code=1)


def test_a_page_that_no_portal_has_is_refused(run, write_ini, tmp_path):
    run("page", "sample", "nonsense", code=2)
