// The search box. Pagefind finds; we ask it for the reader's words, for other words that mean
// the same (data/sok.yml), and for the nearest known word when nothing is found.

const MOST_RESULTS = 12;
const MOST_QUERIES = 8;
const GUESSED = 0.5;

/** Returns the search box; `wordsUrl` is the address of the language's words, `again` a suffix for a new try. */
export async function createSearch(wordsUrl, again = "") {
  const [words, pagefind] = await Promise.all([
    fetch(wordsUrl).then((response) => (response.ok ? response.json() : Promise.reject(response.status))),
    import(`../../pagefind/pagefind.js${again}`),
  ]);
  // A web worker lies outside the folder of a language, and so outside what its copy answers for without network.
  await pagefind.options({ noWorker: true });
  await pagefind.init();
  return new SearchBox(words, pagefind);
}

/** Returns queries to ask besides the reader's own: one word changed for one of its group. */
export function otherQueries(query, groups) {
  const parts = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = new Set();
  parts.forEach((part, index) => {
    for (const group of groups) {
      if (!group.some((word) => sameWord(part, word))) continue;
      for (const word of group) {
        if (sameWord(part, word)) continue;
        found.add(parts.map((other, at) => (at === index ? word : other)).join(" "));
      }
    }
  });
  return [...found];
}

/** Tells whether two written forms are the same word: equal, or one is the other with an ending. */
export function sameWord(a, b) {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short === long) return true;
  if (short.length < 4) return false;
  const stem = short.replace(/[ea]$/, "");
  return long.startsWith(stem) && long.length - stem.length <= 4;
}

/** Tells whether what Pagefind marked in a page's excerpt really is one of the words, or begins with it. */
export function isAbout(page, words) {
  const marked = [...page.excerpt.matchAll(/<mark>(.*?)<\/mark>/g)].map(([, word]) => word.toLowerCase());
  return marked
    .map((word) => word.replace(/[^\p{L}\p{N}-]/gu, ""))
    .some((found) => words.some((word) => found.startsWith(word) || isFormOf(found, word)));
}

function isFormOf(found, word) {
  return found.length + 2 >= word.length && sameWord(found, word);
}

/** Returns the known word nearest to a misspelt one, or undefined: at most two letters may differ. */
export function nearest(word, known) {
  const most = word.length < 6 ? 1 : 2;
  let best;
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) > most) continue;
    const distance = editDistance(word, candidate);
    if (distance <= most && (!best || distance < best.distance)) best = { candidate, distance };
  }
  return best?.candidate;
}

function editDistance(a, b) {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(change, previous[j] + 1, row[j - 1] + 1));
    }
    previous = row;
  }
  return previous[b.length];
}

class SearchBox {
  constructor(words, pagefind) {
    this.words = words;
    this.pagefind = pagefind;
    this.turn = 0;
    this.build();
  }

