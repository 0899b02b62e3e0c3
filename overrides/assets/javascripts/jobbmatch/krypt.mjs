// A file behind a password: AES-256-GCM with a key that is slow to guess. Without the password nobody can
// open it, neither can we.

import { checkVersion, ENCRYPTED, FileFault, fromBase64url, LIMIT, parseFile, toBase64url } from "./fil.mjs";

const VERSION = 1;
const ROUNDS = 600_000;
const SALT = 16;
const IV = 12;
const encode = (text) => new TextEncoder().encode(text);
// What the container says it is, is sealed along with the content.
const SEALED = new Uint8Array([VERSION, ...encode(ENCRYPTED)]);

/** Returns the text of a file in which `text` is encrypted, or throws a FileFault. */
export async function encrypt(text, password) {
  const [salt, iv] = [SALT, IV].map((size) => globalThis.crypto.getRandomValues(new Uint8Array(size)));
  const key = await keyFrom(password, salt, "encrypt");
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: SEALED }, key, encode(text));
  const [first, second, third] = [salt, iv, new Uint8Array(data)].map(toBase64url);
  const file = JSON.stringify({ skjema: ENCRYPTED, versjon: VERSION, salt: first, iv: second, data: third });
  if (file.length > LIMIT) throw new FileFault("too-large");
  return file;
}

/** Returns the text that a file (bytes or text) holds encrypted, or throws a FileFault. */
export async function decrypt(bytes, password) {
  const file = parseFile(bytes);
  if (file.skjema !== ENCRYPTED) throw new FileFault("wrong-kind");
  checkVersion(file);
  const [salt, iv, data] = ["salt", "iv", "data"].map((part) => fromBase64url(file[part]));
  const key = await keyFrom(password, salt ?? new Uint8Array(SALT), "decrypt");
  try {
    if (salt.length !== SALT || iv.length !== IV) throw new RangeError();
    const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: SEALED }, key, data);
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(text);
  } catch {
    throw new FileFault("wrong-password"); // or damage: nobody can tell them apart
  }
}

async function keyFrom(password, salt, use) {
  if (typeof password !== "string" || !password.trim()) throw new FileFault("no-password");
  const subtle = globalThis.crypto?.subtle;
  if (!subtle) throw new FileFault("no-crypto");
  // The same letter can be typed in two ways: å, or a with a ring.
  const typed = encode(password.normalize("NFKC"));
  const material = await subtle.importKey("raw", typed, "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  return subtle.deriveKey(how, material, { name: "AES-GCM", length: 256 }, false, [use]);
}
