// A filled-in list on the page: ticks, notes, progress, what is kept; and as a text.

import { all, app, data, day, fill, one, sentence, t } from "../side.mjs";
import { changed, counts, of, says, strays } from "./flett.mjs";
import { allKept, state } from "./tilstand.mjs";

const list = one("[data-sjekkliste]");

/** The points of the checklist, {node, id}, in their order. */
export const points = all(".punkt", list).map((node) => ({ node, id: one("[data-punkt]", node).dataset.punkt }));
const known = points.map(({ id }) => id);

/** Returns what a point says. */
export const text = ({ node }) => one("label", node).firstChild.textContent.trim();

/** Shows everything that follows from what is filled in. */
export function show() {
  for (const point of points) showPoint(point);
  const { filled, saved } = state;
  const said = progress(filled);
  const { antall, gjort, uaktuelle } = counts(filled, known);
  const left = antall - uaktuelle;
  Object.assign(one("progress", app), { max: left || 1, value: left ? gjort : 1 });
  if (one("#framdrift").textContent !== said) one("#framdrift").textContent = said;
  const now = t("skrevet-ut", { dato: date(Date.now()) });
  one("#paa-arket").textContent = says(filled) ? [saved && filled.navn, said, now].filter(Boolean).join(" · ") : "";
  one("#lagret").textContent = saved ? t("lagret-som", filled) : "";
  one("[data-gjor=husk]", app).hidden = saved;
  const gone = strays(filled, known);
  const rader = gone.map((row) => ({ ...row, tekst: row.tekst ?? row.id, sagt: STATE[row.tilstand]?.() }));
  one("#borte").replaceChildren(...(rader.length ? [fill("borte", { rader })] : []));
  showKept();
}

/** Shows the lists that the machine keeps. */
export function showKept() {
  const rader = allKept().map(({ id, fault, filled }) => {
    if (fault) return { id, navn: t("ulest"), om: t("lest-feil", { grunn: sentence(fault) }), ulest: true };
    const om = t("rad", { antall: progress(filled), dato: date(changed(filled) || filled.navngitt) });
    return { id, navn: filled.navn ?? t("ulest"), om, lest: true };
  });
  rader.sort((a, b) => a.navn.localeCompare(b.navn, document.documentElement.lang));
  one("#lagrede").replaceChildren(...(rader.length ? [fill("lagrede", { rader })] : []));
  one("#antall-lagret").textContent = rader.length ? t("antall-lagret", { antall: rader.length }) : "";
  const mine = state.saved && one(`#lagrede [data-id="${state.filled.id}"]`);
  if (mine) mine.ariaCurrent = "true";
}

/** Returns the list as a text, with its address at the end. */
export function asText() {
  const groups = all("fieldset", list).flatMap((group) => {
    const inside = points.filter(({ node }) => group.contains(node));
    return ["", one("legend", group).textContent.trim(), ...inside.flatMap(pointAsText)];
  });
  const said = says(state.filled) ? [progress(state.filled)] : [];
  return [one("h1").textContent.trim(), ...said, ...groups, "", location.href.split("#")[0]].join("\n");
}

/** Tells, in words, which points have come along from ids they had earlier; nothing if none have. */
export function carried({ punkter = [] }) {
  const moved = points.filter(({ id }) => punkter.some((row) => data.flyttet[row.id] === id));
  return moved.length ? t("flyttet", { punkter: moved.map(text).join("; ") }) : "";
}

const STATE = { gjort: () => t("gjort"), "ikke-aktuelt": () => t("ikke-aktuelt") };
const MARK = { gjort: "[x]", apen: "[ ]", "ikke-aktuelt": "[–]" };

function pointAsText(point) {
  const { tilstand, notat } = of(state.filled, point.id);
  const meta = all(".lov, .punkt__meta > span", point.node).map((node) => node.textContent.trim());
  const about = [tilstand === "ikke-aktuelt" && t("ikke-aktuelt"), ...meta].filter(Boolean).join(" · ");
  return [`${MARK[tilstand]} ${text(point)}`, `    ${about}`, ...(notat ? [`    ${t("notat", { notat })}`] : [])];
}

function progress(filled) {
  const { antall, gjort, uaktuelle } = counts(filled, known);
  return [t("framdrift", { gjort, antall }), ...(uaktuelle ? [t("uaktuelle", { antall: uaktuelle })] : [])].join(", ");
}

function showPoint({ node, id }) {
  const { tilstand, notat } = of(state.filled, id);
  node.dataset.tilstand = tilstand;
  one("[data-punkt]", node).checked = tilstand === "gjort";
  one("[data-uaktuelt]", node).checked = tilstand === "ikke-aktuelt";
  const field = one("textarea", node);
  if (field !== document.activeElement) field.value = notat;
  one(".punkt__status", node).hidden = tilstand !== "ikke-aktuelt";
  one(".punkt__notat", node).textContent = notat;
}

const date = (time) => day(new Date(time).toLocaleDateString("sv"));