  build() {
    const { ord } = this.words;
    this.dialog = element("dialog", { className: "sok" });
    this.dialog.setAttribute("aria-label", ord.tittel);
    const form = element("form", { method: "dialog", noValidate: true });
    const label = element("label", { htmlFor: "sok-felt", textContent: ord.tittel });
    this.input = element("input", { id: "sok-felt", type: "search", autocomplete: "off", spellcheck: false });
    const close = element("button", { type: "button", className: "knapp knapp--stille", textContent: ord.lukk });
    close.addEventListener("click", () => this.dialog.close());
    form.append(label, this.input, close);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (this.shown !== this.input.value.trim()) await this.search();
      this.results.querySelector("a")?.focus();
    });
    this.message = element("p", { className: "sok__melding", textContent: ord.hjelp });
    this.message.setAttribute("role", "status");
    this.results = element("ol");
    this.dialog.append(form, this.message, this.results);
    this.input.addEventListener("input", () => this.later());
    this.dialog.addEventListener("keydown", (event) => this.keys(event));
    this.dialog.addEventListener("click", (event) => {
      if (event.target === this.dialog) this.dialog.close();
      if (event.target.closest("a")) this.dialog.close();
    });
    document.body.append(this.dialog);
  }

  open() {
    this.dialog.showModal();
    this.input.select();
  }

  keys(event) {
    // A search field would use Escape to empty itself first.
    if (event.key === "Escape") {
      event.preventDefault();
      this.dialog.close();
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [this.input, ...this.results.querySelectorAll("a")];
    const next = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    if (!stops[next]) return;
    event.preventDefault();
    stops[next].focus();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.search(), 180);
  }

  async search() {
    clearTimeout(this.timer);
    const query = this.input.value.trim();
    const turn = ++this.turn;
    const { ord } = this.words;
    if (query.length < 2) {
      this.show([], ord.hjelp, query);
      return;
    }
    this.message.textContent = ord.henter;
    try {
      const { pages, corrected } = await this.find(query);
      if (turn !== this.turn) return; // the reader has typed on
      const count = (pages.length === 1 ? ord.treffEn : ord.treffFlere).replace("{antall}", pages.length);
      const none = ord.ingen.replace("{sporring}", query);
      const note = corrected ? `${ord.menteDu.replace("{ord}", corrected)} ${count}` : count;
      this.show(pages, pages.length ? note : none, query);
    } catch {
      if (turn === this.turn) this.show([], ord.feil, query);
    }
  }

  async find(query) {
    let pages = await this.ask(query);
    if (pages.length) return { pages };
    const corrected = query
      .toLowerCase()
      .split(/\s+/)
      .map((word) => nearest(word, this.words.kjente) ?? word)
      .join(" ");
    if (corrected === query.toLowerCase()) return { pages };
    pages = await this.ask(corrected);
    return { pages, corrected };
  }

  // What the reader wrote counts twice what we guess; a page found by several queries keeps its best score.
  // Pagefind answers a word it does not know with pages that share its beginning: only real finds are kept.
  async ask(query) {
    const queries = [query.toLowerCase(), ...otherQueries(query, this.words.grupper)].slice(0, MOST_QUERIES);
    const best = new Map();
    for (const other of queries) {
      for (const { page, score } of await this.found(other)) {
        const weighted = other === queries[0] ? score : score * GUESSED;
        if (!best.has(page.url) || best.get(page.url).weighted < weighted) best.set(page.url, { page, weighted });
      }
    }
    const ordered = [...best.values()].sort((a, b) => b.weighted - a.weighted);
    return ordered.slice(0, MOST_RESULTS).map(({ page }) => page);
  }

  async found(asked) {
    const { results } = await this.pagefind.search(asked);
    const hits = results.slice(0, MOST_RESULTS);
    const pages = await Promise.all(hits.map((hit) => hit.data()));
    const words = asked.split(/\s+/);
    // Pagefind hands out one object for a page, and the next query changes its excerpt: keep our own.
    return pages
      .map(({ url, meta, excerpt }, index) => ({ page: { url, meta, excerpt }, score: hits[index].score }))
      .filter(({ page }) => isAbout(page, words));
  }

  show(pages, message, query) {
    this.shown = query;
    this.message.textContent = message;
    this.results.replaceChildren(...pages.map((page) => this.item(page)));
  }

  item(page) {
    const link = element("a", { href: page.url, textContent: page.meta.title });
    const text = element("p");
    // The excerpt is text with <mark> around what was found; everything else is shown as text.
    for (const [index, part] of page.excerpt.split(/<\/?mark>/).entries()) {
      const shown = decode(part);
      text.append(index % 2 ? element("mark", { textContent: shown }) : shown);
    }
    const item = element("li");
    item.append(link, text);
    return item;
  }
}

const NAMED = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function decode(text) {
  return text.replace(/&(?:(amp|lt|gt|quot|apos)|#(\d+)|#x([\da-f]+));/gi, (_, name, decimal, hex) =>
    name ? NAMED[name.toLowerCase()] : String.fromCodePoint(Number.parseInt(decimal ?? hex, decimal ? 10 : 16)),
  );
}

function element(name, properties = {}) {
  return Object.assign(document.createElement(name), properties);
}
