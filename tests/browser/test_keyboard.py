"""The keyboard reaches everything on every type of page at 320 px, in order, seen, both ways; a letter does nothing."""

from __future__ import annotations

import string
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from helpers import PAGES, settled
from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser
KEYS = string.ascii_letters + string.digits + "/.,?!;:'-+*#<"
# Unfolds the page, and notes what can be reached and how it looks without focus. From then on every Tab is written
# down when the key comes up: where the focus is, and what is wrong with how it is shown there. One round trip a key.
WATCH = """() => {
  for (const node of document.querySelectorAll("details")) node.open = true;
  const around = (e) => e.closest(".filknapp, .niva") ?? e;  // the browser's own control is not what one sees
  const looks = (e) => [e, around(e)].map((node) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(node);
    return outlineStyle + outlineWidth + boxShadow;
  }).join();
  // A group of radio buttons is one stop.
  const stop = (e) => (e.type === "radio" && document.querySelector(`input[name="${CSS.escape(e.name)}"]`)) || e;
  const can = (e) => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({ visibilityProperty: true });
  const all = [...document.querySelectorAll("a, button, input, select, textarea, summary, [tabindex]")].filter(can);
  const calm = new Map(all.map((e) => [e, looks(e)]));
  const expected = [...new Set(all.map(stop))];
  const wrong = (e) => {
    const node = around(e), said = [];
    const box = [...node.getClientRects()].reduce((a, b) => (b.width * b.height > a.width * a.height ? b : a));
    if (!box.width || !box.height) said.push("without size");
    if (box.left < 0 || box.right > innerWidth + 0.5) said.push("outside at the side");
    if (box.bottom <= 0 || box.top >= innerHeight) said.push("outside above or below");
    // Of what is large, and of a text area, the browser scrolls only to a part.
    const whole = box.height < innerHeight / 2 && e.type !== "textarea";
    if (whole && (box.top < -0.5 || box.bottom > innerHeight + 0.5)) said.push("cut off");
    if (looks(e) === calm.get(e)) said.push("no focus indicator");
    for (let frame = node.parentElement; frame; frame = frame.parentElement) {
      if (getComputedStyle(frame).overflow === "visible" || frame === document.documentElement) continue;
      const edge = frame.getBoundingClientRect();
      if (edge.left > box.left - 1 && edge.right < box.right + 1 && edge.top > box.top - 1
          && edge.bottom < box.bottom + 1) said.push("focus indicator cut off");
    }
    const between = (a, b, most) => (Math.max(a, 0) + Math.min(b, most)) / 2;
    const over = document.elementFromPoint(
      between(box.left, box.right, innerWidth), between(box.top, box.bottom, innerHeight),
    );
    if (over && !node.contains(over) && !over.contains(node)) said.push(`covered by ${over.outerHTML.slice(0, 60)}`);
    return said;
  };
  const name = (e) => e.outerHTML.slice(0, 90);
  window.walk = {
    seen: [], faults: [], ended: false,
    add() {
      const e = document.activeElement;
      if (this.ended) return;
      if (e === document.body || e === null) { this.ended = true; return; }
      const last = this.seen.at(-1), now = stop(e);
      if (now === last) return;  // the parts of a date are stops inside one field
      if (this.seen.includes(now)) this.faults.push(`twice: ${name(e)}`);
      this.seen.push(now);
      this.faults.push(...wrong(e).map((fault) => `${fault}: ${name(e)}`));
    },
    backFromTheEnd() {
      Object.assign(this, { seen: [], ended: false });
      expected.at(-1).focus();
      this.add();
    },
    judge(order) {
      const missed = expected.filter((e) => !this.seen.includes(e)).map((e) => `${order}, not reached: ${name(e)}`);
      const following = order === "forwards" ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
      const jumps = this.seen.slice(1).filter((e, i) => !(this.seen[i].compareDocumentPosition(e) & following));
      return [...missed, ...jumps.map((e) => `${order}, out of order: ${name(e)}`), ...this.faults.splice(0)];
    },
  };
  addEventListener("keyup", ({ key }) => { if (key === "Tab") walk.add(); }, true);
  return expected.length;
}"""
PLACES = ("document.activeElement.blur()", "document.querySelector('main :is(a, button, summary)')?.focus()")
STATE = """() => JSON.stringify([
  location.href, scrollX, scrollY, document.activeElement.outerHTML.slice(0, 200), document.body.innerHTML,
  Array.from(document.querySelectorAll("input, select, textarea"), (e) => [e.value, e.checked]),
  document.querySelectorAll("dialog[open], :popover-open").length, { ...sessionStorage }, { ...localStorage },
])"""


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """The narrowest screen there is to care for: 1280 px at 400 per cent."""
    with closing(browser.new_context(base_url=address, viewport={"width": 320, "height": 640})) as context:
        yield context


def tab_through(page: Page, key: str, most: int) -> None:
    """Press the key until the focus leaves the page; a page that never lets it go is a trap."""
    pressed = 0
    while not page.evaluate("walk.ended"):
        assert pressed <= most, "the focus does not leave the page"
        for _ in range(20):
            page.keyboard.press(key)
        pressed += 20


@pytest.mark.parametrize("kind", PAGES)
def test_every_stop_is_reached_in_order_and_seen(page: Page, kind: str) -> None:
    page.goto(PAGES[kind])
    settled(page)
    stops: Any = page.evaluate(WATCH)
    assert stops > 5
    tab_through(page, "Tab", 4 * stops + 20)
    found = page.evaluate("walk.judge('forwards')")
    page.evaluate("walk.backFromTheEnd()")
    tab_through(page, "Shift+Tab", 4 * stops + 20)
    assert found + page.evaluate("walk.judge('backwards')") == []


def test_a_single_key_does_nothing(page: Page) -> None:
    changed = []
    for path in PAGES.values():
        page.goto(path)
        settled(page)
        for place in PLACES:
            page.evaluate(place)
            before = page.evaluate(STATE)
            page.keyboard.type(KEYS)
            if page.evaluate(STATE) != before:
                changed.append(f"{path} {place}")
    assert changed == []
