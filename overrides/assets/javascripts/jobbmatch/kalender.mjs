// The agreed follow-up as a calendar file (RFC 5545): whole days, and nothing about the person.

import { FileFault, isDate } from "./fil.mjs";

const DAY = 86_400_000;
const WEEKS = [1, 4, 8];
const WIDEST = 75;

/**
 * Returns an .ics text. `start` and `slutt` are dates (YYYY-MM-DD), or a FileFault "no-dates" is thrown;
 * `words` are the titles: {uke1, uke4, uke8, gjennomgang, nedtelling, slutt}; `uid` begins every event's id,
 * so that a calendar knows them again; `stamp` is the moment of writing, a Date or what makes one.
 * The weeks are whole weeks after the start; what falls on the last day or after it is left out.
 */
export function calendar({ start, slutt, uid, words, stamp }) {
  if (!isDate(start) || !isDate(slutt) || slutt < start) throw new FileFault("no-dates");
  const written = new Date(stamp).toISOString().replace(/[-:]|\.\d+/g, "");
  const name = String(uid).replace(/[^\w-]/g, "");
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Veien til arbeid//Jobbmatch 1//NO", "CALSCALE:GREGORIAN"];
  for (const { key, date, title } of events(start, slutt, words)) {
    lines.push(
      ...["BEGIN:VEVENT", `UID:${name}-${key}@jobbmatch`, `DTSTAMP:${written}`],
      ...[`DTSTART;VALUE=DATE:${plain(date)}`, `DTEND;VALUE=DATE:${plain(later(date, 1))}`],
      ...[`SUMMARY:${escape(title)}`, "TRANSP:TRANSPARENT", "END:VEVENT"],
    );
  }
  return [...lines, "END:VCALENDAR", ""].map(fold).join("\r\n");
}

function events(start, slutt, words) {
  const found = WEEKS.map((n) => ({ key: `uke-${n}`, date: later(start, 7 * n), title: words[`uke${n}`] }));
  for (let n = 1, date; (date = monthsLater(start, 3 * n)) < slutt; n++) {
    found.push({ key: `gjennomgang-${n}`, date, title: words.gjennomgang });
  }
  found.push({ key: "nedtelling", date: later(slutt, -28), title: words.nedtelling });
  const inside = found.filter(({ date }) => date > start && date < slutt);
  inside.push({ key: "slutt", date: slutt, title: words.slutt });
  return inside.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

function later(date, days) {
  return new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);
}

// Three months after 30 November is the last day of February.
function monthsLater(date, months) {
  const [year, month, day] = date.split("-").map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  return new Date(Math.min(Date.UTC(year, month - 1 + months, day), last.getTime())).toISOString().slice(0, 10);
}

function plain(date) {
  return date.replaceAll("-", "");
}

function escape(text) {
  return String(text ?? "")
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\r\n?|\n/g, "\\n")
    .replace(/\p{Cc}/gu, "");
}

// A line has at most 75 bytes, and goes on after a line break and a space; no letter is cut in two.
function fold(line) {
  let result = "";
  let width = 0;
  for (const sign of line) {
    const size = new TextEncoder().encode(sign).length;
    if (width + size > WIDEST) {
      result += "\r\n ";
      width = 1;
    }
    result += sign;
    width += size;
  }
  return result;
}
