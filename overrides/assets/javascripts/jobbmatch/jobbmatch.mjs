// The two form pages: what follows from the form, and what the buttons do.

import { all, app, ask, attempt, copy, count, data, download, fill, hideText, make, newId, notice } from "../side.mjs";
import { one, plainText, showFaults, showText, t, tell, told } from "../side.mjs";
import { FileFault, LIMIT, readFile, rebuild, writeFile } from "../fil.mjs";
import { calendar } from "./kalender.mjs";
import { decrypt, encrypt, fromLink, toLink } from "./pakke.mjs";
import { agreement, faults, isNamed, model, PRINTS, warnings } from "./modell.mjs";
import { add, move, remove, show, showFollowing, typed } from "./skjema.mjs";
import { changed, deleteAll, machine, put, recall, saved, state, undo } from "./tilstand.mjs";

const LONGEST_LINK = 2000;
const LONGEST_TEXT = 1000;
const SHORTEST = 12;
let shown;
let verdict;
let timer;
let follows = false;

function refresh() {
  const warned = warnings(state.stilling).map((textContent) => make("li", { textContent }));
  one("#varsler").replaceChildren(...warned);
  one("[data-husket]").hidden = !machine.get();
  if (!one("#resultat")) return;
  const result = pick("skjerm");
  const { dommer } = result;
  const now = JSON.stringify(result);
  if (now !== shown) one("#resultat").replaceChildren(fill("resultat", result));
  shown = now;
  const said = dommer.map(({ sporsmal, navn }) => `${sporsmal} ${navn}.`).join(" ");
  if (verdict && said !== verdict) tell(said, false, true);
  verdict = said;
  const { krav } = state.stilling;
  const { svar, avtale } = state.kandidat;
  const known = wanted();
  const strays = svar.length - known.length;
  one("#uten-krav").hidden = !strays;
  one("#uten-krav span").textContent = krav.length ? count("uten-krav", strays) : t("svar-venter");
  one("#uten-krav button").hidden = !krav.length;
  const status = {
    stillingen: count("krav", krav.length),
    kandidaten: t("besvart", { antall: known.filter((one) => "har" in one).length, av: krav.length }),
    vurderingen: dommer.map(({ navn }) => navn).join(" · "),
  };
  for (const id in status) one(`[data-status=${id}]`).textContent = status[id];
  for (const node of all("[data-teller]")) {
    const antall = (avtale[node.dataset.teller] ?? "").length;
    node.textContent = t(antall > LONGEST_TEXT ? "for-langt" : "teller", { antall, av: LONGEST_TEXT });
    node.classList.toggle("for-langt", antall > LONGEST_TEXT);
  }
}

// The highest level of any answer, but never above the ceiling.
function suggestLevels() {
  const chosen = all("#sprakbehov :checked[data-lytte]");
  const frist = one("#behov-frist").value;
  const rader = ["lytte", "muntlig", "lese", "skrive"].map((delferdighet) => {
    const trenger = Math.min(data.tak[frist], Math.max(0, ...chosen.map(({ dataset }) => dataset[delferdighet])));
    return { delferdighet, trenger, frist, tekst: `${t(delferdighet)}: ${data.skalaer[delferdighet][trenger][0]}` };
  });
  const found = rader.filter(({ trenger }) => trenger);
  one("#behov-forslag").replaceChildren(fill("behov", { rader: found, tomt: chosen.length && !found.length }));
}

// The answers to what this job asks for.
const wanted = () => state.kandidat.svar.filter((one) => state.stilling.krav.some(({ id }) => id === one.krav));

function showAll() {
  show();
  refresh();
}

function replace(kind, value, text) {
  const before = state[kind];
  put(kind, value);
  changed(() => void (state[kind] = before));
  showAll();
  tell(text, true);
}

const amend = (part, text) => replace("kandidat", { ...state.kandidat, ...part }, text);

