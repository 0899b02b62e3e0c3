// A filled-in list, and how two versions of it go together: of each thing said, the latest holds. So no order of
// saving, and no number of tabs, loses a tick. Pure: no clock, no page, no storage.

// What is said of a point, and the time it was said (milliseconds).
const POINT = [
  ["tilstand", "krysset"],
  ["notat", "notert"],
];

/** Returns the filled-in list with `value` said of a point at `now`, or just after what was said before. */
export function say(filled, id, what, value, now, tekst) {
  const before = filled.punkter.find((point) => point.id === id) ?? { id };
  const time = POINT.find(([name]) => name === what)[1];
  const point = { ...before, [what]: value, [time]: after(before[time], now), tekst };
  return { ...filled, punkter: [...filled.punkter.filter((one) => one !== before), point] };
}

/** Returns the filled-in list under another label. */
export const label = (filled, navn, now) => ({ ...filled, navn, navngitt: after(filled.navngitt, now) });

/** Returns what two versions of a filled-in list say together; their order does not matter. */
export function merge(one, other) {
  const ids = [...new Set([...one.punkter, ...other.punkter].map(({ id }) => id))].sort();
  const find = ({ punkter }, id) => punkter.find((point) => point.id === id) ?? {};
  const punkter = ids.map((id) => {
    const [a, b] = [find(one, id), find(other, id)];
    const said = POINT.map(([name, time]) => latest(a, b, name, time));
    return clean({ id, ...Object.assign({}, ...said), tekst: larger(a.tekst, b.tekst) });
  });
  const { liste, id } = one;
  const listeversjon = larger(one.listeversjon, other.listeversjon);
  return clean({ id, liste, listeversjon, ...latest(one, other, "navn", "navngitt"), punkter });
}

/**
 * Returns the filled-in list with points that have got new ids (`moved`: old id → new) under these, and nothing said
 * later than `now`: a clock that is wrong must not win for ever.
 */
export function renew(filled, moved, now) {
  const early = (row) => {
    const times = ["krysset", "notert", "navngitt"].filter((time) => row[time] > now);
    return { ...row, ...Object.fromEntries(times.map((time) => [time, now])) };
  };
  const today = (id) => (Object.hasOwn(moved, id) ? moved[id] : id);
  const rows = filled.punkter.map((row) => early({ ...row, id: today(row.id) }));
  const alone = rows.map((row) => ({ ...early(filled), punkter: [row] }));
  return alone.reduce(merge, { ...early(filled), punkter: [] });
}

/** Returns the state of a point ("apen", "gjort" or "ikke-aktuelt") and its note. */
export function of(filled, id) {
  const { tilstand = "apen", notat = "" } = filled.punkter.find((point) => point.id === id) ?? {};
  return { tilstand, notat };
}

/** Tells whether anything is ticked or noted. */
export const says = (filled) => filled.punkter.some(speaks);

/** Returns the points that say something and are not among `known`. */
export const strays = (filled, known) => filled.punkter.filter((point) => speaks(point) && !known.includes(point.id));

/** Returns how many of the points `known` are in each state. */
export function counts(filled, known) {
  const states = known.map((id) => of(filled, id).tilstand);
  const number = (state) => states.filter((one) => one === state).length;
  return { antall: known.length, gjort: number("gjort"), uaktuelle: number("ikke-aktuelt") };
}

/** Returns when anything was last said (milliseconds), 0 when nothing was. */
export const changed = ({ punkter }) =>
  Math.max(0, ...punkter.flatMap(({ krysset = 0, notert = 0 }) => [krysset, notert]));

const after = (before, now) => Math.max(now, (before ?? 0) + 1);
const larger = (a, b) => ((a ?? "") === (b ?? "") ? (a ?? b) : (a ?? "") > (b ?? "") ? a : b);
const speaks = ({ tilstand, notat }) => (tilstand ?? "apen") !== "apen" || Boolean(notat);
const clean = (row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));

// The later of two; said at the same time, the larger text, so that everybody chooses the same. Silence is never later:
// what a file says of a state that cannot be read is only its time.
function latest(a, b, name, time) {
  const at = (row) => (row[name] === undefined ? -1 : (row[time] ?? 0));
  const difference = at(a) - at(b);
  const chosen = difference ? (difference > 0 ? a : b) : larger(a[name], b[name]) === a[name] ? a : b;
  return chosen[name] === undefined ? {} : { [name]: chosen[name], [time]: at(chosen) };
}
