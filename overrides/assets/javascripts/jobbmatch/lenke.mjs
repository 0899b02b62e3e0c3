// A stilling in a link: what stands after # never reaches a server. Never a kandidat.

import { FileFault, fromBase64url, LIMIT, readFile, toBase64url, writeFile } from "./fil.mjs";

const START = "#jm1=";
const SLICE = 1024;

/** Returns a stilling as a link's fragment, `#jm1=…`, or throws a FileFault. */
export async function toLink(stilling) {
  const text = JSON.stringify(JSON.parse(writeFile("stilling", stilling)));
  const packed = await through(streams().CompressionStream, new TextEncoder().encode(text));
  return START + toBase64url(packed);
}

/**
 * Returns what readFile returns for the stilling in a link's fragment, or throws a FileFault;
 * null when the fragment is none of ours, such as a heading's.
 */
export async function fromLink(fragment) {
  const version = Number(/^#jm(\d{1,3})=/.exec(fragment)?.[1] ?? 0);
  if (version > 1) throw new FileFault("newer-version");
  if (!fragment.startsWith(START)) return null;
  if (fragment.length > LIMIT) throw new FileFault("too-large");
  const packed = fromBase64url(fragment.slice(START.length));
  if (!packed) throw new FileFault("damaged");
  const read = readFile(await through(streams().DecompressionStream, packed));
  if (read.kind !== "stilling") throw new FileFault("wrong-kind");
  return read;
}

function streams() {
  if (!globalThis.DecompressionStream) throw new FileFault("no-compression");
  return globalThis;
}

// In small slices, and counted on the way: a few kilobytes can be packed so that they unpack to gigabytes.
async function through(Stream, bytes) {
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
    for (const reader = source.pipeThrough(new Stream("deflate-raw")).getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
      parts.push(value);
      size += value.length;
      if (size <= LIMIT) continue;
      reader.cancel().catch(() => {});
      throw new FileFault("too-large");
    }
  } catch (error) {
    throw error instanceof FileFault ? error : new FileFault("damaged");
  }
}
