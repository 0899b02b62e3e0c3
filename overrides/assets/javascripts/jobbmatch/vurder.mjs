// Regelsett 1, rules numbered as published. Pure; what is not valid is absent.

const HIGHEST = new Map([["oppgave", 3], ["kompetanse", 3], ["spraak", 6], ["bevis", 1]]);
const GROUPS = ["må-gap", "må-uavklart", "må-tiltak", "må-dekket", "bør-gap", "bør-uavklart", "bør-dekket"];

export function vurder(input) {
  const { krav, svar, tiltak, start, slutt } = Object(input);
  const answers = new Map(Array.isArray(svar) ? [] : Object.entries(Object(svar))); // Map: an id may be "constructor"
  const judge = (rows, day) => summary(rows.map((k) => row(k, Object(answers.get(k.id)), list(tiltak), day)));
  const all = list(krav).filter(isKrav);
  const first = all.filter((k) => k.vekt === "bør" || k.frist === "oppstart");
  return { regelsett: 1, oppstart: judge(first, date(start)), ansettelse: judge(all, date(slutt)) };
}

function isKrav(k) {
  if (!isLevel(k?.trenger, k?.art) || k.trenger === 0) return false;
  return typeof k.id === "string" && (k.vekt === "må" || k.vekt === "bør");
}

function isLevel(value, art) {
  return Number.isInteger(value) && value >= 0 && value <= HIGHEST.get(art);
}

function row({ id, art, trenger, vekt, opplaering, dokumentasjon }, { har, kilde, utloper }, tiltak, day) {
  // Rule 1.
  if (!isLevel(har, art)) har = null;
  if (art === "bevis" && har > 0) {
    if (date(utloper) < day) har = 0;
    else if (dokumentasjon === true && kilde !== "attest" && kilde !== "prøve") har = null;
  }
  // Rules 2 and 4.
  const gap = har === null ? null : Math.max(0, trenger - har);
  const status = har === null ? "uavklart" : gap === 0 ? "dekket" : har > 0 ? "delvis" : "mangler";
  const closes = (t) => t?.krav === id && isText(t.ansvarlig) && date(t.frist) <= day;
  // Before uavklart: claiming a bevis must not lower trinn.
  const closed = vekt === "må" && gap !== 0 && (opplaering === true || tiltak.some(closes));
  return { id, har, status, gap, gruppe: `${vekt}-${closed ? "tiltak" : gap > 0 ? "gap" : status}` };
}

/** Rules 5, 6 and 8. */
function summary(rows) {
  const rowsOf = (group) => rows.filter((row) => row.gruppe === group);
  const must = GROUPS.slice(0, 4).flatMap(rowsOf);
  return {
    trinn: GROUPS.indexOf(must[0]?.gruppe) + 1 || null,
    må: coverage(must),
    bør: coverage(GROUPS.slice(4).flatMap(rowsOf)),
    antall: Object.fromEntries(GROUPS.map((group) => [group, rowsOf(group).length])),
    rader: GROUPS.flatMap(rowsOf),
  };
}

/** Whole sixtieths, so the order of rows moves no decimal. */
function coverage(rows) {
  const mean = (absent) =>
    rows.reduce((sum, { har, gap }) => sum + (har === null ? absent : (60 * har) / (har + gap)), 0) /
    (60 * rows.length);
  return rows.length ? [mean(0), mean(60)] : null;
}

/** Rule 7: undefined, which is neither before nor after, unless the date exists. */
function date(value) {
  const [, y, m, d] = (isText(value) && /^(\d{4})-(\d\d)-(\d\d)$/.exec(value)) || [];
  const leap = y % (y % 100 ? 4 : 400) === 0;
  return d > 0 && d <= [31, 28 + leap, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][m - 1] ? value : undefined;
}

function isText(value) {
  return typeof value === "string" && /\S/.test(value);
}

function list(value) {
  return Array.isArray(value) ? value : [];
}
