// Where filled-in lists are kept: in this tab while one works, on the machine under a label when asked. On the machine
// each has a key of its own, and its value is the text of a file, so that it is read as strictly as one.

import { readFile, writeFile } from "../fil.mjs";
import { merge } from "./flett.mjs";

const PREFIX = "sjekkliste:v1:";
const KIND = "utfylt";

/** The filled-in lists of this tab, one of each checklist. */
export const tab = {
  /** Returns {filled} or {fault, text}; undefined when there is none. */
  get: (liste) => read(attempt(() => sessionStorage.getItem(`${PREFIX}${liste}`))),

  /** Tells whether it was kept. What cannot be read, because it is newer or damaged, is never written over. */
  set: (filled) => !tab.get(filled.liste)?.fault && keep(() => sessionStorage, filled.liste, filled),

  remove: (liste) => attempt(() => sessionStorage.removeItem(`${PREFIX}${liste}`)),
};

/** The filled-in lists of this machine. */
export const machine = {
  /** Returns {filled} or {fault, text} of an id; undefined when there is none. */
  get: (id) => read(attempt(() => localStorage.getItem(`${PREFIX}${id}`))),

  /** Returns {id, filled} or {id, fault, text} of every list kept, whichever checklist it is of. */
  all: () => keys(localStorageOrNothing()).map((id) => ({ id, ...machine.get(id) })),

  /**
   * Joins it with what is kept under its id, made one of `today`, and returns both together; undefined when the browser
   * refuses. What is kept but cannot be read, because it is newer or damaged, is never written over.
   */
  set(filled, today) {
    const kept = machine.get(filled.id);
    if (kept?.fault) return undefined;
    const joined = kept ? merge(today(kept.filled), filled) : filled;
    return keep(() => localStorage, filled.id, joined) ? joined : undefined;
  },

  remove: (id) => attempt(() => localStorage.removeItem(`${PREFIX}${id}`)),
};

/** Deletes what this tab and this machine keep of every checklist. */
export function deleteAll() {
  for (const storage of [localStorageOrNothing(), attempt(() => sessionStorage)]) {
    for (const id of keys(storage)) storage.removeItem(`${PREFIX}${id}`);
  }
}

/** Calls `tell` with the id of a list that another tab has changed or deleted. */
export function watch(tell) {
  addEventListener("storage", ({ key, storageArea }) => {
    if (storageArea !== localStorageOrNothing()) return;
    if (key === null) tell(undefined); // everything was cleared
    else if (key.startsWith(PREFIX)) tell(key.slice(PREFIX.length));
  });
}

const localStorageOrNothing = () => attempt(() => localStorage);

function keys(storage) {
  const names = storage ? Object.keys(storage) : [];
  return names.filter((name) => name.startsWith(PREFIX)).map((name) => name.slice(PREFIX.length));
}

function read(text) {
  if (text === null || text === undefined) return undefined;
  try {
    return { filled: readFile(text).value };
  } catch (fault) {
    return { fault, text };
  }
}

function keep(storage, id, filled) {
  try {
    storage().setItem(`${PREFIX}${id}`, writeFile(KIND, filled)); // a browser may forbid even to look
    return true;
  } catch {
    return false;
  }
}

// A browser may forbid even to look.
function attempt(work) {
  try {
    return work();
  } catch {
    return undefined;
  }
}