async function takeIn({ kind, value, dropped }) {
  if (!one(`[data-i=${kind}]`)) return notice("gikk-ikke", t("bare-stilling"));
  const about = {
    tittel: t(`apne-${kind}`),
    tekst: t(`erstatt-${kind}`, { navn: value.tittel ?? value.kallenavn ?? t("uten-tittel") }),
    utelatt: told(dropped),
  };
  if (!(await ask("bytt", about))) return;
  replace(kind, value, t("apnet"));
  saved(kind);
}

async function open(file) {
  const bytes = await file.slice(0, LIMIT + 1).arrayBuffer();
  try {
    await takeIn(readFile(bytes));
  } catch (error) {
    if (error.code !== "encrypted") throw error;
    let read;
    const unlock = async (_, { passord }) => void (read = readFile(await decrypt(bytes, passord)));
    if (await ask("passord", {}, unlock)) await takeIn(read);
  }
}

async function save(kind) {
  let text = writeFile(kind, state[kind]);
  const lock = async (way, { passord, igjen }) => {
    if (way !== "kryptert") return;
    if (passord !== igjen) throw new FileFault("unequal");
    if (passord.length < SHORTEST) throw new FileFault("weak-password");
    text = await encrypt(text, passord);
  };
  const way = kind === "stilling" ? kind : await ask("lagre", {}, lock);
  if (!way) return;
  download(`jobbmatch-${way}.json`, text);
  saved(kind);
  tell(t("lagret"));
  await tellCut(kind, "lagret");
}

async function tellCut(kind, word) {
  const { dropped } = rebuild(kind, state[kind]);
  if (dropped.length) await notice(word, "", told(dropped));
}

// What the allow-list names, and nothing else.
function pick(name) {
  const whole = model(state);
  return Object.fromEntries((PRINTS[name] ?? "").split(" ").map((key) => [key, whole[key]]));
}
const document_ = (name) => fill(`utskrift-${name}`, pick(name));

let printing;
function prepare(name) {
  printing = name;
  document.documentElement.dataset.utskrift = name;
  one("#utskrift").replaceChildren(document_(name));
}
addEventListener("beforeprint", () => printing ?? prepare(one("#kandidaten") ? "ingen" : "stilling"));
addEventListener("afterprint", () => {
  printing = undefined;
  delete document.documentElement.dataset.utskrift;
  one("#utskrift").replaceChildren();
});

function print(name) {
  prepare(name);
  window.print();
}

