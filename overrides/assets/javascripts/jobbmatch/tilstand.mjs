// What has been typed, kept in this tab; on the machine only when asked.

import { data, t, tell } from "../side.mjs";
import { rebuild } from "../fil.mjs";

const KINDS = ["stilling", "kandidat"];
// Cut in a file, but not in the tab.
const TYPED = ["too-long", "markup", "bidi", "control"];
let undoing;
// What is in a file, or empty.
const safe = {};
let refused = false;
let timer;

/** {stilling, kandidat}, as in their files, with every list there. */
export const state = {};

/** Returns what is at "kandidat.kartlegging.arbeid". */
export const at = (path) => path.split(".").reduce((value, key) => (value[key] ??= {}), state);

export function put(kind, value) {
  const { kartlegging, avtale, ...rest } = structuredClone(value ?? {});
  const kandidat = {
    kartlegging: { arbeid: [], utdanning: [], sprak: [], bevis: [], ...kartlegging },
    ...{ svar: [], tiltak: [], rammer: structuredClone(data.rammer), avtale: { maal: {}, ...avtale } },
  };
  state[kind] = { ...(kind === "stilling" ? { krav: [], egenskaper: [] } : kandidat), ...rest };
}

/** Notes a change; `undo` takes it back, and may return where to go then. */
export function changed(undo) {
  undoing = undo;
  if (!undo) tell("");
  clearTimeout(timer);
  timer = setTimeout(keep, 300);
}

/** Notes that a part of the form is in a file now. */
export const saved = (kind) => void (safe[kind] = JSON.stringify(state[kind]));

export function undo() {
  const target = undoing?.();
  changed();
  return target;
}

function keep() {
  clearTimeout(timer);
  timer = undefined;
  try {
    for (const kind of KINDS) write(sessionStorage, kind, state[kind]);
    refused = false;
  } catch {
    if (!refused) tell(t("lager-nektet"));
    refused = true;
  }
}

export function recall() {
  undoing = undefined;
  for (const kind of KINDS) {
    put(kind);
    saved(kind);
    put(kind, read(() => sessionStorage, kind));
  }
}

/** The stilling on this machine; `set` may throw. */
export const machine = {
  get: () => read(() => localStorage, "stilling"),
  set: () => write(localStorage, "stilling", state.stilling),
  remove: () => forget(() => localStorage),
};

export function deleteAll() {
  clearTimeout(timer);
  forget(() => sessionStorage);
  machine.remove();
  recall();
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
    // nothing is kept
  }
}

// Inside the site the tab remembers.
let staying = false;
addEventListener("click", ({ target, ctrlKey, metaKey, shiftKey }) => {
  const { origin, pathname } = target.closest?.("a[href]") ?? {};
  const here = !ctrlKey && !metaKey && !shiftKey && origin === location.origin;
  staying = here && !refused && pathname !== location.pathname;
});
addEventListener("beforeunload", (event) => {
  const isSafe = KINDS.every((kind) => JSON.stringify(state[kind]) === safe[kind]);
  if (!isSafe && !staying) event.preventDefault();
});
addEventListener("pagehide", () => timer && keep());
