// Adds the headers that give the page real threads, for hosts that cannot send them, and keeps one build for use without a network.
// It answers for the page's own document and its own files; what else lies below its folder is a neighbour's, and none of its business.
//
// The site's build puts two lines above this one: BUILD, the name of the folder of code, and FILES, everything that belongs to the build.

const HOME = new URL("./", location.href);
const KEPT = `threadbare ${HOME.pathname} `;
const HEADERS = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "cross-origin",
  "Document-Isolation-Policy": "isolate-and-require-corp",
};

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("message", (event) => event.data === "keep" && event.waitUntil(keep()));

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== HOME.origin || !pathname.startsWith(HOME.pathname)) return;
  if (request.cache === "only-if-cached" && request.mode !== "same-origin") return; // a Chromium devtools quirk: fetch() would throw
  const name = pathname.slice(HOME.pathname.length);
  if (request.mode === "navigate" && ["", "index.html"].includes(name)) event.respondWith(page(request));
  else if (/^code-[0-9a-f]{16}\//.test(name)) event.respondWith(file(request));
});

// The newest page there is, or the one that is kept.
async function page(request) {
  try {
    return isolated(await fetch(request));
  } catch (error) {
    const kept = await found(HOME.href);
    if (!kept) throw error;
    return isolated(kept);
  }
}

// The name of a file's folder says what is in it, so what is kept is as good as what would come.
async function file(request) {
  const kept = ["reload", "no-store"].includes(request.cache) ? undefined : await found(request.url);
  return isolated(kept ?? (await fetch(request)));
}

async function found(address) {
  for (const name of await caches.keys()) {
    const kept = name.startsWith(KEPT) ? await caches.match(address, { cacheName: name, ignoreVary: true }) : undefined;
    if (kept) return kept;
  }
}

function isolated(response) {
  if (response.status === 0) return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(HEADERS)) headers.set(name, value);
  const body = [101, 204, 205, 304].includes(response.status) ? null : response.body;
  return new Response(body, { status: response.status, statusText: response.statusText, headers });
}

// All files or none, and the page itself last: only a build that is whole has one. Then older builds go.
async function keep() {
  const name = KEPT + BUILD;
  const cache = await caches.open(name);
  if (await cache.match(HOME.href)) return;
  try {
    await cache.addAll(FILES.map((file) => new URL(file, HOME).href));
    const document = await fetch(HOME.href, { cache: "no-cache" });
    if (!document.ok || !(await document.clone().text()).includes(BUILD)) throw new Error("the page is of another build");
    await cache.put(HOME.href, document);
  } catch (error) {
    await caches.delete(name);
    return;
  }
  const old = (await caches.keys()).filter((other) => other.startsWith(KEPT) && other !== name);
  await Promise.all(old.map((other) => caches.delete(other)));
}
