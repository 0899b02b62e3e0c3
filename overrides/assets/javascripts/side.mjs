// Words, templates, dialogs: everything is put on the page as text, never as HTML.

/** The first element, or every element, that a selector finds. */
export const one = (selector, root = document) => root.querySelector(selector);
export const all = (selector, root = document) => [...root.querySelectorAll(selector)];
export const app = one("#app");
/** What the build has written into the page: words, and what the page's own scripts need. */
export const data = JSON.parse(one("#app-data").textContent);

// A browser may keep ticks and chosen files, and show them to the next reader. In HTML only text fields may say no to that.
for (const box of all("input:is([type=checkbox], [type=radio], [type=file])")) box.autocomplete = "off";

/** Returns a word, with {names} filled in. */
export const t = (id, values = {}) => data.ord[id].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
/** Returns the singular or the plural of a word with the number in it. */
export const count = (id, antall) => t(`${id}.${String(antall) === "1" ? "en" : "flere"}`, { antall });

/** The page's language for dates and numbers; not every browser has nynorsk, whose months are those of bokmål. */
export const locales = [document.documentElement.lang.replace(/^en$/, "en-GB"), "nb"];

/** Returns a date (YYYY-MM-DD) as people write it in the page's language; nothing for nothing. */
export function day(date) {
  const how = { day: "numeric", month: "long", year: "numeric" };
  return date ? new Date(`${date}T12:00`).toLocaleDateString(locales, how) : "";
}

/**
 * Returns the template `name` with a model in it: data-v takes a text, data-verdi the value of a field, data-sett attributes ("krav=id gruppe"),
 * data-hvis needs something, an inner template with data-hver is repeated. What has no text is left out.
 */
export const fill = (name, model = {}) => fillIn(one(`template[data-mal-til="${name}"]`), model);

function fillIn(template, model) {
  const root = template.content.cloneNode(true);
  const each = (key, work) => {
    for (const node of all(`[data-${key}]`, root)) {
      const value = node.dataset[key];
      delete node.dataset[key];
      work(node, value);
    }
  };
  const says = (value) => (Array.isArray(value) ? value.length : value || value === 0);
  each("hvis", (node, key) => says(model[key]) || node.remove());
  each("v", (node, key) => (says(model[key]) ? (node.textContent = model[key]) : node.remove()));
  each("verdi", (node, key) => (node.value = model[key] ?? ""));
  each("sett", (node, pairs) => {
    for (const pair of pairs.split(" ")) {
      const [name, key = name] = pair.split("=");
      node.dataset[name] = model[key] ?? "";
    }
  });
  each("hver", (list, key) => {
    const items = model[key] ?? [];
    list.replaceWith(...items.map((item) => fillIn(list, typeof item === "string" ? { v: item } : item)));
  });
  return root;
}

/** Returns a new element with these properties. */
export const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

/** Tells what has happened; `undo` offers to take it back. `add` to what is told, and the offer stays. */
export function tell(text, undo, add) {
  const [line, button] = one("#melding").children;
  const kept = add && !button.hidden;
  line.textContent = kept ? `${line.textContent} ${text}` : text;
  button.hidden = !undo && !kept;
}

/** Returns what an error is called: by our own `code`, or in general. */
export const sentence = ({ code }) => t(`fil-${code}` in data.ord ? `fil-${code}` : "fil-ukjent");

/**
 * Asks in the page's one dialog, with the template `name`. Resolves to the value of the button pressed, "" when
 * cancelled. `check` gets that value and the form's values; while it throws, the question stays and says why.
 */
export function ask(name, model, check = () => {}) {
  const dialog = one("#app-dialog");
  dialog.replaceChildren(fill(name, model));
  const form = one("form", dialog);
  dialog.ariaLabel = one("h2", form).textContent;
  return new Promise((resolve) => {
    let answer = "";
    let busy = false; // a key that is slow to make must not be asked for twice
    form.onsubmit = async (event) => {
      event.preventDefault();
      if (busy) return;
      busy = true;
      const { value } = event.submitter;
      try {
        await check(value, Object.fromEntries(new FormData(form)));
        answer = value;
        if (form.isConnected) dialog.close();
      } catch (error) {
        one("[data-feil]", form).textContent = sentence(error);
        one("input", form)?.focus();
      }
      busy = false;
    };
    form.onclick = ({ target }) => {
    if (target.type === "button") dialog.close();
  };
    dialog.onclose = () => {
      dialog.replaceChildren(); // a password does not stay on the page
      resolve(answer);
    };
    dialog.showModal();
  });
}

