// The agreed follow-up as a calendar file, with nothing about the person.

import { daysLater, ics, monthsLater } from "../ics.mjs";
import { FileFault, isDate } from "../fil.mjs";

/** Returns an .ics text. What falls on the last day or after it is left out. */
export function calendar({ start, slutt, uid, titles, stamp }) {
  if (!isDate(start) || !isDate(slutt) || slutt < start) throw new FileFault("no-dates");
  const found = [1, 4, 8].map((n) => [`uke${n}`, daysLater(start, 7 * n)]);
  for (let n = 3, date; (date = monthsLater(start, n)) < slutt; n += 3) found.push([`gjennomgang${n}`, date]);
  found.push(["nedtelling", daysLater(slutt, -28)]);
  const inside = found.filter(([, date]) => date > start && date < slutt).sort(([, a], [, b]) => (a < b ? -1 : 1));
  const events = [...inside, ["slutt", slutt]];
  const title = (name) => titles[name] ?? titles.gjennomgang;
  return ics(events.map(([name, date]) => [`${uid}-${name}@jobbmatch`, date, title(name)]), stamp);
}
