// The tool's two kinds of file. A file is rebuilt through the page's table of the format and never merged into
// anything; what is left out or cut is listed, so that the page can tell.

import { data } from "./dom.mjs";

/** The most bytes a file may have; ask for no more than `file.slice(0, LIMIT + 1)`. */
export const LIMIT = 200_000;
/** The most bytes we write: also encrypted, in base64, such a file stays within LIMIT. */
export const WRITE_LIMIT = 148_000;
export const ENCRYPTED = "jobbmatch/kryptert";
const VERSION = 1;
const DEEPEST = 12;

/** What a file of each kind may hold; the rules are told in hooks/guide/pages/file_format.py. */
export const SCHEMA = data.format;

/** Why a file cannot be read or written: `code` is one of CODES, never a sentence. */
export class FileFault extends Error {
  constructor(code) {
    super(code);
    this.name = "FileFault";
    this.code = code;
  }
}

/**
 * Returns a file's text; `kind` is "stilling" or "kandidat". Nothing outside SCHEMA is written:
 * `rebuild` tells what that would leave out.
 */
export function writeFile(kind, value) {
  if (!Object.hasOwn(SCHEMA, kind)) throw new FileFault("wrong-kind");
  const kept = rebuild(kind, value).value;
  if (!says(kept)) throw new FileFault("empty");
  const written = `${JSON.stringify({ skjema: `jobbmatch/${kind}`, versjon: VERSION, [kind]: kept }, null, 1)}\n`;
  if (byteLength(written) > WRITE_LIMIT) throw new FileFault("too-large");
  return written;
}

/** Returns what a file (bytes or text) holds as {kind, value, dropped: [{path, reason}]}, or throws a FileFault. */
export function readFile(bytesOrText) {
  const file = parseFile(bytesOrText);
  if (file.skjema === ENCRYPTED) throw new FileFault("encrypted");
  const kind = Object.keys(SCHEMA).find((name) => file.skjema === `jobbmatch/${name}`);
  if (!kind) throw new FileFault("wrong-kind");
  checkVersion(file);
  const strange = Object.keys(file).filter((key) => !["skjema", "versjon", kind].includes(key));
  const { value, dropped } = rebuild(kind, file[kind]);
  if (!says(value)) throw new FileFault("empty");
  return { kind, value, dropped: [...strange.map((key) => unknown("", key)), ...dropped] };
}

/** Returns the object that a file's bytes or text spell, with nothing checked but size, depth and JSON. */
export function parseFile(bytesOrText) {
  const written = toText(bytesOrText);
  if (!written.trim()) throw new FileFault("empty");
  if (isTooDeep(written)) throw new FileFault("too-deep");
  let file;
  try {
    file = JSON.parse(written);
  } catch {
    throw new FileFault("not-json");
  }
  if (!isObject(file)) throw new FileFault("wrong-kind");
  return file;
}

/** Throws a FileFault unless a parsed file's version is the one we know. */
export function checkVersion({ versjon }) {
  if (versjon === VERSION) return;
  throw new FileFault(typeof versjon === "number" && versjon > VERSION ? "newer-version" : "wrong-version");
}

/**
 * Returns {value, dropped}: a new value with what SCHEMA allows of another, and what was left out or cut.
 * null, and no text where a choice, an id or a date could stand, mean "not answered" and are not listed.
 */
export function rebuild(kind, source) {
  const dropped = [];
  const value = take({ type: "object", fields: SCHEMA[kind] }, source, kind, dropped);
  return { value: value ?? {}, dropped };
}

