// The rows of the plan, in weeks: as the page was built, or with dates.

import { all, data, locales, make, one, t } from "../side.mjs";
import { daysLater } from "../ics.mjs";
import { calendarWeek, dayOf, dueDay, firstOf, weekOf } from "./frister.mjs";

const plan = one("#plan");
const asBuilt = [...plan.children].map((section) => ({ section, rows: all("li", section) }));
const utc = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };

/** The days nobody works, beside Saturdays and Sundays. */
export const holidays = new Set(data.helligdager);
/** Every point of every checklist, a list item each. */
export const rows = asBuilt.flatMap((one) => one.rows);
/** Returns a date with its day of the week, as people write it. */
export function written(date) {
  const time = new Date(date); // the names of the days come with the page: not every browser has them in nynorsk
  return `${data.ukedager[time.getUTCDay()]} ${time.toLocaleDateString(locales, utc)}`;
}

/** Shows the rows in weeks without dates, as the page was built. */
export function showWeeks() {
  for (const { section, rows } of asBuilt) one("ul", section).replaceChildren(...rows);
  for (const row of rows) one(".plan__dato", row)?.remove();
  plan.replaceChildren(...asBuilt.map(({ section }) => section));
}

/** Shows the rows on their days in the period {start, slutt}. */
export function showDates(dates) {
  const today = new Date().toLocaleDateString("sv");
  const due = rows.map((row) => ({ row, dato: dueDay(row.dataset, dates, holidays) }));
  due.sort((a, b) => (a.dato < b.dato ? -1 : a.dato > b.dato ? 1 : 0));
  const sections = groups(due, ({ dato }) => weekOf(dato, dates.start)).map(([week, inside]) => {
    const heading = make("h2", { id: `uke${week}`, textContent: weekName(week, dates) });
    const section = make("section", { className: "uke" });
    section.setAttribute("aria-labelledby", heading.id);
    const days = groups(inside, ({ dato }) => dato).map(([dato, due]) => dayOfPlan(dato, due, dates, today));
    section.append(heading, ...days);
    return section;
  });
  plan.replaceChildren(...sections);
}

function groups(list, keyOf) {
  const found = new Map();
  for (const one of list) found.set(keyOf(one), [...(found.get(keyOf(one)) ?? []), one]);
  return [...found];
}

function dayOfPlan(dato, due, dates, today) {
  const box = make("div", { className: "dag" });
  const list = make("ul");
  list.append(...due.map(({ row }) => dated(row, dato, dates, today)));
  box.append(make("h3", { textContent: written(dato) }), list);
  return box;
}

function weekName(week, dates) {
  const first = firstOf(week, dates.start);
  const range = new Intl.DateTimeFormat(locales, utc).formatRange(new Date(first), new Date(daysLater(first, 6)));
  return t("uke", { nummer: String(week).replace("-", "−"), datoer: range, kalenderuke: calendarWeek(first) });
}

function dated(row, dato, dates, today) {
  one(".plan__dato", row)?.remove();
  const wanted = dayOf(row.dataset, dates);
  const moved = holidays.has(wanted) ? "flyttet-helligdag" : "flyttet-helg";
  const about = [wanted !== dato && t(moved, { dato: written(wanted) }), dato < today && t("passert")].filter(Boolean);
  const said = make("span", { className: "plan__dato", textContent: about.map((one) => ` · ${one}`).join("") });
  if (about.length) one(".plan__om", row).append(said);
  row.dataset.dato = dato;
  return row;
}
