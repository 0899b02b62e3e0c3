// The form and the object behind it: a control has data-felt (its key), a row data-rad (its id).

import { all, app, fill, newId, one, t, tell } from "../side.mjs";
import { SCHEMA } from "../fil.mjs";
import { about, levels, need } from "./modell.mjs";
import { at, changed, state } from "./tilstand.mjs";

const MOST = SCHEMA.stilling.krav.max;
const listOf = (path) => one(`[data-liste="${path}"]`, app);
const rowOf = (path, id) => one(`[data-rad="${id}"]`, listOf(path));
const controls = (root) => all("[data-felt]", root);
const answerTo = (id) => state.kandidat.svar.find(({ krav }) => krav === id);
const answer = (id) => answerTo(id) ?? state.kandidat.svar[state.kandidat.svar.push({ krav: id }) - 1];
const NAMES = ["tekst", "tema", "hva", "sprak", "stilling", "fag"];
const nameOf = (item) => NAMES.map((key) => item[key]).find(Boolean) ?? t("uten-tekst");

export function show() {
  for (const control of controls(app)) if (!control.closest("[data-rad]")) set(control, ownerOf(control));
  for (const list of all("[data-mal]", app)) showList(list.dataset.liste);
  showAnswers();
}

/** Shows a list anew; open rows stay open. */
export function showList(path) {
  const list = listOf(path);
  const open = all("details[open]", list).map((node) => node.closest("[data-rad]").dataset.rad);
  list.replaceChildren(...at(path).map((item) => makeRow(list, item)));
  for (const id of open) all(`[data-rad="${id}"] details`, list).forEach((node) => (node.open = true));
}

export function showAnswers() {
  const list = one("#svar");
  const { activeElement: control } = document;
  const row = list?.contains(control) && control.closest("[data-rad]").dataset.rad;
  list?.replaceChildren(...state.stilling.krav.map(makeAnswer));
  const again = row && controls(rowOf("kandidat.svar", row));
  const isSame = ({ dataset, value }) => dataset.felt === control.dataset.felt && value === control.value;
  if (again) again.find(isSame)?.focus();
}

/** Shows what follows from the krav. */
export function showFollowing() {
  showAnswers();
  if (listOf("kandidat.tiltak")) showList("kandidat.tiltak");
}

function makeRow(list, item) {
  const row = fill(list.dataset.mal).firstElementChild;
  Object.assign(row.dataset, { rad: item.id, i: list.dataset.liste });
  const options = (felt, pairs) => one(`[data-felt=${felt}]`, row)?.append(...pairs.map((pair) => new Option(...pair)));
  if (item.art) options("trenger", levels(item).map(([kort], niva) => [kort, niva]).slice(1));
  else options("krav", state.stilling.krav.map((krav) => [nameOf(krav), krav.id]));
  for (const control of controls(row)) set(control, item);
  mark(row, item);
  return row;
}

function makeAnswer(krav) {
  const nivaer = [[t("ikke-tatt-opp")], ...levels(krav)].map(([kort, anker]) => ({ kort, anker }));
  const model = { tekst: nameOf(krav), om: `${about(krav, false)} · ${t("jobben-trenger", { trenger: need(krav) })}`, nivaer };
  const row = fill("svar", model).firstElementChild;
  Object.assign(row.dataset, { rad: krav.id, i: "kandidat.svar", art: krav.art });
  all("[type=radio]", row).forEach((radio, at) => {
    radio.name = `har-${krav.id}`;
    radio.value = at ? at - 1 : "";
  });
  for (const control of controls(row)) set(control, answerTo(krav.id) ?? {});
  return row;
}

function set(control, item) {
  const value = item[control.dataset.felt] ?? "";
  if (control.type === "checkbox") control.checked = value;
  else if (control.type === "radio") control.checked = control.value === String(value);
  else control.value = value;
}

function ruleOf({ dataset: { felt }, parentElement }) {
  const path = parentElement.closest("[data-i]").dataset.i;
  return `${path}.${felt}`.split(".").reduce((rule, key) => (rule.fields ?? rule)[key], SCHEMA);
}

function ownerOf(control) {
  const { i: path, rad: id } = control.closest("[data-i]").dataset;
  if (!id) return at(path);
  if (path !== "kandidat.svar") return at(path).find((item) => item.id === id);
  return answer(id);
}

