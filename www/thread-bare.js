// <thread-bare lab="counter" lock="off" threads="4"></thread-bare>: one lab of Threadbare in a page of your own.
//
// Load it as a module: <script type="module" src="https://…/thread-bare.js"></script>. Attributes are the keys of the address; what
// the lab says arrives as events: threadbare-ready, -state, -progress, -report, -curve, -height, -error, each with its detail.

const HERE = new URL("./", import.meta.url).href;
const OURS = new Set(["id", "class", "style", "title", "src", "slot", "hidden", "lang", "dir", "tabindex", "role"]);

class ThreadBare extends HTMLElement {
  #frame = null;
  #heard = (event) => this.#hear(event);
  #changes = new MutationObserver((records) => this.#mirror(records.map((record) => record.attributeName)));

  connectedCallback() {
    this.#frame = document.createElement("iframe");
    this.#frame.src = `${this.getAttribute("src") ?? HERE}#embed=1&${new URLSearchParams(this.#settings())}`;
    this.#frame.title = this.title || `Threadbare: ${this.getAttribute("lab") ?? "counter"}`;
    this.#frame.loading = "lazy";
    this.#frame.allow = "cross-origin-isolated; clipboard-write";
    this.#frame.style.cssText = "display:block;width:100%;height:480px;border:0";
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    root.innerHTML = "<style>:host{display:block}</style>";
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
  sweep(options = {}) { this.#ask("sweep", options); }
  load(settings) { this.#ask("load", settings); }
  state() { this.#ask("state"); }

  #settings(names = this.getAttributeNames()) {
    const keys = names.filter((name) => !OURS.has(name) && !name.startsWith("data-") && !name.startsWith("aria-"));
    return Object.fromEntries(keys.filter((name) => this.hasAttribute(name)).map((name) => [name, this.getAttribute(name)]));
  }

  #mirror(names) {
    const changed = this.#settings(names);
    if (Object.keys(changed).length > 0) this.#ask("load", changed);
  }

  #ask(what, rest = {}) {
    this.#frame?.contentWindow?.postMessage({ ...rest, threadbare: 1, do: what }, new URL(this.#frame.src).origin);
  }

  #hear({ source, data }) {
    if (source !== this.#frame.contentWindow || data?.threadbare !== 1) return;
    // Whoever has asked once is told what happens from then on.
    if (data.is === "ready") this.state();
    if (data.is === "height") this.#frame.style.height = `${data.height}px`;
    this.dispatchEvent(new CustomEvent(`threadbare-${data.is}`, { detail: data[data.is] ?? data.message ?? null, bubbles: true, composed: true }));
  }
}

if (!customElements.get("thread-bare")) customElements.define("thread-bare", ThreadBare);
