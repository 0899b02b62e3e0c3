// The two form pages: what follows from what is typed, and what every button does.

import { all, app, ask, count, data, download, fill, make, one, t, tell } from "./dom.mjs";
import { LIMIT, readFile, rebuild, writeFile } from "./fil.mjs";
import { calendar } from "./kalender.mjs";
import { decrypt, encrypt } from "./krypt.mjs";
import { fromLink, toLink } from "./lenke.mjs";
import { agreement, model, PRINTS } from "./modell.mjs";
import { faults, showFaults, warnings } from "./sjekk.mjs";
import { add, move, newId, remove, show, showAnswers, showList, typed } from "./skjema.mjs";
import { changed, deleteAll, machine, put, recall, saved, state, undo } from "./tilstand.mjs";

const LONGEST_LINK = 2000;
const LONGEST_TEXT = 1000;
let shown;
let verdict;
let timer;

function refresh() {
  const warned = warnings(state.stilling).map((textContent) => make("li", { textContent }));
  one("#varsler").replaceChildren(...warned);
  one("[data-husket]").hidden = !machine.get();
  if (!one("#resultat")) return;
  const { dommer, styrker, rammer, beslutning, ufullstendig } = model(state);
  const result = { dommer, styrker, rammer, beslutning, ufullstendig };
  const now = JSON.stringify(result);
  if (now !== shown) one("#resultat").replaceChildren(fill("resultat", result));
  shown = now;
  const said = dommer.map(({ sporsmal, navn }) => `${sporsmal} ${navn}.`).join(" ");
  if (verdict && said !== verdict) tell(said);
  verdict = said;
  const { krav } = state.stilling;
  const { svar, avtale } = state.kandidat;
  const known = svar.filter((one) => krav.some(({ id }) => id === one.krav));
  const strays = svar.length - known.length;
  one("#uten-krav").hidden = !strays;
  one("#uten-krav span").textContent = count("uten-krav", strays);
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

// The helper for language needs: the highest level any chosen answer gives, but never above the ceiling.
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

function showAll() {
  show();
  refresh();
}

// Puts something in the place of what is there, so that it can be undone.
function replace(kind, value, text) {
  const before = state[kind];
  put(kind, value);
  changed(() => void (state[kind] = before));
  showAll();
  tell(text, true);
}

const sentence = ({ code, message }) => (code ? t(`fil-${code}`) : message);
const told = ({ path, reason }) => `${path}: ${t(`grunn-${reason}`)}`;
const notice = (tittel, tekst, utelatt) => ask("beskjed", { tittel: t(tittel), tekst, utelatt });

// Runs what can fail because of a file, a link or the browser, and tells why it did.
async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    await notice("gikk-ikke", sentence(error));
  }
}

async function takeIn({ kind, value, dropped }) {
  if (!one(`[data-i=${kind}]`)) return notice("gikk-ikke", t("bare-stilling"));
  const about = {
    tittel: t(`apne-${kind}`),
    tekst: t(`erstatt-${kind}`, { navn: value.tittel ?? value.kallenavn ?? t("uten-tittel") }),
    utelatt: dropped.map(told),
  };
  if (await ask("bytt", about)) replace(kind, value, t("apnet"));
}

async function open(file) {
  const bytes = await file.slice(0, LIMIT + 1).arrayBuffer();
  try {
    await takeIn(readFile(bytes));
  } catch (error) {
    if (error.code !== "encrypted") throw error;
    let read;
    const unlock = async (_, { passord }) => {
      try {
        read = readFile(await decrypt(bytes, passord));
      } catch (fault) {
        return sentence(fault);
      }
    };
    if (await ask("passord", {}, unlock)) await takeIn(read);
  }
}

async function save(kind) {
  let text = writeFile(kind, state[kind]);
  const lock = async (way, { passord, igjen }) => {
    if (way !== "kryptert") return undefined;
    if (passord !== igjen) return t("passord-ulike");
    try {
      text = await encrypt(text, passord);
    } catch (fault) {
      return sentence(fault);
    }
  };
  const way = kind === "stilling" ? kind : await ask("lagre", {}, lock);
  if (!way) return;
  download(`jobbmatch-${way}.json`, text);
  saved();
  tell(t("lagret"));
  const { dropped } = rebuild(kind, state[kind]);
  if (dropped.length) await notice("lagret", "", dropped.map(told));
}

function showText(name, text, warning = "") {
  const [label, note] = one("#tekstut").children;
  one("#tekstut").hidden = false;
  label.firstElementChild.textContent = name;
  label.lastElementChild.value = text;
  label.lastElementChild.select();
  note.textContent = warning;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    tell(t("kopiert"));
  } catch {
    showText(t("kopier-selv"), text);
    tell(t("kopiering-nektet"));
  }
}

