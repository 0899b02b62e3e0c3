// When the points of the checklists are due in a period with dates. Pure: no clock, no page.

import { daysLater, monthsLater } from "../ics.mjs";

const DAY = 86_400_000;

/** Returns the last day (YYYY-MM-DD) of a period that begins on `start` and lasts `antall` weeks or months. */
export const lastDay = (start, antall, enhet) =>
  daysLater(enhet === "uke" ? daysLater(start, 7 * antall) : monthsLater(start, antall), -1);

/** Tells whether a day is a Saturday, a Sunday or one of the `holidays`. */
export const isFree = (date, holidays) => [0, 6].includes(new Date(date).getUTCDay()) || holidays.has(date);

/** Returns the day that a deadline {antall, enhet, retning, anker} falls on in the period {start, slutt}. */
export function dayOf({ antall, enhet, retning, anker }, period) {
  const distance = Number(antall) * (retning === "før" ? -1 : 1); // in the page it is text
  if (retning === "ved") return period[anker];
  if (enhet === "maned") return monthsLater(period[anker], distance);
  return daysLater(period[anker], enhet === "uke" ? 7 * distance : distance);
}

/**
 * Returns the working day a deadline is kept by: the day itself, or the last one before it. What comes after the start
 * or the end does not move back to it or past it, but on to the next. The first day is when the parties say it is.
 */
export function dueDay(frist, period, holidays) {
  const day = dayOf(frist, period);
  if (!isFree(day, holidays) || (frist.retning === "ved" && frist.anker === "start")) return day;
  const earlier = workday(day, -1, holidays);
  return frist.retning === "etter" && earlier <= period[frist.anker] ? workday(day, 1, holidays) : earlier;
}

/** Tells whether a period is too short for a deadline: it comes after the last day, or counts back past the first. */
export const isOutside = ({ anker }, day, { start, slutt }) => (anker === "start" ? day > slutt : day < start);

/** Returns which week of the period a day is in: 1 begins on the first day, -1 ends the day before; there is no 0. */
export function weekOf(date, start) {
  const days = Math.round((Date.parse(date) - Date.parse(start)) / DAY);
  return Math.floor(days / 7) + (days >= 0 ? 1 : 0);
}

/** Returns the first day of a week of the period. */
export const firstOf = (week, start) => daysLater(start, 7 * (week - (week > 0 ? 1 : 0)));

/** Returns the number of a day's week in the calendar (ISO 8601). */
export function calendarWeek(date) {
  const time = new Date(date);
  time.setUTCDate(time.getUTCDate() + 4 - (time.getUTCDay() || 7)); // the Thursday says which year it is
  return Math.ceil(((time - Date.UTC(time.getUTCFullYear(), 0, 1)) / DAY + 1) / 7);
}

function workday(date, step, holidays) {
  let day = date;
  while (isFree(day, holidays)) day = daysLater(day, step);
  return day;
}
