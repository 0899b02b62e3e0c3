// A calendar file (RFC 5545) of whole days.

const DAY = 86_400_000;

/** Returns the date (YYYY-MM-DD) that many days later, or earlier when negative. */
export const daysLater = (date, days) => new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);

/** Returns the date that many months later; three months after 30 November is the last day of February. */
export function monthsLater(date, months) {
  const [year, month, day] = date.split("-").map(Number);
  const time = Math.min(Date.UTC(year, month - 1 + months, day), Date.UTC(year, month + months, 0));
  return new Date(time).toISOString().slice(0, 10);
}

/**
 * Returns the text of a calendar with events of one day each, [uid, date, summary]; `summary` is a whole line, escaped
 * and folded by the build (guide.text.ics_line), `stamp` the Date of writing.
 */
export function ics(events, stamp) {
  const plain = (date) => date.replaceAll("-", "");
  const written = stamp.toISOString().replace(/[-:]|\.\d+/g, "");
  const lines = events.flatMap(([uid, date, summary]) => [
    ...["BEGIN:VEVENT", `UID:${uid}`, `DTSTAMP:${written}`, `DTSTART;VALUE=DATE:${plain(date)}`],
    ...[`DTEND;VALUE=DATE:${plain(daysLater(date, 1))}`, summary, "TRANSP:TRANSPARENT", "END:VEVENT"],
  ]);
  const head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Veien til arbeid//NO", "CALSCALE:GREGORIAN"];
  return [...head, ...lines, "END:VCALENDAR", ""].join("\r\n");
}
