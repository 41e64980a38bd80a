"""Take the pictures of the documentation from a running portal with demo data (`make run` in another window).

.venv/bin/python docs/pictures/take.py [http://localhost:6543]

They are small on purpose: what is seen without scrolling, on a phone except for the first two.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from vamv.testing.live import DESKTOP, FLAGS, PHONE

FOLDER = Path(__file__).parent
PASSWORD = "abends-am-kuechentisch"  # noqa: S105 - printed by `make run`
VISITOR = {
    "forum-visitor": "/forum",
    "forum-category": "/forum/geld",
    "forum-search": "/forum/search?q=vorschuss",
}
MEMBER = {
    "forum-index": "/forum",
    "forum-new": "/forum/geld/new",
    "forum-kept": "/forum/kept",
    "forum-mine": "/forum/mine",
    "forum-followed": "/forum/followed",
}
MODERATOR = {"forum-waiting": "/forum/waiting"}
COORDINATOR = {"forum-manage": "/forum/manage", "forum-manage-new": "/forum/manage/new"}


def main(base: str) -> None:
    """Write the pictures beside this file."""
    program = os.environ.get("VAMV_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        for name, path, options in (
            ("start", "/", {"viewport": DESKTOP}),
            ("forum", "/forum", {"viewport": DESKTOP}),
            ("start-phone", "/", {"viewport": PHONE}),
            ("forum-phone-dark", "/forum", {"viewport": PHONE, "color_scheme": "dark"}),
        ):
            page = open_page(browser, base, **options)
            page.goto(path)
            page.evaluate("document.getElementById('pDebug')?.remove()")
            page.screenshot(path=FOLDER / f"{name}.png")
        take(open_page(browser, base, viewport=PHONE), VISITOR)
        of_a_member(signed_in(browser, base, "Leiser Ahorn"))
        of_a_moderator(signed_in(browser, base, "Marlene"))
        take(signed_in(browser, base, "Herr Vogt"), COORDINATOR)
        browser.close()


def open_page(browser: Any, base: str, **options: Any) -> Any:
    """Return a page with cookies of its own."""
    return browser.new_context(base_url=base, locale="de-DE", **options).new_page()


def signed_in(browser: Any, base: str, name: str) -> Any:
    """Return a page on which this demo person is logged in, with the second factor if they have one."""
    page = open_page(browser, base, viewport=PHONE)
    page.goto("/login")
    page.get_by_label("Anmeldename").fill(name)
    page.get_by_label("Passwort", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Anmelden").click()
    page.wait_for_load_state()
    if page.get_by_label("Code aus Ihrer App").count():
        command = [Path(sys.executable).with_name("vamv"), "user", "code", name]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
        page.get_by_label("Code aus Ihrer App").fill(re.findall(r"\b\d{6}\b", said)[0])
        page.get_by_role("button", name="Anmelden").click()
        page.wait_for_load_state()
    return page


def of_a_member(page: Any) -> None:
    """Take what somebody sees who reads and writes."""
    take(page, MEMBER)
    page.goto("/forum/geld")
    page.locator(".row-title a").first.click()
    snap(page, "forum-discussion")
    page.get_by_role("link", name="Mehr", exact=True).first.click()
    snap(page, "forum-more")
    page.goto("/forum/alltag/new")
    page.get_by_label("Worum geht es?").fill("Wer tauscht Kinderräder?")
    page.get_by_label("Ihr Beitrag").fill("Rufen Sie mich gern an: 0151 23456789.")
    page.get_by_role("button", name="Diskussion veröffentlichen").click()
    snap(page, "forum-hints")


def of_a_moderator(page: Any) -> None:
    """Take what the moderation sees."""
    take(page, MODERATOR)
    page.locator(".row-title a").first.click()
    snap(page, "forum-waiting-text")
    page.goto("/forum/geld")
    page.locator(".row-title a").first.click()
    page.get_by_role("link", name="Diskussion ordnen").click()
    snap(page, "forum-moderate")
    page.get_by_role("link", name="Beiträge auswählen").click()
    snap(page, "forum-split")


def take(page: Any, pictures: dict[str, str]) -> None:
    """Write a picture of each address."""
    for name, path in pictures.items():
        page.goto(path)
        snap(page, name)


def snap(page: Any, name: str) -> None:
    """Write what is seen now, compressed: these pages have no photographs."""
    page.wait_for_load_state()
    page.evaluate("document.getElementById('pDebug')?.remove()")
    page.screenshot(path=FOLDER / f"{name}.jpg", type="jpeg", quality=55)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:6543")
