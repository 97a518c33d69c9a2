// <thread-bare lab="counter" lock="off" threads="4"></thread-bare>: one lab of Threadbare in a page of your own.
//
// Load it as a module: <script type="module" src="https://…/thread-bare.js"></script>. Attributes are the keys of the address, engine,
// schedule, at and cores among them; a changed attribute changes the lab, a removed one goes back to the lab's own value. What the lab
// says arrives as events: threadbare-ready, -state, -progress, -report, -curve, -search, -check, -height, -error, each with its detail.
//
// A Python program of your own stands in the element, <thread-bare python="3.14t"><script type="text/x-python">…</script></thread-bare>,
// or is named, <thread-bare program="race.py"></thread-bare> (same origin, or one that allows it by CORS).

const HERE = new URL("./", import.meta.url).href;
const OURS = new Set(["program", "id", "class", "style", "title", "src", "slot", "hidden", "lang", "dir", "tabindex", "role", "part"]);

class ThreadBare extends HTMLElement {
  #frame = null;
  #ready = false;
  #waiting = []; // what was asked before anybody listened
  #heard = (event) => this.#hear(event);
  #changes = new MutationObserver((records) => this.#mirror(records.map((record) => record.attributeName)));

  connectedCallback() {
    this.#ready = false;
    this.#frame = document.createElement("iframe");
    this.#frame.src = this.#address();
    this.#frame.title = this.title || `Threadbare: ${this.getAttribute("lab") ?? (this.#isProgram() ? "a program" : "counter")}`;
    this.#frame.loading = "lazy";
    this.#frame.allow = "cross-origin-isolated; clipboard-write";
    this.#frame.style.cssText = "display:block;width:100%;height:480px;border:0";
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    root.innerHTML = "<style>:host{display:block}:host([hidden]){display:none}</style>";
    root.append(this.#frame);
    addEventListener("message", this.#heard);
    this.#changes.observe(this, { attributes: true });
  }

  disconnectedCallback() {
    removeEventListener("message", this.#heard);
    this.#changes.disconnect();
    this.#frame.remove();
  }

  run() { this.#ask("run"); }
  stop() { this.#ask("stop"); }
  reset() { this.#ask("reset"); }
  step(thread) { this.#ask("step", { thread }); }
  seek(at) { this.#ask("seek", { at }); }
  sweep(options = {}) { this.#ask("sweep", options); }
  search(options = {}) { this.#ask("search", options); }
  check() { this.#ask("check"); }
  load(settings) { this.#ask("load", settings); }
  state() { this.#ask("state"); }

  #address() {
    const own = this.#isProgram() ? "lab=program&" : "";
    return `${new URL(this.getAttribute("src") ?? HERE, document.baseURI).href}#embed=1&${own}${new URLSearchParams(this.#settings())}`;
  }

  #isProgram() {
    return this.hasAttribute("program") || this.querySelector('script[type="text/x-python"]') !== null;
  }

  // The program in the element, without the indentation that its place in the page gave it; or the one that it names.
  async #program() {
    const inline = this.querySelector('script[type="text/x-python"]');
    if (inline) return dedented(inline.textContent);
    const address = new URL(this.getAttribute("program"), document.baseURI).href;
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${response.status} for ${address}`);
    return response.text();
  }

  async #loadProgram() {
    try {
      this.load({ lab: "program", ...this.#settings(), source: await this.#program() });
    } catch (error) {
      this.#tell("error", `The program could not be fetched: ${error.message}.`);
    }
  }

  #settings(names = this.getAttributeNames()) {
    const keys = names.filter((name) => !OURS.has(name) && !name.startsWith("data-") && !name.startsWith("aria-"));
    return Object.fromEntries(keys.filter((name) => this.hasAttribute(name)).map((name) => [name, this.getAttribute(name)]));
  }

  #mirror(names) {
    const gone = names.some((name) => name === "src" || (!OURS.has(name) && !this.hasAttribute(name)));
    const changed = this.#settings(names);
    if (names.includes("program") && this.#ready) this.#loadProgram();
    if (names.includes("src")) this.#ready = false;
    if (gone) this.#frame.src = this.#address();
    else if (Object.keys(changed).length > 0) this.#ask("load", changed);
  }

  #ask(what, rest = {}) {
    const message = { ...rest, threadbare: 1, do: what };
    if (this.#ready) this.#frame.contentWindow?.postMessage(message, new URL(this.#frame.src).origin);
    else this.#waiting.push(message);
  }

  #hear({ source, data }) {
    if (source !== this.#frame.contentWindow || data?.threadbare !== 1) return;
    if (data.is === "ready") this.#greet();
    if (data.is === "height") this.#frame.style.height = `${data.height}px`;
    this.#tell(data.is, data[data.is] ?? data.message ?? null);
  }

  #tell(what, detail) {
    this.dispatchEvent(new CustomEvent(`threadbare-${what}`, { detail, bubbles: true, composed: true }));
  }

  // Whoever has asked once is told what happens from then on.
  #greet() {
    this.#ready = true;
    if (this.#isProgram()) this.#loadProgram();
    this.state();
    for (const { do: what, threadbare, ...rest } of this.#waiting.splice(0)) this.#ask(what, rest);
  }
}

function dedented(text) {
  const lines = text.replace(/^\s*\n/, "").trimEnd().split("\n");
  const depths = lines.filter((line) => line.trim() !== "").map((line) => line.match(/^ */)[0].length);
  const depth = Math.min(...depths, Infinity);
  return `${lines.map((line) => line.slice(Number.isFinite(depth) ? depth : 0)).join("\n")}\n`;
}

if (!customElements.get("thread-bare")) customElements.define("thread-bare", ThreadBare);
