"""Large text and wide spacing at 320 px: nothing sideways, nothing cut off, nothing on top of anything else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest
from helpers import LANGS, PAGES, PREFIX, WORD, laid_out, settled
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.browser
# The spacing of WCAG 1.4.12.
SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
    p { margin-block-end: 2em !important; }
  `);
  document.adoptedStyleSheets = [sheet];
}"""
# Looks at every line of text one can see: is it beside the screen, cut off by a frame, or under another line?
LOSSES = """() => {
  const found = [], lines = [];
  if (document.documentElement.scrollWidth > innerWidth) found.push(`wide: ${document.documentElement.scrollWidth} px`);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode, parent = node.parentElement, text = node.data.trim().slice(0, 40);
    if (!text || parent.closest("script, style, template, option, textarea, svg")) continue;
    if (!parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const frames = [];
    let unseen = getComputedStyle(parent).fontSize === "0px", above = false;
    for (let e = parent; e && e !== document.body; e = e.parentElement) {
      const style = getComputedStyle(e);
      unseen ||= style.clipPath !== "none";  // for screen readers only
      above ||= style.position === "fixed" || style.position === "sticky" || e.matches(".hopp, dialog, [popover]");
      if (style.overflowX !== "visible" || style.overflowY !== "visible") frames.push([e, style]);
    }
    if (unseen) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    line: for (let { left, right, top, bottom } of range.getClientRects()) {
      if (right - left < 1) continue;
      for (const [e, { overflowX, overflowY }] of frames) {
        const box = e.getBoundingClientRect();
        const past = [left < box.left - 1 || right > box.right + 1, top < box.top - 1 || bottom > box.bottom + 1];
        // A frame that scrolls hides nothing for good.
        if (past[0] && /hidden|clip/.test(overflowX)) found.push(`cut off at the side: ${text}`);
        if (past[1] && /hidden|clip/.test(overflowY)) found.push(`cut off below: ${text}`);
        if (past[0] || past[1]) continue line;
      }
      if (!above && (left < -1 || right > innerWidth + 1)) found.push(`outside: ${text}`);
      const middle = (bottom - top) / 4;
      lines.push({ node, text, above, left, right, top: top + middle, bottom: bottom - middle });
    }
  }
  lines.sort((a, b) => a.top - b.top);
  lines.forEach((a, i) => {
    for (let j = i + 1; j < lines.length && lines[j].top < a.bottom - 1; j++) {
      const b = lines[j];
      if (a.node === b.node || a.above !== b.above) continue;
      if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2) found.push(`«${a.text}» on «${b.text}»`);
    }
  });
  return [...new Set(found)];
}"""
MOVING = """() => [
  ...document.getAnimations().map((animation) => animation.effect.target.outerHTML.slice(0, 80)),
  ...[...document.querySelectorAll("*")].filter((e) => {
    const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(e);
    return /[1-9]/.test(transitionDuration) || animationName !== "none" || scrollBehavior === "smooth";
  }).map((e) => e.outerHTML.slice(0, 80)),
]"""


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A narrow screen; the reader has asked for less motion."""
    size = {"width": 320, "height": 640}
    with closing(browser.new_context(base_url=address, viewport=size, reduced_motion="reduce")) as context:  # type: ignore[arg-type]
        yield context


def losses(page: Page, state: str) -> list[str]:
    return [f"{state}: {loss}" for loss in page.evaluate(LOSSES)]


@pytest.mark.parametrize("mode", ["as it is", "spacing", "200 %"])
def test_every_type_of_page(page: Page, mode: str) -> None:
    if mode == "200 %":  # what a reader sets in the browser: twice the usual 16 px
        double = {"fontSizes": {"standard": 32, "fixed": 26}}
        page.context.new_cdp_session(page).send("Page.setFontSizes", double)
    found = []
    for path in PAGES.values():
        page.goto(path)
        settled(page)
        assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == (
            36 if mode == "200 %" else 18
        )
        if mode == "spacing":
            page.evaluate(SPACING)
        page.evaluate("for (const node of document.querySelectorAll('details')) node.open = true")
        laid_out(page)
        found += losses(page, path)
        if mode == "as it is":
            found += [f"{path} moves: {what}" for what in page.evaluate(MOVING)]
    page.goto("/")
    if mode == "spacing":
        page.evaluate(SPACING)
    page.locator(".meny-apne").click()
    expect(page.locator("#meny")).to_be_visible()
    found += losses(page, "menu")
    page.keyboard.press("Escape")
    page.locator(".sok-apne").click()
    page.get_by_role("searchbox").fill("mentor")
    expect(page.get_by_role("dialog").get_by_role("link").first).to_be_visible()
    found += losses(page, "search")
    assert found == []


@pytest.mark.parametrize("lang", [lang for lang in LANGS if lang != "nb"])
def test_the_header_in_every_language(page: Page, lang: str) -> None:
    """What is short in one language may be long in another: the home page, with large text."""
    double = {"fontSizes": {"standard": 32, "fixed": 26}}
    page.context.new_cdp_session(page).send("Page.setFontSizes", double)
    page.goto(f"{PREFIX[lang]}/")
    expect(page.get_by_role("button", name=WORD[lang]("meny"))).to_be_visible()
    assert page.evaluate(LOSSES) == []
