// What every page needs, and nothing more: search loads when someone asks for it.

const searchButton = document.querySelector(".sok-apne");
let search;
let again = ""; // a browser may remember that a module failed: ask for it under another address

async function openSearch() {
  search ??= import(`./sok.mjs${again}`).then((module) => module.createSearch(searchButton.dataset.ord, again));
  try {
    (await search).open();
  } catch {
    search = undefined; // the next press tries again
    again = `?${Date.now()}`;
  }
}

searchButton?.addEventListener("click", openSearch);

// The same headings have the same ids in every language: keep the reader's place.
for (const link of document.querySelectorAll(".sprakvalg a")) {
  link.addEventListener("click", () => {
    link.hash = location.hash;
  });
}

// The open menu must not cover what the keyboard has moved on to.
const menu = document.querySelector("#meny");
menu?.addEventListener("focusout", ({ relatedTarget }) => {
  if (relatedTarget && !menu.contains(relatedTarget) && menu.matches(":popover-open")) menu.hidePopover();
});