/** Says something in a dialog: the word `tittel`, a text, and a list of what is left out. */
export const notice = (tittel, tekst, utelatt) => ask("beskjed", { tittel: t(tittel), tekst, utelatt });

const place = (path) => path.split("/").map((part) => (/^\d+$/.test(part) ? +part + 1 : part)).join(" › ");

/** Returns what was left out of a file, [{path, reason}], in words; of very many, the first. */
export const told = (dropped) => dropped.slice(0, 50).map(({ path, reason }) => `${place(path)}: ${t(`grunn-${reason}`)}`);

/** Runs what can fail because of a file, a link or the browser, and tells why it did. */
export async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    return notice("gikk-ikke", sentence(error));
  }
}

/** Returns an id for something new. */
export const newId = () => `r-${[...crypto.getRandomValues(new Uint32Array(2))].map((n) => n.toString(36)).join("")}`;

/** Lets the user save a text as a file. */
export function download(name, text, type = "application/json") {
  const href = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

/** Shows a text, marked and ready to be copied, where the page has a place for it (#tekstut). */
export function showText(name, text, warning = "") {
  const [label, note] = one("#tekstut").children;
  one("#tekstut").hidden = false;
  label.firstElementChild.textContent = name;
  label.lastElementChild.value = text;
  label.lastElementChild.focus();
  label.lastElementChild.select();
  note.textContent = warning;
}

/** Takes away what showText has shown. */
export function hideText() {
  one("#tekstut").hidden = true;
  one("#tekstut textarea").value = "";
}

/** Returns what headings, paragraphs, list items and rows of tables say, a line each. */
export function plainText(root) {
  const lines = all("h2, h3, p, li, tr", root).map((node) => {
    const words = [...node.childNodes].map((part) => part.textContent.trim()).filter(Boolean);
    return (node.tagName === "H3" ? "\n" : node.tagName === "LI" ? "- " : "") + words.join(". ");
  });
  return lines.join("\n");
}

/** Copies a text; where the browser refuses, shows it. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    tell(t("kopiert"));
  } catch {
    showText(t("kopier-selv"), text);
    tell(t("kopiering-nektet"));
  }
}

/**
 * Shows faults, [{tekst, felt, path, id}], and values that cannot be, at their fields and in a summary with links
 * (#feil), and moves there; tells whether there are any. A field is a control, or the data-felt of one in the row `id`.
 */
export function showFaults(faults) {
  const wrong = all("input", app).filter((control) => !control.validity.valid);
  const name = (control) => one(".felt__navn", control.closest("label")).textContent;
  const found = [...faults, ...wrong.map((felt) => ({ felt, tekst: whatToDo(felt, name(felt)) }))];
  for (const node of all(".feilmelding", app)) node.remove();
  for (const control of all("[aria-invalid]", app)) control.removeAttribute("aria-invalid");
  const box = one("#feil");
  box.hidden = !found.length;
  one("ul", box).replaceChildren(...found.map(line));
  box.focus();
  return found.length > 0;
}

/** Returns what to do about a value that cannot be: of text, only the nickname has a pattern. */
function whatToDo({ type, min, max }, felt) {
  return t(type === "number" ? "feil-tall" : type === "date" ? "feil-dato" : "feil-sifre", { felt, min, max });
}

function line({ tekst, felt, path, id }) {
  const row = id ? `[data-liste="${path}"] > [data-rad="${id}"]` : `[data-i="${path}"]`;
  const find = () => (felt.type ? felt : one(`${row} [data-felt=${felt}]`, app)); // rows may be shown anew
  find().ariaInvalid = "true";
  find().before(make("span", { className: "feilmelding", textContent: tekst })); // in the label: part of the name
  const link = make("a", { href: "#feil", textContent: tekst });
  link.onclick = (event) => {
    event.preventDefault();
    const closed = find()?.closest("details:not([open])");
    if (closed) closed.open = true;
    find()?.focus();
  };
  const item = make("li");
  item.append(link);
  return item;
}
