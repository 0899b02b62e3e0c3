// What has been typed: kept in this tab until it is closed, and on the machine only when somebody asks.

import { data, t, tell } from "./dom.mjs";
import { rebuild } from "./fil.mjs";

const KINDS = ["stilling", "kandidat"];
// What a file would cut out of a text, the tab keeps as it was typed.
const TYPED = ["too-long", "markup", "bidi", "control"];
const undoing = [];
let unsaved = false;
let refused = false;
let timer;

/** The form: {stilling, kandidat}, each in the shape of its file, with every list there. */
export const state = {};

/** Returns the object or list at a path such as "kandidat.kartlegging.arbeid". */
export const at = (path) => path.split(".").reduce((value, key) => (value[key] ??= {}), state);

/** Puts a stilling or a kandidat in the place of the one that is there. */
export function put(kind, value) {
  const { kartlegging, avtale, ...rest } = structuredClone(value ?? {});
  const kept = { arbeid: [], utdanning: [], sprak: [], bevis: [], ...kartlegging };
  const kandidat = { svar: [], tiltak: [], rammer: structuredClone(data.rammer), avtale: { maal: {}, ...avtale } };
  state[kind] = kind === "stilling" ? { krav: [], egenskaper: [], ...rest } : { ...kandidat, kartlegging: kept, ...rest };
}

/** Notes a change, so that it is kept in a moment; `undo` takes it back, and may return where to go then. */
export function changed(undo) {
  unsaved = true;
  if (undo) undoing.push(undo);
  clearTimeout(timer);
  timer = setTimeout(keep, 300);
}

/** Notes that what there is has been saved to a file. */
export const saved = () => void (unsaved = false);

/** Takes the last change back; returns what its undo returns. */
export function undo() {
  const target = undoing.pop()?.();
  changed();
  return target;
}

function keep() {
  clearTimeout(timer);
  try {
    for (const kind of KINDS) write(sessionStorage, kind, state[kind]);
    refused = false;
  } catch {
    if (!refused) tell(t("lager-nektet"));
    refused = true;
  }
}

/** Reads the form from the tab's memory; what is broken there counts as nothing. */
export function recall() {
  for (const kind of KINDS) {
    const value = read(() => sessionStorage, kind);
    unsaved ||= Boolean(value);
    put(kind, value);
  }
}

/** The stilling kept on this machine; `set` throws when the browser refuses. */
export const machine = {
  get: () => read(() => localStorage, "stilling"),
  set: () => write(localStorage, "stilling", state.stilling),
  remove: () => forget(() => localStorage),
};

/** Deletes everything: the form, the tab's memory, the stilling on this machine. */
export function deleteAll() {
  clearTimeout(timer);
  undoing.length = 0;
  forget(() => sessionStorage);
  machine.remove();
  KINDS.forEach((kind) => put(kind));
  unsaved = false;
}

const key = (kind) => `jobbmatch:v1:${kind}`;
const write = (storage, kind, value) => storage.setItem(key(kind), JSON.stringify(value));

function read(storage, kind) {
  try {
    const kept = JSON.parse(storage().getItem(key(kind)));
    const { value, dropped } = rebuild(kind, kept);
    return kept && (dropped.every(({ reason }) => TYPED.includes(reason)) ? kept : value);
  } catch {
    return undefined;
  }
}

function forget(storage) {
  try {
    for (const kind of KINDS) storage().removeItem(key(kind));
  } catch {
    // Where nothing can be kept, there is nothing.
  }
}

// On the way to another page of the site nothing is lost; on the way out it is.
let staying = false;
addEventListener("click", ({ target }) => {
  staying = !refused && target.closest?.("a[href]")?.origin === location.origin;
});
addEventListener("beforeunload", (event) => unsaved && !staying && event.preventDefault());
addEventListener("pagehide", () => unsaved && keep());
