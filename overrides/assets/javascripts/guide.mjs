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

// The documents are not among what works without network: say so, rather than start what must fail.
document.addEventListener("click", (event) => {
  const place = event.target.closest?.(".nedlasting a")?.parentElement;
  if (!place || navigator.onLine) return;
  event.preventDefault();
  let notice = place.querySelector("[role=status]");
  if (!notice) {
    notice = document.createElement("span");
    notice.role = "status";
    place.append(notice);
  }
  notice.textContent = place.dataset.utenNett;
});

// From here on the guide works without network (sw.js). Not on the forms, and not where data is to be saved.
const worker = document.querySelector("[data-sw]")?.dataset.sw;
if (worker && navigator.serviceWorker && !navigator.connection?.saveData) {
  // Trusted types let no text become the address of a script; this policy vouches for one address, whatever it is asked.
  const own = globalThis.trustedTypes?.createPolicy("guide", { createScriptURL: () => worker });
  const address = own?.createScriptURL("") ?? worker;
  const keep = () => setTimeout(() => navigator.serviceWorker.register(address).catch(() => {}), 2000);
  if (document.readyState === "complete") keep();
  else addEventListener("load", keep);
}