const actions = {
  yrke() {
    const yrke = data.yrker[one("#yrke").value];
    if (yrke) replace("stilling", { ...state.stilling, ...yrke }, t("forslag-hentet", { yrke: yrke.tittel }));
    else one("#yrke").focus();
  },
  ny: ({ til, art }) => add(til, art && { art }),
  opp: (_, list, id) => move(list, id, -1),
  ned: (_, list, id) => move(list, id, 1),
  fjern: (_, list, id) => remove(list, id),
  angre() {
    const target = undo();
    showAll();
    tell(t("angret"));
    (target?.() ?? one("#melding")).focus();
  },
  "legg-til-behov": ({ delferdighet, trenger, frist }) =>
    add("stilling.krav", {
      ...{ art: "spraak", delferdighet, tekst: t(`norsk-${delferdighet}`) },
      ...{ trenger: Number(trenger), vekt: "må", frist },
    }),
  "velg-tiltak": ({ krav, hva }) => add("kandidat.tiltak", { krav, hva }),
  "sprak-fra-kartlegging"() {
    const { svar, kartlegging } = state.kandidat;
    const found = state.stilling.krav.flatMap(({ id, tekst, delferdighet }) => {
      const har = kartlegging.sprak.find(({ sprak }) => isNamed(sprak, tekst))?.[delferdighet];
      return har === undefined || svar.some(({ krav }) => krav === id) ? [] : [{ krav: id, har }];
    });
    if (found.length) amend({ svar: [...svar, ...found] }, t("sprak-hentet"));
    else tell(t("ingen-sprak"));
  },
  "fjern-uten-krav"() {
    amend({ svar: wanted() }, t("fjernet", { rad: t("svar") }));
    one("#kandidaten-tittel").focus();
  },
  "skriv-ut": ({ hva }) => showFaults(faults(state, hva)) || print(hva),
  papir: () => print("papir"),
  "nav-forslag": () => amend({ avtale: { ...state.kandidat.avtale, ...agreement(state) } }, t("nav-foreslatt")),
  "kopier-nav"({ hva }) {
    const { maal, ...avtale } = state.kandidat.avtale;
    if (hva) return copy(avtale[hva] ?? "");
    const goals = all("[data-i='kandidat.avtale.maal'] :checked").map((box) => box.parentElement.textContent.trim());
    const parts = all("[data-teller]").map(({ dataset: { teller } }) => [t(`nav-${teller}`), avtale[teller]]);
    const said = [[t("nav-maal"), goals.join(", ")], ...parts].filter(([, text]) => text);
    return copy(said.map((part) => part.join("\n")).join("\n\n"));
  },
  lagre: ({ hva }) => save(hva),
  kalender() {
    const file = calendar({ ...state.stilling, uid: newId(), titles: data.kalender, stamp: new Date() });
    download("arbeidstrening.ics", file, "text/calendar");
  },
  async lenke({ til }) {
    const link = new URL(til + (await toLink(state.stilling)), location.href).href;
    const antall = link.length;
    showText(t("lenke"), link, antall > LONGEST_LINK ? t("lenke-lang", { antall }) : "");
    await tellCut("stilling", "lenke");
  },
  "kopier-stilling": () => copy(plainText(document_("stilling"))),
  husk() {
    try {
      machine.set();
      tell(t("husket"));
    } catch {
      tell(t("lager-nektet"));
    }
  },
  "hent-husket": () => machine.get() && replace("stilling", machine.get(), t("apnet")),
  glem() {
    machine.remove();
    one("[data-gjor=husk]").focus();
    tell(t("glemt"));
  },
  async "slett-alt"() {
    if (!(await ask("slett"))) return;
    deleteAll();
    one("#yrke").value = "";
    for (const answer of all("#sprakbehov input")) answer.checked = false;
    suggestLevels();
    showFaults([]);
    start();
    tell(t("slettet"));
  },
  "vis-for-kandidat"() {
    const on = app.classList.toggle("for-kandidat");
    one("[data-gjor=vis-for-kandidat]").ariaPressed = on;
    tell(t(on ? "skjult" : "vist"));
  },
};

app.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-gjor]");
  if (!button) return;
  const { i: list, rad } = button.closest("[data-rad]")?.dataset ?? {};
  attempt(() => actions[button.dataset.gjor](button.dataset, list, rad));
  if (list === "stilling.krav" || button.dataset.til === "stilling.krav") showFollowing();
  refresh();
});

app.addEventListener("input", ({ target }) => {
  if (target.closest("#sprakbehov")) return suggestLevels();
  if (!target.dataset.felt) return;
  const path = typed(target);
  hideText();
  follows ||= path === "stilling.krav";
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (follows) showFollowing();
    follows = false;
    refresh();
  }, 200);
});

one("#fil").addEventListener("change", async ({ target }) => {
  const [file] = target.files;
  await attempt(() => open(file));
  target.value = "";
});

function start() {
  recall();
  hideText();
  tell("");
  showAll();
}
addEventListener("pageshow", ({ persisted }) => persisted && start());
start();
app.dataset.klar = "1";

const readLink = () =>
  attempt(async () => {
    const { hash } = location;
    if (hash.startsWith("#jm")) history.replaceState(null, "", location.pathname);
    const read = await fromLink(hash);
    if (read) await takeIn(read);
  });
addEventListener("hashchange", () => one("#app-dialog").open || readLink());
await readLink();
