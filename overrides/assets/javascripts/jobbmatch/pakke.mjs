// A file behind a password; a stilling in a link (what stands after # reaches no server).

import { checkVersion, FileFault, LIMIT, parseFile, readFile, writeFile } from "../fil.mjs";

const SKJEMA = "jobbmatch/kryptert";
const VERSION = 1;
const ROUNDS = 600_000;
const SALT = 16;
const IV = 12;
const LINK = "#jm1=";
const SLICE = 1024;
const encode = (text) => new TextEncoder().encode(text);
const SEALED = new Uint8Array([VERSION, ...encode(SKJEMA)]);

/** AES-256-GCM, with a key that is slow to guess. */
export async function encrypt(text, password) {
  const [salt, iv] = [SALT, IV].map((size) => globalThis.crypto.getRandomValues(new Uint8Array(size)));
  const key = await keyFrom(password, salt, "encrypt");
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: SEALED }, key, encode(text));
  const [first, second, third] = [salt, iv, new Uint8Array(sealed)].map(toBase64url);
  const file = JSON.stringify({ skjema: SKJEMA, versjon: VERSION, salt: first, iv: second, data: third });
  if (file.length > LIMIT) throw new FileFault("too-large");
  return file;
}

/** Returns what is encrypted, or throws a FileFault. */
export async function decrypt(bytes, password) {
  const file = parseFile(bytes);
  if (file.skjema !== SKJEMA) throw new FileFault("wrong-kind");
  checkVersion(file);
  const [salt, iv, sealed] = ["salt", "iv", "data"].map((part) => fromBase64url(file[part]));
  const key = await keyFrom(password, salt ?? new Uint8Array(SALT), "decrypt");
  try {
    if (salt.length !== SALT || iv.length !== IV) throw new RangeError();
    const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: SEALED }, key, sealed);
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(text);
  } catch {
    throw new FileFault("wrong-password"); // or damage
  }
}

async function keyFrom(password, salt, use) {
  if (!password.trim()) throw new FileFault("no-password");
  const subtle = globalThis.crypto?.subtle;
  if (!subtle) throw new FileFault("no-crypto");
  const typed = encode(password.normalize("NFKC")); // å is spelt in two ways
  const material = await subtle.importKey("raw", typed, "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  return subtle.deriveKey(how, material, { name: "AES-GCM", length: 256 }, false, [use]);
}

/** Returns a stilling as `#jm1=…`. */
export async function toLink(stilling) {
  const text = JSON.stringify(JSON.parse(writeFile("stilling", stilling)));
  return LINK + toBase64url(await through("CompressionStream", encode(text)));
}

/** Returns what readFile returns; null when the fragment is none of ours. */
export async function fromLink(fragment) {
  if (/^#jm\d+=/.exec(fragment)?.[0].slice(3, -1) > 1) throw new FileFault("newer-version");
  if (!fragment.startsWith(LINK)) return null;
  if (fragment.length > LIMIT) throw new FileFault("too-large");
  const packed = fromBase64url(fragment.slice(LINK.length));
  if (!packed) throw new FileFault("damaged");
  const read = readFile(await through("DecompressionStream", packed));
  if (read.kind !== "stilling") throw new FileFault("wrong-kind");
  return read;
}

// Counted on the way: a few kilobytes can unpack to gigabytes.
async function through(name, bytes) {
  if (!globalThis[name]) throw new FileFault("no-compression");
  let at = 0;
  const source = new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) controller.close();
      else controller.enqueue(bytes.slice(at, (at += SLICE)));
    },
  });
  const parts = [];
  let size = 0;
  try {
    for (const reader = source.pipeThrough(new globalThis[name]("deflate-raw")).getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
      parts.push(value);
      size += value.length;
      if (size <= LIMIT) continue;
      reader.cancel().catch(() => {});
      throw new FileFault("too-large");
    }
  } catch (error) {
    throw error.code ? error : new FileFault("damaged");
  }
}

function toBase64url(bytes) {
  const signs = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(signs).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

// Only the one right spelling.
function fromBase64url(written) {
  if (typeof written !== "string" || !/^[\w-]*$/.test(written) || written.length % 4 === 1) return undefined;
  const bytes = Uint8Array.from(atob(written.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
  return toBase64url(bytes) === written ? bytes : undefined;
}