/** Tells whether a text is a date, YYYY-MM-DD, that exists, from 1900 to 2199. */
export function isDate(value) {
  if (typeof value !== "string" || !/^(19|20|21)\d\d-\d\d-\d\d$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

/** Returns bytes as base64url, without padding. */
export function toBase64url(bytes) {
  const signs = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(signs).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Returns the bytes that base64url spells, or undefined: only the one right spelling will do. */
export function fromBase64url(written) {
  if (typeof written !== "string" || !/^[\w-]*$/.test(written) || written.length % 4 === 1) return undefined;
  const signs = atob(written.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(signs, (sign) => sign.charCodeAt(0));
  return toBase64url(bytes) === written ? bytes : undefined;
}

function toText(bytesOrText) {
  const bytes = ArrayBuffer.isView(bytesOrText) || bytesOrText instanceof ArrayBuffer;
  if (!bytes && typeof bytesOrText !== "string") throw new FileFault("not-text");
  const size = bytes ? bytesOrText.byteLength : byteLength(bytesOrText);
  if (size > LIMIT) throw new FileFault("too-large");
  if (!bytes) return bytesOrText.replace(/^\ufeff/, "");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytesOrText);
  } catch {
    throw new FileFault("not-text");
  }
}

function byteLength(written) {
  return written.length > LIMIT ? written.length : new TextEncoder().encode(written).length;
}

// Before JSON.parse: some browsers' parsers run out of stack on a text of nothing but brackets.
function isTooDeep(written) {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < written.length; at++) {
    const sign = written[at];
    if (sign === '"') quoted = !quoted;
    else if (quoted) at += sign === "\\" ? 1 : 0;
    else if (sign === "[" || sign === "{") depth++;
    else if (sign === "]" || sign === "}") depth--;
    if (depth > DEEPEST) return true;
  }
  return false;
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function says(value) {
  return typeof value === "object" ? Object.values(value).some(says) : value !== "";
}

function unknown(path, key) {
  return { path: path + clean(key, { type: "line", max: 40 }).text, reason: "unknown-key" };
}

// Returns what a rule keeps of a value, or undefined.
function take(rule, value, path, dropped, row) {
  if (value === undefined || value === null) return undefined;
  if (value === "" && ["enum", "id", "date", "digits"].includes(rule.type)) return undefined;
  const drop = (reason) => void dropped.push({ path, reason });
  const is = Array.isArray(value) ? "rows" : typeof value;
  const wanted = ["rows", "object", "number", "boolean"].includes(rule.type) ? rule.type : "string";
  if (is !== wanted) return drop("wrong-type");
  switch (rule.type) {
    case "object":
      return takeFields(rule.fields, value, path, dropped);
    case "rows":
      return takeRows(rule, value, path, dropped);
    case "number": {
      const max = rule.max.by ? (rule.max[row[rule.max.by]] ?? 0) : rule.max;
      return value >= rule.min && value <= max && value % rule.step === 0 ? value + 0 : drop("out-of-range");
    }
    case "enum":
      return rule.values.includes(value) ? value : drop("not-allowed");
    case "digits":
      return value.length === rule.max && /^\d+$/.test(value) ? value : drop("not-allowed");
    case "id":
      return isId(value, rule.max) ? value : drop("not-an-id");
    case "date":
      return isDate(value) ? value : drop("not-a-date");
    case "boolean":
      return value;
    default: {
      const cleaned = clean(value, rule);
      cleaned.reasons.forEach(drop);
      return cleaned.text;
    }
  }
}

function takeFields(fields, source, path, dropped) {
  const result = {};
  for (const [key, rule] of Object.entries(fields)) {
    const value = Object.hasOwn(source, key) ? source[key] : undefined;
    const kept = take(rule, value, `${path}/${key}`, dropped, result);
    if (kept !== undefined) result[key] = kept;
  }
  for (const key of Object.keys(source)) if (!Object.hasOwn(fields, key)) dropped.push(unknown(`${path}/`, key));
  return result;
}

function takeRows({ fields, max, needs, unique }, source, path, dropped) {
  const result = [];
  const seen = new Set();
  for (const [index, row] of source.entries()) {
    const here = `${path}/${index}`;
    if (result.length === max) {
      dropped.push({ path: here, reason: "too-many" }); // this one and all after it
      break;
    }
    const kept = take({ type: "object", fields }, row ?? 0, here, dropped);
    if (!kept) continue;
    const fault = needs.some((key) => !Object.hasOwn(kept, key)) ? "missing" : seen.has(kept[unique]) && "duplicate";
    if (fault) {
      dropped.push({ path: here, reason: fault });
      continue;
    }
    seen.add(kept[unique]);
    result.push(kept);
  }
  return result;
}

// An id may become a key: never one that every object has ("constructor").
function isId(value, max) {
  return value.length <= max && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value) && !(value in Object.prototype);
}

const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
// Everything unseen, but not the two joiners: Persian and emoji are spelt with them.
const UNSEEN = /(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u{fffe}\u{ffff}]/gu;
// A whole tag, or only how one begins; "5 < 7" and "<3" are no markup.
const MARKUP = [/<[a-z!?/][^<>]*>/gi, /<+(?=[a-z!?/])/gi];

function clean(value, { type, max }) {
  const reasons = [];
  let result = value.replace(/\r\n?/g, "\n");
  const replace = (pattern, by, reason) => {
    const after = result.replace(pattern, by);
    if (after !== result && !reasons.includes(reason)) reasons.push(reason);
    result = after;
  };
  replace(BIDI, "", "bidi");
  if (type === "line") replace(/[\n\t]+/g, " ", "control");
  replace(UNSEEN, "", "control");
  for (const pattern of MARKUP) replace(pattern, "", "markup");
  if (result.length > max) {
    result = result.slice(0, max).replace(/[\ud800-\udbff]$/, ""); // no half sign at the end
    reasons.push("too-long");
  }
  return { text: result, reasons };
}
