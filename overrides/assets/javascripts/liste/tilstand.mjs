// What is filled in on this page: in the tab, joined with the machine's copy when there is one.

import { data, newId, one, sentence, t, tell } from "../side.mjs";
import { FileFault, writeFile } from "../fil.mjs";
import { label, merge, renew, says } from "./flett.mjs";
import { machine, tab } from "./lager.mjs";

const DAY = 86_400_000;
const { sjekkliste: LISTE, versjon: VERSION } = one("[data-sjekkliste]").dataset;
// Stands for the tab among the ids of what is kept; no id has a colon.
const THIS_TAB = ":fane";
let refused = false;

/** `filled` is the list with what is ticked and noted; `saved` tells whether it is on this machine too. */
export const state = { filled: blank(), saved: false };

function blank() {
  return { id: newId(), liste: LISTE, listeversjon: VERSION, punkter: [] };
}

/** Tells whether it is of this checklist, under its name of today or an earlier one. */
export const ours = ({ liste }) => liste === LISTE || data.tidligere.includes(liste);

/** Returns a filled-in list, kept or saved with any version of the checklist, as one of this version. */
export function adopt(found) {
  const whole = { punkter: [], ...found };
  return { ...renew(whole, data.flyttet, Date.now() + DAY), liste: LISTE, listeversjon: VERSION };
}

/** Returns what the machine keeps under an id: {filled}, {fault, text} or undefined. */
export function kept(id) {
  const found = machine.get(id);
  return found?.filled && ours(found.filled) ? { filled: adopt(found.filled) } : found;
}

/** Returns every list of this checklist that the machine keeps, and everything it keeps that cannot be read. */
export function allKept() {
  const here = tab.get(LISTE)?.fault ? [{ id: THIS_TAB, ...tab.get(LISTE) }] : [];
  return [...here, ...machine.all()].flatMap(({ id, fault, filled }) => {
    if (fault) return [{ id, fault }];
    return ours(filled) ? [{ id, filled: adopt(filled) }] : [];
  });
}

/** Returns the text of what is kept under an id and cannot be read. */
export const unread = (id) => (id === THIS_TAB ? tab.get(LISTE) : machine.get(id)).text;

/** Deletes what is kept under an id; the page starts with nothing when it was working with it. */
export function forget(id) {
  if (id === THIS_TAB) {
    tab.remove(LISTE);
    if (says(state.filled)) keep(); // there is room for it now
  } else machine.remove(id);
  if (id === state.filled.id) begin();
}

/** Puts what another tab has said beside what this one says; another tab may also have deleted it. */
export function join() {
  if (!state.saved) return;
  const found = kept(state.filled.id);
  if (found?.filled) state.filled = merge(state.filled, found.filled);
  else if (!found) {
    state.saved = false;
    tab.set(state.filled); // also what other tabs have said
    tell(t("frakoblet"));
  }
}

/** Keeps it in the tab, and on the machine if it is there; tells once when the browser refuses. */
export function keep() {
  const inTab = tab.set(state.filled);
  const joined = state.saved ? machine.set(state.filled, adopt) : undefined;
  if (joined) state.filled = adopt(joined);
  const failed = state.saved ? !joined : !inTab;
  if (failed && !refused) tell(state.saved ? t("lagring-stoppet", state.filled) : whyNotInTab());
  refused = failed;
}

/** Returns the sentence on why this tab keeps nothing. */
function whyNotInTab() {
  const fault = tab.get(LISTE)?.fault;
  return fault ? t("fane-ulest", { grunn: sentence(fault) }) : t("lager-nektet");
}

/** Does a piece of work, from one filled-in list to the next, on top of what other tabs have said. */
export function change(work) {
  join();
  state.filled = work(state.filled);
  keep();
}

/** Works with `found` from now on; it is on the machine already if `saved`. Throws a FileFault if it cannot be kept. */
export function take(found, saved) {
  const filled = adopt(found);
  writeFile("utfylt", filled);
  Object.assign(state, { filled, saved });
  keep();
}

/** Gives a filled-in list a label, and keeps it on the machine under it; throws a FileFault. */
export function remember(filled, written) {
  const navn = written.trim();
  if (!navn) throw new FileFault("no-label");
  const others = allKept().filter(({ id }) => id !== filled.id);
  if (others.some((other) => other.filled?.navn === navn)) throw new FileFault("same-label");
  const named = label(filled, navn, Date.now());
  writeFile("utfylt", named);
  const joined = machine.set(named, adopt);
  if (!joined) throw new FileFault("full");
  if (joined.id === state.filled.id) take(joined, true);
}

/** Starts with nothing. */
export function begin() {
  Object.assign(state, { filled: blank(), saved: false });
  if (!tab.get(LISTE)?.fault) tab.remove(LISTE);
}

/** Takes up, and returns, what this tab kept before it was loaded again; tells when it cannot be read. */
export function recall() {
  const { filled: found, fault } = tab.get(LISTE) ?? {};
  if (fault) tell(whyNotInTab());
  if (!found?.id || !ours(found)) return {};
  Object.assign(state, { filled: adopt(found), saved: Boolean(kept(found.id)?.filled) });
  join();
  return found;
}

/** Looks again at what the machine keeps; if another tab did not see what this one said, it is said again. */
export function refresh() {
  const found = state.saved && kept(state.filled.id);
  join();
  if (found && state.saved && written(found.filled) !== written(state.filled)) keep();
}

/** Tells whether nothing would be lost if another list came in the place of this. */
export const isSafe = () =>
  !says(state.filled) || (state.saved && written(kept(state.filled.id)?.filled) === written(state.filled));

const written = (filled) => JSON.stringify(filled && merge(filled, filled));
