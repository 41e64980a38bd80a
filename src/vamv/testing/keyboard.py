"""A person without mouse or touch screen: moves by Tab, and at each stop must see where they are.

A stop fails when its focus has no outline, or when something that stays in place (the bar with the way out,
the places at the bottom of a phone) lies over it (WCAG 2.4.7, 2.4.11).
"""

from typing import Any

from vamv.testing.looks import evaluate

# More stops than any page has.
MOST = 150

# What the focused element is called, and what is wrong with it; null where nothing has the focus.
_STOP = """() => {
  const at = document.activeElement;
  if (!at || at === document.body || at === document.documentElement) return null;
  // Within a field for a date the browser moves the focus, and outlines the part that has it.
  const inside = at.matches("[type=date], [type=time]") && !at.matches(":focus-visible");
  const style = getComputedStyle(at), box = at.getBoundingClientRect(), wrong = [];
  const bare = style.outlineStyle === "none" || parseFloat(style.outlineWidth) <= 0;
  if (bare && !inside) wrong.push("no outline");
  const fixed = each => {
    for (; each; each = each.parentElement)
      if (["fixed", "sticky"].includes(getComputedStyle(each).position)) return each;
  };
  // A text field or another large thing may reach out of sight, but not with all of it.
  const large = at.matches("textarea") || box.height > innerHeight / 2;
  const x = box.left + box.width / 2;
  const middle = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
  const heights = [box.top + 1, middle, box.bottom - 1];
  const hidden = heights.map(y => {
    if (x < 0 || x > innerWidth || y < 0 || y > innerHeight) return "out of sight";
    const cover = fixed(document.elementFromPoint(x, y));
    return cover && !cover.contains(at) ? `under ${cover.className || cover.tagName}` : "";
  });
  const found = hidden.filter(each => each);
  if (found.length >= (large ? hidden.length : 1)) wrong.push(...found);
  const name = at.getAttribute("aria-label") || at.innerText || at.name || at.id;
  return {name: `${at.tagName.toLowerCase()} ${name.trim().slice(0, 50)}`, wrong: [...new Set(wrong)]};
}"""

# What a person can use; of radio buttons one in a group.
_STOPS = """() => {
  const groups = new Set();
  const usable = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  return [...document.querySelectorAll(usable)]
    .filter(each => !each.disabled && each.checkVisibility({visibilityProperty: true}))
    .filter(each => each.type !== "radio" || !groups.has(each.name) && groups.add(each.name))
    .map(each => each.innerText || each.name);
}"""


class Keyboard:
    """The keys, on `page`."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def to(self, target: Any) -> None:
        """Press Tab until `target`, a locator of one element, has the focus; fail where it never does."""
        target.wait_for()
        stops: list[str | None] = []
        for _ in range(MOST):
            if target.evaluate("each => each === document.activeElement"):
                return
            stops.append(self.tab())
        raise AssertionError(f"{self.page.url}: Tab never reaches {target}, only {stops}")

    def tab(self) -> str | None:
        """Press Tab once, look where the focus is, and return what is there; None outside of the page."""
        self.page.keyboard.press("Tab")
        stop = evaluate(self.page, _STOP)
        if stop is None:
            return None
        assert not stop["wrong"], f"{self.page.url}: {stop['name']}: {', '.join(stop['wrong'])}"
        return str(stop["name"])

    def around(self) -> list[str]:
        """Walk through a page that was just opened, until it is left; fail where Tab passes something by."""
        stops: list[str] = []
        for _ in range(MOST):
            stop = self.tab()
            if stop is None:
                there = self.page.evaluate(_STOPS)
                assert len(stops) >= len(there), f"{self.page.url}: only {stops} of {there}"
                return stops
            stops.append(stop)
        raise AssertionError(f"{self.page.url}: the focus never leaves the page: {stops[-9:]}")

    def type(self, target: Any, text: str) -> None:
        """Go to a field, replace what it holds, and type."""
        self.to(target)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def press(self, target: Any, key: str = "Enter") -> None:
        """Go to a link or button and press it."""
        self.to(target)
        self.page.keyboard.press(key)

    def check(self, target: Any) -> None:
        """Tick a box with the space bar, or choose one of a group of radio buttons with the arrows."""
        if target.get_attribute("type") != "radio":
            self.to(target)
            if not target.is_checked():
                self.page.keyboard.press("Space")
            return
        target.wait_for()
        group = f"input[type=radio][name='{target.get_attribute('name')}']"
        for _ in range(MOST):
            if self.page.evaluate("group => document.activeElement.matches(group)", group):
                break
            self.tab()
        for _ in range(self.page.locator(group).count() + 1):
            self.page.keyboard.press("Space")
            if target.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{self.page.url}: the arrows never reach {target}")
