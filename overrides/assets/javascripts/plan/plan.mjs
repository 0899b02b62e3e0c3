// The plan page: dates for every point, its prints, calendars and link. What is chosen stands in the address after #,
// which is never sent; nothing is stored.

import { all, app, attempt, copy, data, day, download, newId, one, showFaults, t, tell } from "../side.mjs";
import { daysLater, ics } from "../ics.mjs";
import { isFree, isOutside, lastDay } from "./frister.mjs";
import { holidays, rows, showDates, showWeeks, written } from "./rader.mjs";

const plan = one("#plan");
const defaults = all("[name=liste]").filter((box) => box.checked).map((box) => box.value);
const [start, slutt, lengde] = ["#start", "#slutt", "#lengde"].map((id) => one(id));
let id = ""; // of this plan, so that its calendars replace their own events and no others

const chosen = (name) => all(`[name=${name}]`).filter((box) => box.checked).map((box) => box.value);
// «2027-02-30» is a date to some browsers, but another one.
const isDate = (text) => /^\d{4}-\d\d-\d\d$/.test(text) && Boolean(Date.parse(text)) && daysLater(text, 0) === text;
const known = (date) => isDate(date) && date >= data.fra && date <= data.til;

function period() {
  const dates = { start: start.value, slutt: slutt.value };
  return known(dates.start) && known(dates.slutt) && dates.start <= dates.slutt ? dates : undefined;
}

function faults(wanted) {
  const found = [];
  const range = { fra: day(data.fra), til: day(data.til) };
  if (start.value ? !known(start.value) : (wanted || slutt.value) && start.validity.valid) {
    found.push({ felt: start, tekst: start.value ? t("feil-utenfor", range) : t("feil-start") });
  }
  if (slutt.value ? !known(slutt.value) : (wanted || start.value) && slutt.validity.valid) {
    found.push({ felt: slutt, tekst: slutt.value ? t("feil-utenfor", range) : t("feil-slutt") });
  }
  if (!found.length && slutt.value < start.value) found.push({ felt: slutt, tekst: t("feil-datoer") });
  return found;
}

// The rows, in weeks

function show() {
  const roles = chosen("rolle");
  const lists = chosen("liste");
  for (const field of all("[data-for]", app)) field.hidden = !roles.includes(field.dataset.for);
  for (const button of all("[data-gjor=kalender]", app)) button.hidden = !roles.includes(button.dataset.rolle);
  for (const row of rows) row.hidden = !roles.includes(row.dataset.rolle) || !lists.includes(row.dataset.liste);
  const dates = period();
  if (dates) showDates(dates);
  else showWeeks();
  const outside = rows.filter((row) => dates && !row.hidden && isOutside(row.dataset, row.dataset.dato, dates));
  for (const row of outside) row.hidden = true;
  for (const part of all(".uke, .dag", plan)) part.hidden = all("li", part).every((row) => row.hidden);
  const shown = rows.filter((row) => !row.hidden).length;
  const said = dates ? t("periode", { start: written(dates.start), slutt: written(dates.slutt) }) : t("uten-datoer");
  const more = [
    outside.length && t("utenfor", { antall: outside.length }),
    dates && isFree(dates.start, holidays) && t("start-fri"),
  ];
  one("#plan-status").textContent = [t("antall", { antall: shown }), said, ...more].filter(Boolean).join(" ");
  one("#paa-arket").textContent = dates ? said : "";
  keep();
}

// The address

function keep() {
  const parts = new URLSearchParams();
  if (start.value) parts.set("start", start.value);
  if (slutt.value) parts.set("slutt", slutt.value);
  const roles = chosen("rolle");
  if (roles.length !== all("[name=rolle]").length) parts.set("roller", roles.join(" "));
  const lists = chosen("liste");
  if (lists.join() !== defaults.join()) parts.set("lister", lists.join(" "));
  if (id) parts.set("plan", id);
  const fragment = String(parts);
  if (fragment ? fragment !== location.hash.slice(1) : isPlan()) {
    history.replaceState(null, "", fragment ? `#${fragment}` : location.pathname + location.search);
  }
}

// What stands after # may also be a place on the page.
const isPlan = () => location.hash.includes("=");

function recall() {
  const parts = new URLSearchParams(isPlan() ? location.hash.slice(1) : "");
  start.value = isDate(parts.get("start") ?? "") ? parts.get("start") : "";
  slutt.value = isDate(parts.get("slutt") ?? "") ? parts.get("slutt") : "";
  id = /^[a-z0-9-]{1,40}$/.test(parts.get("plan") ?? "") ? parts.get("plan") : "";
  lengde.value = "";
  const strange = [
    ...["start", "slutt"].map((name) => parts.get(name) && !known(parts.get(name))),
    slutt.value && slutt.value < start.value,
    parts.get("plan") && !id,
    tick("rolle", parts.get("roller"), all("[name=rolle]").map((box) => box.value)),
    tick("liste", parts.get("lister"), defaults),
  ];
  show();
  tell(strange.some(Boolean) ? t("feil-adresse") : "");
}

/** Ticks the boxes the address names, or the `standard`; tells whether it names something that does not exist. */
function tick(name, named, standard) {
  const boxes = all(`[name=${name}]`);
  const wanted = named?.split(" ").filter(Boolean) ?? standard;
  const found = wanted.filter((value) => boxes.some((box) => box.value === value));
  const ticked = found.length || !wanted.length ? found : standard;
  for (const box of boxes) box.checked = ticked.includes(box.value);
  return found.length < wanted.length;
}

// The buttons

const actions = {
  "skriv-ut": () => window.print(),
  lenke: () => copy(location.href),
  kalender,
};

function kalender({ rolle }) {
  if (showFaults(faults(true))) return;
  id ||= newId();
  keep();
  const mine = rows.filter((row) => !row.hidden && row.dataset.rolle === rolle);
  const events = mine.map((row) => {
    const { liste, punkt, dato } = row.dataset;
    const link = one("a", row);
    const about = [...one(".plan__om", row).childNodes].filter((node) => node.className !== "plan__dato");
    const said = about.map((node) => node.textContent).join("").replace(/\s+/g, " ").trim();
    return [`${id}-${liste}-${punkt}@veien-til-arbeid`, dato, link.textContent.trim(), `${said}\n${link.href}`];
  });
  download(`plan-${rolle}.ics`, ics(events, new Date()), "text/calendar");
  tell(t("kalender", { antall: events.length }));
}

function submit(event) {
  event.preventDefault();
  if (!showFaults(faults(false))) {
    show();
    one("#plan-status").scrollIntoView({ block: "nearest" });
  }
}

lengde.onchange = () => {
  const { value, selectedOptions } = lengde;
  if (value && known(start.value)) slutt.value = lastDay(start.value, Number(value), selectedOptions[0].dataset.enhet);
};
start.addEventListener("change", () => lengde.onchange());
slutt.addEventListener("change", () => (lengde.value = ""));
app.addEventListener("change", show);
app.addEventListener("submit", submit);
app.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-gjor]");
  if (button) attempt(() => actions[button.dataset.gjor](button.dataset));
});
addEventListener("hashchange", () => (isPlan() || !location.hash) && recall());

recall();
app.dataset.klar = "1";
