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

// A line, escaped (§ 3.3.11), and folded at 75 bytes between letters (§ 3.1).
function line(name, text) {
  const escaped = text.replace(/[\\;,]/g, "\\$&").replaceAll("\n", "\\n");
  const lines = [""];
  let width = 0;
  for (const sign of `${name}:${escaped}`) {
    const size = new TextEncoder().encode(sign).length;
    if (width + size > 75) {
      lines.push(" ");
      width = 1;
    }
    lines[lines.length - 1] += sign;
    width += size;
  }
  return lines.join("\r\n");
}

/**
 * Returns the text of a calendar with events of one day each, [uid, date, title, description?]; `stamp` is the Date
 * of writing: a later calendar with the same uid replaces the event.
 */
export function ics(events, stamp) {
  const plain = (date) => date.replaceAll("-", "");
  const written = stamp.toISOString().replace(/[-:]|\.\d+/g, "");
  const lines = events.flatMap(([uid, date, title, description]) => [
    ...["BEGIN:VEVENT", line("UID", uid), `DTSTAMP:${written}`, `SEQUENCE:${Math.floor(stamp / 60_000)}`],
    ...[`DTSTART;VALUE=DATE:${plain(date)}`, `DTEND;VALUE=DATE:${plain(daysLater(date, 1))}`, line("SUMMARY", title)],
    ...(description ? [line("DESCRIPTION", description)] : []),
    ...["TRANSP:TRANSPARENT", "END:VEVENT"],
  ]);
  const head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Veien til arbeid//NO", "CALSCALE:GREGORIAN"];
  return [...head, ...lines, "END:VCALENDAR", ""].join("\r\n");
}
