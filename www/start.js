// Starts the page's WebAssembly; before that, on a host that sends no isolation headers, asks the service worker for them.

import { anew, compiled, progress } from "./arrive.js";
import { whenGone } from "./presence.js";

const GUARD = "threadbare-isolation"; // set once a tab, so that a host that defeats the service worker cannot make it reload for ever
const PATIENCE = 4000; // milliseconds a service worker gets before the page starts without threads
const QUIET = 10000; // milliseconds after the start until the build is kept for use without a network

// A server's own policy may forbid what stands in index.html itself; the same files lie beside this one.
if (!window.threadbareFailed) await Promise.all([import("./watch.js"), import("./boot.js")]);
window.threadbareShares = shares();
window.threadbareWorker = worker;
if (!(await reloadingForIsolation())) await start();
if (window.top === window) setTimeout(() => (window.requestIdleCallback ?? setTimeout)(keep), QUIET);

// What only authors need is fetched when they ask for it.
for (const kind of ["click", "keyup"]) {
  addEventListener(kind, () => setTimeout(() => document.querySelector("author-kit:not(:defined)") && import("./author-kit.js")));
}

async function start() {
  await painted();
  const { href: code } = document.getElementById("page-code");
  const { href: wasm } = document.getElementById("page-wasm");
  const bytes = Number(document.getElementById("page-wasm").dataset.bytes ?? 0);
  const told = progress(bytes, window.threadbareArrives);
  try {
    const [{ default: init }, module] = await Promise.all([import(code), compiled(wasm, bytes, told)]);
    await init({ module_or_path: module });
  } catch (error) {
    window.threadbareFailed(error);
    throw error;
  }
}

// Where there is something to read before the code has come, that is drawn first; a page that nobody sees is never drawn.
function painted() {
  const shows = document.visibilityState === "visible" && document.documentElement.dataset.early !== "none";
  return new Promise((go) => (shows ? requestAnimationFrame(() => setTimeout(go)) : go()));
}

// Some browsers isolate a page and give it no shared memory, or none that may be sent to a Worker: only a try tells.
function shares() {
  try {
    const { buffer } = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
    const { port1 } = new MessageChannel();
    port1.postMessage(buffer);
    port1.close();
    return typeof SharedArrayBuffer === "function" && buffer instanceof SharedArrayBuffer;
  } catch {
    return false;
  }
}

// A page in a sandbox has no origin, and may start no Worker from an address: there it starts from a blob that imports it. A blob is one already.
function worker(address, options) {
  const isForeign = window.origin === "null" && !address.startsWith("blob:");
  const made = isForeign ? new Worker(importing(address), { name: options.name }) : new Worker(address, options);
  let spoke = false;
  const broke = (message) => made.dispatchEvent(new ErrorEvent("error", { message }));
  // What the browser says is said again in words, once the page knows whether a policy or a newer build is the cause.
  made.addEventListener("error", async (event) => {
    if (!event.isTrusted) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    window.threadbareMissed(address);
    // One that never spoke may have come short, and a cache may keep that.
    if (!spoke && !address.startsWith("blob:")) await anew(address);
    const message = (event.message ?? "").replace(/^Uncaught (\w*Error: )?/, "");
    setTimeout(() => broke(window.threadbareBlocked() ?? message));
  });
  // Until the page is ready the page around it hears that something arrives: it waits for as long as that goes on.
  made.addEventListener("message", ({ data }) => {
    spoke = true;
    if (data?.missed) window.threadbareMissed(data.missed); // a file that it asked for itself
    if (typeof data === "string" && document.documentElement.dataset.threadbare === "loading") window.threadbareArrives(data);
  });
  whenGone(made, () => broke(`the browser ended the ${options.name.replace("-", " ")}`));
  return made;
}

function importing(address) {
  const text = `import(${JSON.stringify(address)}).catch(reportError);`;
  return URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
}

// True when the page is about to reload, now under the service worker's headers.
async function reloadingForIsolation() {
  if (!(await couldBeIsolated()) || !onceATab()) return false;
  try {
    await within(PATIENCE, registered());
  } catch (error) {
    console.info(`Threadbare runs without real threads here: ${error?.message ?? error}`);
    return false;
  }
  location.reload();
  return true;
}

async function couldBeIsolated() {
  if (window.crossOriginIsolated !== false || !hasServiceWorkers()) return false;
  return window.top === window.self || (await isIsolatedByItself());
}

// A frame gets threads by itself where the browser knows Document-Isolation-Policy; it may have a service worker where it shares its
// storage with the page around it.
async function isIsolatedByItself() {
  const knows = navigator.userAgentData?.brands.some(({ brand, version }) => brand === "Chromium" && Number(version) >= 137);
  return Boolean(knows) && (await document.hasStorageAccess().catch(() => false));
}

function hasServiceWorkers() {
  try {
    return window.isSecureContext && Boolean(navigator.serviceWorker);
  } catch {
    return false; // a sandbox refuses even the question
  }
}

function onceATab() {
  try {
    if (sessionStorage.getItem(GUARD)) return false;
    sessionStorage.setItem(GUARD, "asked");
    return true;
  } catch {
    return false; // without storage there is no guard, so no reload
  }
}

async function registered() {
  await navigator.serviceWorker.register("./sw.js");
  await navigator.serviceWorker.ready;
  if (navigator.serviceWorker.controller) return;
  await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
}

// Without a network the page opens from what its service worker keeps: this build, whole or not at all. What the page itself still fetches comes first.
async function keep() {
  if (document.documentElement.dataset.threadbare === "loading") return setTimeout(keep, QUIET);
  if (!hasServiceWorkers() || navigator.connection?.saveData || document.documentElement.dataset.threadbare === "failed") return;
  try {
    await navigator.serviceWorker.register("./sw.js");
    (await navigator.serviceWorker.ready).active.postMessage("keep");
  } catch {
    // a host without the worker's file, or storage that is refused: then the page needs its network
  }
}

function within(milliseconds, promise) {
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error("the service worker did not start in time")), milliseconds));
  return Promise.race([promise, late]);
}
