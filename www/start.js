// Starts the page's WebAssembly; before that, on a host that sends no isolation headers, asks the service worker for them.

const GUARD = "threadbare-isolation"; // set once a tab, so that a host that defeats the service worker cannot make it reload for ever
const PATIENCE = 4000; // milliseconds a service worker gets before the page starts without threads

if (!(await reloadingForIsolation())) await start();

async function start() {
  const { href: code } = document.getElementById("page-code");
  const { href: wasm } = document.getElementById("page-wasm");
  try {
    const [{ default: init }, response] = await Promise.all([import(code), fetched(wasm)]);
    await init({ module_or_path: response });
  } catch (error) {
    window.threadbareFailed(reason(error), error);
    throw error;
  }
}

async function fetched(address) {
  const response = await fetch(address);
  if (response.ok) return response;
  throw new TypeError(`${response.status} for ${address}`); // what fetch itself throws when it fails
}

function reason(error) {
  if (typeof WebAssembly === "undefined") return "This browser does not run WebAssembly, or has it switched off.";
  if (error instanceof WebAssembly.CompileError) return "This browser is too old for the WebAssembly this page is made of.";
  if (error instanceof TypeError) return "A part of the page could not be fetched. Check the connection, then reload.";
  return "The page stopped while it was starting. Reloading may help.";
}

// True when the page is about to reload, now under the service worker's headers.
async function reloadingForIsolation() {
  if (!couldBeIsolated() || !onceATab()) return false;
  try {
    await within(PATIENCE, registered());
  } catch (error) {
    console.info(`Threadbare runs without real threads here: ${error?.message ?? error}`);
    return false;
  }
  location.reload();
  return true;
}

function couldBeIsolated() {
  return window.crossOriginIsolated === false && window.isSecureContext && window.top === window.self && "serviceWorker" in navigator;
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

function within(milliseconds, promise) {
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error("the service worker did not start in time")), milliseconds));
  return Promise.race([promise, late]);
}
