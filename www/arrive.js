// A module of WebAssembly on its way: counted as it comes, and told apart whether it came whole, short, or not at all.

const PATIENCE = 2000; // milliseconds that a download may take without a word
const STALLED = 8000; // milliseconds that a script may take that is fetched past the cache
const FIRST = 1000; // milliseconds until a part that did not come is tried again,
const LAST = 30000; // and at most, for each time it is twice as long

// Fetches and compiles a file of so many bytes; `told` hears how many have come. What came short is fetched once more, past the cache.
export async function compiled(address, bytes, told) {
  try {
    return await attempt(address, bytes, told, "default");
  } catch (error) {
    if (isForbidden(error)) throw error;
    return await attempt(address, bytes, told, "reload");
  }
}

// A part of the page that is fetched when something asks for it. Without it that cannot be shown, so it is tried until it comes.
export async function part(address, bytes) {
  const told = progress(bytes, say);
  for (let pause = FIRST; ; pause = Math.min(2 * pause, LAST)) {
    try {
      return await compiled(address, bytes, told);
    } catch (error) {
      window.threadbareMissed(address);
      say(`The rest of the page is not here: ${words(error)}. It is tried again by itself.`);
      await Promise.race([new Promise((on) => addEventListener("online", on, { once: true })), new Promise((on) => setTimeout(on, pause))]);
    }
  }
}

// Joins the part to the page; what waits for it hears of that once it is in its place.
export async function linked(module, imports) {
  const code = await module;
  try {
    return await WebAssembly.instantiate(code, imports);
  } catch (error) {
    say("The rest of the page does not fit what is here: two builds have met. Reload the page.");
    throw error;
  } finally {
    setTimeout(() => dispatchEvent(new Event("threadbare-part")));
  }
}

function say(sentence) {
  if (document.documentElement.dataset.threadbare === "loading") window.threadbareArrives(sentence);
  dispatchEvent(new CustomEvent("threadbare-part-late", { detail: sentence }));
}

export function isForbidden(error) {
  return error instanceof WebAssembly.CompileError && /Content.Security.Policy|unsafe-eval|disallowed by embedder/i.test(error.message);
}

async function attempt(address, bytes, told, cache) {
  const response = await fetch(address, { cache });
  if (!response.ok) throw new TypeError(`${response.status} for ${address}`); // what fetch itself throws when it fails
  // A copy is counted, for browsers keep what they have compiled beside the response that came.
  const counted = count(response.clone().body.getReader(), told).catch(() => 0);
  try {
    return await compile(response);
  } catch (error) {
    const come = await counted;
    if (bytes > 0 && come < bytes && !isForbidden(error)) throw cut(address, come, bytes);
    throw error;
  }
}

// A server that does not call the file application/wasm is met with patience.
async function compile(response) {
  if (response.headers.get("Content-Type")?.startsWith("application/wasm")) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

async function count(reader, told) {
  let come = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    come += part.value.byteLength;
    told(come);
  }
  return come;
}

// Hears how much has come, and tells it as a sign of life: without words as long as nobody waits.
export function progress(bytes, tell) {
  const since = performance.now();
  return (come) => tell(performance.now() - since > PATIENCE ? kilobytes(come, bytes) : "");
}

function kilobytes(come, of) {
  const count = (bytes) => Math.round(bytes / 1000).toLocaleString("en");
  return `${count(come)} of ${count(of)} KB are here.`;
}

// A Worker's own sentence about why its module did not start.
export function words(error) {
  if (isForbidden(error)) return "the Content-Security-Policy of its server forbids it WebAssembly ('wasm-unsafe-eval' in script-src)";
  if (error.name === "Cut") return "its code came only in part; perhaps a cache keeps a broken copy";
  if (/^\d\d\d for /.test(error.message)) return `its code is not on the server (${error.message.split("/").pop()}, ${error.message.slice(0, 3)})`;
  if (error instanceof TypeError) return "its code could not be fetched: check the connection";
  return error.message;
}

// A script that came short may be kept for a year: all that this Worker has loaded is fetched past the cache, so that its next start finds it whole.
export async function renewed(error) {
  if (!(error instanceof SyntaxError)) return;
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  await Promise.all(loaded.map(anew));
}

// A cache has what came only once all of it has come; what does not come is missed again by who needs it.
export async function anew(address) {
  try {
    await (await fetch(address, { cache: "reload", signal: AbortSignal.timeout?.(STALLED) })).arrayBuffer();
  } catch {
    // then the next start says so
  }
}

function cut(address, come, bytes) {
  const error = new Error(`${come} of ${bytes} bytes of ${address}`);
  error.name = "Cut";
  return error;
}