// The document of a print holds what its allow-list names, and nothing else.
function document_(name) {
  const whole = PRINTS[name] ? model(state) : {};
  return fill(`utskrift-${name}`, Object.fromEntries((PRINTS[name] ?? []).map((key) => [key, whole[key]])));
}

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
  const { title } = document;
  document.title = [t(`utskrift-${name}`), state.stilling.tittel].filter(Boolean).join(" – ");
  window.print();
  document.title = title;
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
      ...{ art: "spraak", delferdighet, tekst: t(`norsk-${delferdighet}`), trenger: Number(trenger), vekt: "må", frist },
    }),
  "velg-tiltak": ({ krav, hva }) => add("kandidat.tiltak", { krav, hva }),
  "sprak-fra-kartlegging"() {
    const { svar, kartlegging } = state.kandidat;
    const found = state.stilling.krav.flatMap(({ id, tekst = "", delferdighet }) => {
      const isNamed = ({ sprak }) => sprak && tekst.toLowerCase().includes(sprak.trim().toLowerCase());
      const har = kartlegging.sprak.find(isNamed)?.[delferdighet];
      return har === undefined || svar.some(({ krav }) => krav === id) ? [] : [{ krav: id, har, kilde: "egen" }];
    });
    if (found.length) replace("kandidat", { ...state.kandidat, svar: [...svar, ...found] }, t("sprak-hentet"));
    else tell(t("ingen-sprak"));
  },
  "fjern-uten-krav"() {
    const svar = state.kandidat.svar.filter((one) => state.stilling.krav.some(({ id }) => id === one.krav));
    replace("kandidat", { ...state.kandidat, svar }, t("fjernet", { rad: t("svar") }));
  },
  "skriv-ut": ({ hva }) => showFaults(faults(state, hva !== "stilling")) || print(hva),
  papir: () => print("papir"),
  "nav-forslag"() {
    const avtale = { ...state.kandidat.avtale, ...agreement(state) };
    replace("kandidat", { ...state.kandidat, avtale }, t("nav-foreslatt"));
  },
  "kopier-nav"({ hva }) {
    const { maal, ...avtale } = state.kandidat.avtale;
    if (hva) return copy(avtale[hva] ?? "");
    const goals = all("[data-i='kandidat.avtale.maal'] :checked").map((box) => box.parentElement.textContent.trim());
    const parts = all("[data-teller]").map(({ dataset: { teller } }) => [t(`nav-${teller}`), avtale[teller]]);
    const said = [[t("nav-maal"), goals.join(", ")], ...parts].filter(([, text]) => text);
    return copy(said.map((part) => part.join("\n")).join("\n\n"));
  },
  lagre: ({ hva }) => attempt(() => save(hva)),
  kalender: () =>
    attempt(() => {
      const file = calendar({ ...state.stilling, uid: newId(), words: data.kalender, stamp: new Date() });
      download("arbeidstrening.ics", file, "text/calendar");
    }),
  lenke: ({ til }) =>
    attempt(async () => {
      const link = new URL(til + (await toLink(state.stilling)), location.href).href;
      const antall = link.length;
      showText(t("lenke"), link, antall > LONGEST_LINK ? t("lenke-lang", { antall }) : "");
    }),
  "kopier-stilling"() {
    const lines = all("h2, h3, p, li, tr", document_("stilling")).map((node) => {
      const words = [...node.childNodes].map((part) => part.textContent.trim()).filter(Boolean);
      return (node.tagName === "H3" ? "\n" : node.tagName === "LI" ? "- " : "") + words.join(". ");
    });
    return copy(lines.join("\n"));
  },
  husk() {
    try {
      machine.set();
      tell(t("husket"));
    } catch {
      tell(t("lager-nektet"));
    }
  },
  "hent-husket": () => replace("stilling", machine.get(), t("apnet")),
  glem() {
    machine.remove();
    tell(t("glemt"));
  },
  async "slett-alt"() {
    if (!(await ask("slett"))) return;
    deleteAll();
    showFaults([]);
    showAll();
    tell(t("slettet"));
  },
  "vis-for-kandidat"(_, __, ___, button) {
    const on = app.classList.toggle("for-kandidat");
    button.ariaPressed = on;
    tell(t(on ? "skjult" : "vist"));
  },
};

app.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-gjor]");
  if (!button) return;
  const { i: list, rad } = button.closest("[data-rad]")?.dataset ?? {};
  actions[button.dataset.gjor](button.dataset, list, rad, button);
  if (list === "stilling.krav") showAnswers();
  refresh();
});

app.addEventListener("input", ({ target }) => {
  if (target.closest("#sprakbehov")) return suggestLevels();
  if (!target.dataset.felt) return;
  const path = typed(target);
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (path === "stilling.krav" && one("#svar")) {
      showAnswers();
      showList("kandidat.tiltak");
    }
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
  showAll();
}
addEventListener("pageshow", ({ persisted }) => persisted && start());
start();
app.dataset.klar = "1";
const link = location.hash;
await attempt(async () => {
  const read = await fromLink(link);
  if (!read) return;
  history.replaceState(null, "", location.pathname);
  await takeIn(read);
});
