// Words, templates and dialogs. Everything is put on the page as text or as elements, never as HTML.

export const one = (selector, root = document) => root.querySelector(selector);
export const all = (selector, root = document) => [...root.querySelectorAll(selector)];
export const app = one("#jm");
/** What the build has written into the page: words, scales, occupations, measures, the format of files. */
export const data = JSON.parse(one("#jm-data").textContent);

/** Returns a word of the page's language with {names} filled in. */
export const t = (id, values = {}) => data.ord[id].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
export const count = (id, antall) => t(`${id}.${antall === 1 ? "en" : "flere"}`, { antall });

/** Returns a date (YYYY-MM-DD) as people write it, or nothing. */
export function day(date) {
  const how = { day: "numeric", month: "long", year: "numeric" };
  return date ? new Date(`${date}T12:00`).toLocaleDateString(document.documentElement.lang, how) : "";
}

/**
 * Returns a copy of the template `name` with a model's values: data-v takes a text, data-sett data attributes
 * ("krav=id gruppe"), data-hvis stays when there is something, and an inner template with data-hver is repeated.
 * An element whose text is missing is left out.
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
  each("sett", (node, pairs) => {
    for (const [name, key = name] of pairs.split(" ").map((pair) => pair.split("="))) node.dataset[name] = model[key] ?? "";
  });
  each("hver", (list, key) => {
    const items = model[key] ?? [];
    list.replaceWith(...items.map((item) => fillIn(list, typeof item === "string" ? { v: item } : item)));
  });
  return root;
}

/** Returns a new element with these properties. */
export const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

/** Tells what has happened, aloud too; with `undo` there is a button that takes it back. */
export function tell(text, undo) {
  const [line, button] = one("#melding").children;
  line.textContent = text;
  button.hidden = !undo;
}

/**
 * Asks with the template `name`; resolves to the value of the button pressed, or "" when cancelled.
 * `check` gets it and the form's values, and may return what is wrong: then the dialog stays.
 */
export function ask(name, model, check = () => "") {
  const dialog = one("#jm-dialog");
  dialog.replaceChildren(fill(name, model));
  const form = one("form", dialog);
  return new Promise((resolve) => {
    let answer = "";
    form.onsubmit = async (event) => {
      event.preventDefault();
      const { value } = event.submitter;
      const wrong = await check(value, Object.fromEntries(new FormData(form)));
      if (wrong) {
        one("[data-feil]", form).textContent = wrong;
        one("input", form).focus();
      } else {
        answer = value;
        dialog.close();
      }
    };
    form.onclick = ({ target }) => target.type === "button" && dialog.close();
    dialog.onclose = () => {
      dialog.replaceChildren(); // a password does not stay on the page
      resolve(answer);
    };
    dialog.showModal();
  });
}

/** Lets the user save a text as a file. */
export function download(name, text, type = "application/json") {
  const href = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}