// By its attributes a row shows the fields that matter.
function mark(row, item) {
  for (const key of ["art", "vekt", "frist"]) row.dataset[key] = item[key] ?? "";
  for (const button of all("[data-navn]", row)) button.ariaLabel = `${button.dataset.navn}: ${nameOf(item)}`;
  const [name, about_] = all("summary > *", row);
  if (!name) return;
  name.textContent = nameOf(item);
  about_.textContent = about(item);
}

/** Takes over what has been typed; returns its path. */
export function typed(control) {
  const item = ownerOf(control);
  const { felt } = control.dataset;
  const { type } = ruleOf(control);
  const value = type === "boolean" ? control.checked : type === "number" ? Number(control.value) : control.value;
  if (control.value === "" || value === false) delete item[felt];
  else item[felt] = value;
  changed();
  const row = control.closest("[data-i]");
  const path = row.dataset.i;
  if (path === "kandidat.svar") answered(item, felt);
  else if (row.dataset.rad) {
    if (item.vekt === "bør") delete item.frist;
    if (item.frist !== "oppstart") delete item.grunn;
    if (item.vekt) for (const other of controls(row)) if (other !== control) set(other, item);
    mark(row, item);
  }
  return path;
}

// One skill in one language is one answer, though the job asks twice. An empty answer is none.
function answered({ krav: id, ...given }, felt) {
  const { delferdighet, tekst } = state.stilling.krav.find((krav) => krav.id === id);
  const isSame = (krav) => krav.id !== id && krav.delferdighet === delferdighet && krav.tekst === tekst;
  for (const krav of delferdighet && felt !== "notat" ? state.stilling.krav.filter(isSame) : []) {
    answer(krav.id)[felt] = given[felt];
    rowOf("kandidat.svar", krav.id).replaceWith(makeAnswer(krav));
  }
  const said = JSON.parse(JSON.stringify(state.kandidat.svar));
  state.kandidat.svar = said.filter((one) => Object.keys(one).length > 1);
}

/** Adds a row and goes there. */
export function add(path, item = {}) {
  const items = at(path);
  if (items.length >= MOST) return tell(t("fullt", { antall: MOST }));
  const trenger = { oppgave: 2, kompetanse: 2, spraak: 1, bevis: 1 }[item.art];
  const delferdighet = item.art === "spraak" ? "lytte" : undefined;
  const row = { id: newId(), ...(item.art && { vekt: "bør", trenger, delferdighet }), ...item };
  items.push(row);
  const list = listOf(path);
  const node = makeRow(list, row);
  list.append(node);
  for (const details of all("details", node)) details.open = true;
  changed();
  const fields = controls(node);
  (fields.find((control) => control.offsetParent && !control.value) ?? fields[0]).focus();
}

// Takes a row, and what belongs to a krav; returns the undo.
function take(path, id) {
  const items = at(path);
  const index = items.findIndex((item) => item.id === id);
  const [item] = items.splice(index, 1);
  const along = path === "stilling.krav" ? ["svar", "tiltak"] : [];
  const before = along.map((key) => state.kandidat[key]);
  for (const key of along) state.kandidat[key] = state.kandidat[key].filter(({ krav }) => krav !== id);
  return () => {
    at(path).splice(index, 0, item);
    along.forEach((key, at) => {
      const since = state.kandidat[key].filter((one) => !before[at].includes(one));
      state.kandidat[key] = [...before[at], ...since];
    });
    return () => handle(rowOf(path, id));
  };
}

export function remove(path, id) {
  const node = rowOf(path, id);
  const near = node.nextElementSibling ?? node.previousElementSibling;
  const name = nameOf(at(path).find((item) => item.id === id));
  changed(take(path, id));
  node.remove();
  tell(t("fjernet", { rad: name }), true);
  (near ? handle(near) : one(`[data-til="${path}"]`, app)).focus();
}

// On a phone a closed row has no buttons.
function handle(row) {
  const button = one("[data-gjor=fjern]", row);
  return button.offsetParent ? button : one("summary", row);
}

/** Moves a row up (-1) or down (1). */
export function move(path, id, by) {
  const items = at(path);
  const from = items.findIndex((item) => item.id === id);
  const to = from + by;
  if (!items[to]) return tell(t(by < 0 ? "er-overst" : "er-nederst"));
  const swap = () => void ([items[from], items[to]] = [items[to], items[from]]);
  swap();
  changed(swap);
  showList(path);
  one(`[data-gjor=${by < 0 ? "opp" : "ned"}]`, rowOf(path, id)).focus();
  tell(t("flyttet", { nummer: to + 1, antall: items.length }), true);
}
