// A module of WebAssembly on its way: counted as it comes, and told apart whether it came whole, short, or not at all.

const PATIENCE = 2000; // milliseconds that a download may take without a word

// Fetches and compiles a file of so many bytes; `told` hears how many have come. What came short is fetched once more, past the cache.
export async function compiled(address, bytes, told) {
  try {
    return await attempt(address, bytes, told, "default");
  } catch (error) {
    if (isForbidden(error)) throw error;
    return await attempt(address, bytes, told, "reload");
  }
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

function cut(address, come, bytes) {
  const error = new Error(`${come} of ${bytes} bytes of ${address}`);
  error.name = "Cut";
  return error;
}
