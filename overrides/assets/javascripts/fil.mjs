// Files are rebuilt through the table of their format, never merged; what is left out is listed.

import { data } from "./side.mjs";

/** The most bytes of a file. */
export const LIMIT = 200_000;
// Room to grow by a third when encrypted.
const WRITE_LIMIT = 148_000;
const VERSION = 1;
const DEEPEST = 12;

/** See hooks/guide/pages/file_format.py; a file says which family it is of, and its kind. */
export const SCHEMA = data.format;
const FAMILY = data.familie;

/** `code` has a sentence in the page's words. */
export class FileFault extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/** Returns the text of a file, or throws a FileFault. */
export function writeFile(kind, value) {
  const kept = rebuild(kind, value).value;
  if (!says(kept)) throw new FileFault("empty");
  const written = `${JSON.stringify({ skjema: `${FAMILY}/${kind}`, versjon: VERSION, [kind]: kept }, null, 1)}\n`;
  if (byteLength(written) > WRITE_LIMIT) throw new FileFault("too-large");
  return written;
}

/** Returns {kind, value, dropped: [{path, reason}]} of bytes or a text, or throws a FileFault. */
export function readFile(bytesOrText) {
  const file = parseFile(bytesOrText);
  const kind = Object.keys(SCHEMA).find((name) => file.skjema === `${FAMILY}/${name}`);
  if (!kind) throw new FileFault(file.skjema === `${FAMILY}/kryptert` ? "encrypted" : "wrong-kind");
  checkVersion(file);
  const strange = Object.keys(file).filter((key) => !["skjema", "versjon", kind].includes(key));
  const { value, dropped } = rebuild(kind, file[kind]);
  if (!says(value)) throw new FileFault("empty");
  return { kind, value, dropped: [...strange.map((key) => unknown("", key)), ...dropped] };
}

/** Checks nothing but size, depth and JSON. */
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
  if (typeof file !== "object" || !file || Array.isArray(file)) throw new FileFault("wrong-kind");
  return file;
}

export function checkVersion({ versjon }) {
  if (versjon !== VERSION) throw new FileFault(versjon > VERSION ? "newer-version" : "wrong-version");
}

/** Returns {value, dropped}; null, and no text in place of a choice, are not listed. */
export function rebuild(kind, source) {
  const dropped = [];
  const value = take({ type: "object", fields: SCHEMA[kind] }, source, kind, dropped) ?? {};
  return { value, dropped };
}

/** YYYY-MM-DD that exists, from 1900 to 2199. */
export function isDate(value) {
  const time = /^(19|20|21)\d\d-\d\d-\d\d$/.test(value) ? Date.parse(value) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

function toText(bytesOrText) {
  const isText = typeof bytesOrText === "string";
  if ((isText ? byteLength(bytesOrText) : bytesOrText.byteLength) > LIMIT) throw new FileFault("too-large");
  if (isText) return bytesOrText.replace(/^\ufeff/, "");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytesOrText);
  } catch {
    throw new FileFault("not-text");
  }
}

function byteLength(written) {
  return written.length > LIMIT ? written.length : new TextEncoder().encode(written).length;
}

// Some browsers run out of stack on nothing but brackets.
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

function says(value) {
  return typeof value === "object" ? Object.values(value).some(says) : value !== "";
}

function unknown(path, key) {
  return { path: path + clean(key, { type: "line", max: 40 }).text, reason: "unknown-key" };
}

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
    case "id": {
      const isId = value.length <= rule.max && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value);
      return isId && !(value in {}) ? value : drop("not-an-id"); // may become a key: not "constructor"
    }
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
  for (const key in fields) {
    const value = Object.hasOwn(source, key) ? source[key] : undefined;
    const kept = take(fields[key], value, `${path}/${key}`, dropped, result);
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
    const drop = (reason) => dropped.push({ path: here, reason });
    if (index === max) {
      drop("too-many");
      break;
    }
    const kept = take({ type: "object", fields }, row ?? 0, here, dropped);
    if (!kept) continue;
    if (needs.some((key) => !(key in kept))) drop("missing");
    else if (seen.has(kept[unique])) drop("duplicate");
    else result.push(kept);
    seen.add(kept[unique]);
  }
  return result;
}

const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
// Everything unseen but the two joiners of Persian and emoji.
const UNSEEN = /(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u{fffe}\u{ffff}]/gu;
// A tag, or how one begins; not "5 < 7" and "<3".
const MARKUP = [/<[a-z!?/][^<>]*>/gi, /<+(?=[a-z!?/])/gi];

function clean(value, { type, max }) {
  const reasons = [];
  let text = value.replace(/\r\n?/g, "\n");
  const replace = (pattern, by, reason) => {
    const after = text.replace(pattern, by);
    if (after !== text && !reasons.includes(reason)) reasons.push(reason);
    text = after;
  };
  replace(BIDI, "", "bidi");
  if (type === "line") replace(/[\n\t]+/g, " ", "control");
  replace(UNSEEN, "", "control");
  for (const pattern of MARKUP) replace(pattern, "", "markup");
  if (text.length > max) {
    text = text.slice(0, max).replace(/[\ud800-\udbff]$/, ""); // no half sign
    reasons.push("too-long");
  }
  return { text, reasons };
}
