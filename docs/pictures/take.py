"""Take the pictures of the documentation from a running portal with demo data (`make run` in another window).

.venv/bin/python docs/pictures/take.py [http://localhost:6543]
"""

import os
import shutil
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from vamv.testing.live import DESKTOP, FLAGS, PHONE

FOLDER = Path(__file__).parent


def main(base: str) -> None:
    """Write one PNG for each picture beside this file."""
    program = os.environ.get("VAMV_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        picture(browser, base, "/", "start", viewport=DESKTOP)
        picture(browser, base, "/", "start-phone", viewport=PHONE)
        picture(browser, base, "/forum", "forum", viewport=DESKTOP)
        picture(browser, base, "/forum", "forum-phone-dark", viewport=PHONE, color_scheme="dark")
        browser.close()


def picture(browser: Any, base: str, path: str, name: str, **options: Any) -> None:
    """Show one page in a fresh context and write what is seen without scrolling."""
    context = browser.new_context(locale="de-DE", **options)
    page = context.new_page()
    page.goto(base + path)
    page.screenshot(path=FOLDER / f"{name}.png")
    context.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:6543")
