// A checklist that people tick: what is done when they tick, write and press.

import { app, ask, attempt, copy, count, download, fill, notice, one, t, tell, told } from "../side.mjs";
import { FileFault, LIMIT, readFile, writeFile } from "../fil.mjs";
import { merge, of, say, says } from "./flett.mjs";
import { deleteAll, machine, watch } from "./lager.mjs";
import { adopt, allKept, begin, change, forget, isSafe, join, kept, ours, recall, refresh } from "./tilstand.mjs";
import { remember, state, take, unread } from "./tilstand.mjs";
import { asText, carried, points, show, showKept, text } from "./visning.mjs";

const root = document.documentElement;
let typing;

// What is ticked and written

function tick(point, tilstand) {
  change((filled) => say(filled, point.id, "tilstand", tilstand, Date.now(), text(point)));
  show();
}

function note(point) {
  clearTimeout(typing?.timer);
  typing = undefined;
  const notat = one("textarea", point.node).value.trim();
  if (notat === of(state.filled, point.id).notat) return;
  change((filled) => say(filled, point.id, "notat", notat, Date.now(), text(point)));
  show();
}

function typed(point) {
  clearTimeout(typing?.timer);
  typing = { point, timer: setTimeout(() => note(point), 400) };
}

const flush = () => typing && note(typing.point);

// What the buttons do

const actions = {
  "skriv-ut": print,
  kopier: () => copy(asText()),
  lenke: copyLink,
  fil: () => saveFile(),
  husk: () => name(state.filled, "lagret-naa"),
  navn: ({ id }) => name(kept(id).filled, "ny-merkelapp"),
  apne: open,
  ulest: ({ id }) => download(`sjekkliste-${id.replace(":", "")}.json`, unread(id)),
  slett: remove,
  ny: startNew,
  "slett-alt": clear,
};

function print({ hva }) {
  root.dataset.utskrift = hva;
  window.print();
}

function copyLink(_, button) {
  const address = new URL(location.href);
  address.hash = button.closest(".punkt").id;
  return copy(address.href);
}

function saveFile() {
  if (!says(state.filled)) throw new FileFault("empty");
  download(`${state.filled.liste}.json`, writeFile("utfylt", state.filled));
  tell(t("lagret"));
}

// What is ticked and not saved may be lost only if that is wished.
const mayLeave = async () => isSafe() || Boolean(await ask("bytt"));

async function openFile(file) {
  if (file.size > LIMIT) throw new FileFault("too-large");
  const { value: found, dropped } = readFile(await file.arrayBuffer());
  if (!found.id || !found.liste) throw new FileFault("wrong-kind");
  if (!ours(found)) throw new FileFault("other-list");
  const same = kept(found.id);
  if (same?.fault) throw same.fault; // what the machine keeps is newer than this page, or damaged
  const here = found.id === state.filled.id;
  if (!here && !(await mayLeave())) return;
  const before = here ? state.filled : same?.filled;
  take(before ? merge(before, adopt(found)) : found, Boolean(same));
  show();
  if (dropped.length) await notice("apnet-fil", "", told(dropped));
  tell(`${t(before ? "fil-flettet" : "fil-apnet")} ${carried(found)}`);
}

async function name(filled, told) {
  const { id } = filled;
  await ask("merkelapp", filled, (_, { navn }) => {
    join();
    remember(id === state.filled.id ? state.filled : filled, navn);
    tell(t(told, { navn: navn.trim() }));
  });
  show();
}

async function open({ id }) {
  if (!(await mayLeave())) return;
  const found = machine.get(id);
  if (!found?.filled) throw found?.fault ?? new FileFault("gone");
  take(found.filled, true);
  show();
  tell(`${t("apnet", state.filled)} ${carried(found.filled)}`);
}

async function remove({ id }) {
  const navn = machine.get(id)?.filled?.navn ?? t("ulest");
  if (!(await ask("slett", { tittel: t("slett-sporsmal"), tekst: t("slett-en", { navn }) }))) return;
  forget(id);
  show();
  tell(t("slettet-en", { navn }));
}

async function startNew() {
  if (!(await mayLeave())) return;
  one("textarea:focus")?.blur(); // it would keep its text
  begin();
  show();
  tell(t("ny"));
}

async function clear() {
  const antall = machine.all().length;
  if (!(await ask("slett", { tittel: t("slett-tittel"), tekst: count("slett-alt", antall) }))) return;
  deleteAll();
  begin();
  show();
  tell(t("slettet"));
}

// The page made ready

for (const point of points) {
  const { node } = point;
  node.append(fill("punkt"));
  one("[role=group]", node).ariaLabel = text(point);
  one("[data-punkt]", node).onchange = ({ target }) => tick(point, target.checked ? "gjort" : "apen");
  one("[data-uaktuelt]", node).onchange = ({ target }) => tick(point, target.checked ? "ikke-aktuelt" : "apen");
  one("textarea", node).oninput = () => typed(point);
  one("textarea", node).onchange = () => note(point);
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-gjor]");
  if (!button) return;
  flush();
  attempt(() => actions[button.dataset.gjor]({ ...button.closest("[data-id]")?.dataset, ...button.dataset }, button));
});

one("#fil").onchange = async ({ target }) => {
  const [file] = target.files;
  flush();
  if (file) await attempt(() => openFile(file));
  target.value = "";
};

function lookAgain() {
  refresh();
  show();
}

watch((id) => (id === undefined || id === state.filled.id ? lookAgain() : showKept()));
addEventListener("pageshow", ({ persisted }) => persisted && lookAgain());
addEventListener("visibilitychange", () => (document.hidden ? flush() : lookAgain()));
addEventListener("pagehide", flush);
addEventListener("afterprint", () => delete root.dataset.utskrift);

const recalled = carried(recall());
if (recalled) tell(recalled);
show();
app.dataset.klar = "1";
