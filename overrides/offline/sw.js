// One language of the guide, kept for when there is no network. The build fills in the four values (guide.site.offline).
// The copy is made once, whole, of the files in the list, each held against its hash. Nothing else is ever put into it:
// no page's own requests, no query, nothing anybody types. There is no way to send this script a message.
const ROOT = new URL("%ROOT%", location).pathname; // the site's root
const FILES = "%FILES%"; // path from the root → the first letters of the file's SHA-256
const AWAY = "%AWAY%"; // what is published without being kept: paths, and folders ending in /
const FOLDERS = "%FOLDERS%"; // the languages' folders; this one's last
const OURS = `guide ${new URL(registration.scope).pathname} `;
const COPY = OURS + "%VERSION%";
const PATIENCE = 3000; // ms a page may take before the copy is shown

addEventListener("install", (event) => event.waitUntil(keep()));
// This begins to work only when no page of the version before is open: no page gets files of two versions.
addEventListener("activate", (event) => event.waitUntil(tidy()));

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin || !pathname.startsWith(ROOT)) return;
  const path = pathname.slice(ROOT.length);
  if (request.mode === "navigate") event.respondWith(page(request, path));
  else if (!isPage(path) && Object.hasOwn(FILES, path)) {
    event.respondWith(kept(path).then((answer) => answer ?? fetch(request)));
  }
});

const isPage = (path) => path === "" || /(\/|\.html)$/.test(path);

async function keep() {
  if (navigator.connection?.saveData) throw new Error("Save-Data: no copy is made");
  const cache = await caches.open(COPY);
  const left = Object.keys(FILES);
  const take = async () => {
    for (let path = left.pop(); path !== undefined; path = left.pop()) {
      // Here after an installation that was broken off: whole, and of this version.
      if (!(await cache.match(ROOT + path))) await cache.put(ROOT + path, await whole(path));
    }
  };
  await Promise.all([take(), take(), take(), take()]);
}

/** Returns a file as the list knows it, whatever status its host gives it; throws when the host gives another (while a new version is being copied to it). */
async function whole(path) {
  for (const cache of [isPage(path) ? "no-cache" : "default", "reload"]) {
    const answer = await fetch(ROOT + path, { cache, priority: "low" });
    const body = await answer.arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
    if (btoa(String.fromCharCode(...digest)).slice(0, FILES[path].length) !== FILES[path]) continue;
    const headers = new Headers(answer.headers); // the policy and the type; what only told of the way here goes
    for (const name of ["content-encoding", "content-length", "vary"]) headers.delete(name);
    return new Response(body, { headers });
  }
  throw new Error(`${path} is not of this version`);
}

async function tidy() {
  if (registration.installing) return; // the next version is being copied: it tidies up itself
  for (const name of await caches.keys()) if (name.startsWith(OURS) && name !== COPY) await caches.delete(name);
  await clients.claim();
}

const kept = async (path) => (await caches.open(COPY)).match(ROOT + path);

/** Answers for a page: the host's own, and the copy where the host does not answer in time. */
async function page(request, path) {
  const network = fetch(request, { cache: "no-cache" }); // what the browser has may be of the version before
  const place = path.replace(/(^|\/)index\.html$/, "$1");
  const here = Object.hasOwn(FILES, place);
  try {
    const answer = await (here ? Promise.race([network, late()]) : network);
    if (answer.status < 500 || !here) return answer;
  } catch {
    // answered below
  }
  if (here) return (await kept(place)) ?? network;
  if (Object.hasOwn(FILES, `${place}/`)) return Response.redirect(`${ROOT}${place}/`);
  const away = AWAY.some((one) => (one.endsWith("/") ? `${place}/`.startsWith(one) : place === one));
  const folder = FOLDERS.find((one) => `${place}/`.startsWith(one)) ?? "";
  const said = await kept(`${folder}${away ? "uten-nett" : "404"}.html`);
  return said ? new Response(said.body, { status: away ? 503 : 404, headers: said.headers }) : network;
}

const late = () => new Promise((_, reject) => setTimeout(reject, PATIENCE));
