// <thread-bare lab="counter" lock="off" threads="4"></thread-bare>: one lab of Threadbare in a page of your own.
//
// Load it as any script, from any host: <script src="https://…/thread-bare-1.js" async></script>; type="module" works where the host
// allows it by CORS. thread-bare-1.js keeps what is said here; thread-bare.js is the newest there is.
//
// What stands in the element is shown where it cannot work: put a link to the lab there. Attributes are the keys of the address, engine,
// schedule, at and cores among them; a changed attribute changes the lab, a removed one goes back to the lab's own value. theme="auto", or
// none, follows the page around it. Of the element itself are height (the most pixels it takes; beyond them it scrolls), load="press" (a
// button first, with the picture that poster names) and src (another Threadbare). What the lab says arrives as events: threadbare-ready,
// -state, -progress, -report, -curve, -search, -check, -height, -error, each with its detail.
//
// A Python program of your own stands in the element, <thread-bare python="3.14t"><script type="text/x-python">…</script></thread-bare>,
// or is named, <thread-bare program="race.py"></thread-bare> (same origin, or one that allows it by CORS).
(() => {
  const HERE = home();
  const SILENT = 8000; // milliseconds without a sign of life until a link takes the frame's place
  const HEIGHT = 480; // pixels before the lab has said how high it is
  const OURS = new Set(["program", "id", "class", "style", "title", "src", "slot", "hidden", "lang", "dir", "tabindex", "role", "part", "height", "load", "poster"]);
  const KEYS = new Set(
    "v lab variant engine lock threads size interval cores seed schedule at theme layout panes autorun page stop mend present python text case embed "
      .concat("answer apostrophes arrival bad calls capacity chunk columns depth dies errors high idle inner latency low mean message parse pause prefer producers query reducers scene speed start timeout tries wait word-rule writes clients pollers writers")
      .split(" "),
  );
  const USUAL = { theme: "auto", layout: "split", panes: "code,lanes,graph,plot,turns,memory,races,search", autorun: "0", present: "0", python: "3.14" };
  const STYLE = `:host { display: block; position: relative } :host([hidden]) { display: none }
    iframe { display: block; width: 100%; border: 0 }
    .skip { position: absolute; left: 8px; top: 8px; z-index: 1; padding: 4px 10px; border-radius: 4px; background: Canvas; color: LinkText; font: 14px/1.5 system-ui, sans-serif }
    .skip:not(:focus) { clip-path: inset(50%); pointer-events: none }
    .end:focus { outline: none }
    .notice, .press { box-sizing: border-box; margin: 0; padding: 10px 14px; border: 1px solid color-mix(in srgb, currentColor 30%, transparent); border-radius: 8px; font: 14px/1.5 system-ui, sans-serif }
    .press { display: grid; place-content: center; place-items: center; gap: 10px; min-height: 160px; background: center / contain no-repeat }
    .press button { font: inherit; padding: 8px 18px; cursor: pointer }`;

  class ThreadBare extends HTMLElement {
    static home = HERE;
    #frame = null;
    #ready = false;
    #spoke = false;
    #waiting = []; // what was asked before anybody listened
    #silence = 0;
    #theme = null;
    #heard = (event) => this.#hear(event);
    #changes = new MutationObserver((records) => this.#mirror(records));
    #seen = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && this.#attend(), { rootMargin: "200px" });
    #follow = () => this.#followTheme();

    connectedCallback() {
      this.#ready = this.#spoke = false;
      this.#complain();
      this.#dress();
      if (this.getAttribute("load") === "press") this.#offer();
      else this.#open();
      addEventListener("message", this.#heard);
      surroundings.add(this.#follow);
      this.#changes.observe(this, { attributes: true });
    }

    disconnectedCallback() {
      removeEventListener("message", this.#heard);
      surroundings.delete(this.#follow);
      this.#changes.disconnect();
      this.#seen.disconnect();
      clearTimeout(this.#silence);
      this.#ready = this.#spoke = false;
      this.#frame?.remove();
      this.#frame = null;
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

    // Styles that a page's policy forbids as text come as a sheet, which it does not.
    #dress() {
      const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
      const skip = made("a", { className: "skip", href: "#", textContent: "Skip this lab" });
      const end = made("span", { className: "end", tabIndex: -1 });
      // Chromium goes on from a last element that Tab passes by at the first one: so while it has the focus, Tab does not pass it by.
      end.onblur = () => (end.tabIndex = -1);
      skip.onclick = (event) => {
        event.preventDefault();
        end.tabIndex = 0;
        end.focus();
      };
      root.replaceChildren(skip, end);
      if ("adoptedStyleSheets" in root) {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(STYLE);
        root.adoptedStyleSheets = [sheet];
      } else root.append(made("style", { textContent: STYLE }));
    }

    #open() {
      this.#frame = made("iframe", { title: this.#title(), loading: "lazy", allow: "cross-origin-isolated; clipboard-write" });
      // A page that is isolated shows a frame whose host sends no headers only if it comes without the reader's cookies there.
      if (window.crossOriginIsolated && new URL(this.#address()).origin !== location.origin) this.#frame.credentialless = true;
      this.#frame.src = this.#address();
      this.#frame.style.height = `${Math.min(HEIGHT, this.#most())}px`;
      this.shadowRoot.querySelector(".end").before(this.#frame);
      this.#seen.observe(this);
    }

    #offer() {
      const box = made("div", { className: "press" });
      if (this.hasAttribute("poster")) box.style.backgroundImage = `url(${JSON.stringify(new URL(this.getAttribute("poster"), document.baseURI).href)})`;
      box.style.height = `${Math.min(HEIGHT, this.#most())}px`;
      const button = made("button", { textContent: `Open ${this.#isProgram() ? "this program" : "the lab"}` });
      button.onclick = () => {
        box.remove();
        this.#open();
        this.#frame.focus();
      };
      box.append(button);
      this.shadowRoot.querySelector(".end").before(box);
    }

    #title() {
      return this.title || `Threadbare: ${this.getAttribute("lab") ?? (this.#isProgram() ? "a program" : "counter")}`;
    }

    #most() {
      return Number(this.getAttribute("height")) || Infinity;
    }

    #page() {
      return new URL(this.getAttribute("src") ?? ThreadBare.home, document.baseURI).href;
    }

    #address() {
      return `${this.#page()}#embed=1&${this.#query()}`;
    }

    #query() {
      const own = this.#isProgram() ? "lab=program&" : "";
      this.#theme = themeAround(this);
      const settings = { ...this.#settings(), theme: this.#wanted() };
      return `${own}${new URLSearchParams(settings)}`;
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
      const keys = names.filter((name) => this.hasAttribute(name) && KEYS.has(name));
      return Object.fromEntries(keys.map((name) => [name, this.getAttribute(name)]));
    }

    #complain() {
      for (const name of this.getAttributeNames().filter((name) => isForeign(name) && !complained.has(name))) {
        complained.add(name);
        console.warn(`<thread-bare> does not know the attribute “${name}”, and leaves it out.`);
      }
    }

    #mirror(records) {
      const names = [...new Set(records.map((record) => record.attributeName))];
      this.#complain();
      if (!this.#frame) return;
      if (names.includes("src")) {
        this.#ready = this.#spoke = false;
        this.#frame.src = this.#address();
        return this.#attend();
      }
      if (names.includes("height")) this.#fit();
      if (names.includes("program") && this.#ready) this.#loadProgram();
      const gone = names.filter((name) => KEYS.has(name) && !this.hasAttribute(name));
      const changed = this.#settings(names);
      for (const name of gone.filter((name) => name in USUAL)) changed[name] = USUAL[name];
      if (names.includes("theme")) changed.theme = this.#wanted();
      // What only the lab knows the usual value of: it begins as it comes, with all that is left.
      if (!this.#isProgram() && gone.some((name) => !(name in USUAL))) {
        this.#ask("reset");
        Object.assign(changed, { lab: "counter" }, this.#settings(), { theme: this.#wanted() });
      }
      if (Object.keys(changed).length > 0) this.#ask("load", changed);
    }

    #wanted() {
      const theme = this.getAttribute("theme");
      return ["light", "dark"].includes(theme) ? theme : themeAround(this);
    }

    #followTheme() {
      const theme = themeAround(this);
      if (theme === this.#theme) return;
      this.#theme = theme;
      if (this.#frame && !["light", "dark"].includes(this.getAttribute("theme"))) this.#ask("load", { theme });
    }

    // Attributes that were set just before count already.
    #ask(what, rest = {}) {
      const records = this.#changes.takeRecords();
      if (records.length > 0) this.#mirror(records);
      const message = { ...rest, threadbare: 1, do: what };
      if (this.#ready && this.#frame) this.#frame.contentWindow?.postMessage(message, new URL(this.#frame.src).origin);
      else this.#waiting.push(message);
    }

    #hear({ source, data }) {
      if (!this.#frame || source !== this.#frame.contentWindow || data?.threadbare !== 1) return;
      this.#spoke = true;
      if (!this.#ready) this.#attend();
      if (data.is === "starting") return;
      if (data.is === "ready") this.#greet();
      if (data.is === "height") this.#fit(data.height);
      if (data.is === "error" && !this.#ready) clearTimeout(this.#silence);
      this.#tell(data.is, data[data.is] ?? data.message ?? null);
    }

    #fit(height = this.#frame.dataset.height) {
      if (!height) return;
      this.#frame.dataset.height = height;
      this.#frame.style.height = `${Math.min(height, this.#most())}px`;
    }

    // Counts the silence of a frame that was asked for; a frame far below is not fetched before it comes near.
    #attend() {
      this.#seen.disconnect();
      clearTimeout(this.#silence);
      if (!this.#ready) this.#silence = setTimeout(() => this.#despair(), SILENT);
    }

    // Nothing can be known of a frame that a policy keeps out: perhaps it comes without cookies; meanwhile there is a link. One that has spoken was let in, and
    // goes on with what it has fetched.
    #despair() {
      if (this.#ready || !this.#frame || this.shadowRoot.querySelector(".notice")) return;
      const message = this.#spoke
        ? "The lab has begun to start, and nothing more has come of it for a while."
        : "The lab does not answer: its host cannot be reached, or a policy of this page keeps its frame out.";
      const line = made("p", { className: "notice", textContent: `${message} ` });
      line.setAttribute("role", "note");
      line.append(made("a", { href: `${this.#page()}#${this.#query()}`, target: "_blank", rel: "noopener", textContent: "Open it on a page of its own" }));
      this.#frame.before(line);
      this.#tell("error", message);
      if (this.#spoke) return;
      this.#frame.style.height = "0";
      if (!("credentialless" in this.#frame) || this.#frame.credentialless) return;
      Object.assign(this.#frame, { credentialless: true, loading: "eager", src: this.#address() }); // its reader waits already
    }

    #tell(what, detail) {
      this.dispatchEvent(new CustomEvent(`threadbare-${what}`, { detail, bubbles: true, composed: true }));
    }

    // Who has asked once hears what happens from then on.
    #greet() {
      this.#ready = true;
      clearTimeout(this.#silence);
      this.shadowRoot.querySelector(".notice")?.remove();
      if (this.#isProgram()) this.#loadProgram();
      this.state();
      for (const { do: what, threadbare, ...rest } of this.#waiting.splice(0)) this.#ask(what, rest);
    }
  }

  const complained = new Set();

  // What is neither the lab's, nor the element's, nor HTML's.
  function isForeign(name) {
    return !KEYS.has(name) && !OURS.has(name) && !/^(data-|aria-|on)/.test(name);
  }

  function made(name, properties) {
    return Object.assign(document.createElement(name), properties);
  }

  // Where this file lies, whether it runs as a script, as a module, or imported by one.
  function home() {
    const named = document.currentScript?.src || new Error().stack?.match(/\b\w+:\/\/[^\s()@]*?thread-bare[^\s():]*?\.js/)?.[0];
    const script = named ?? document.querySelector('script[src*="thread-bare"]')?.src ?? document.baseURI;
    return new URL("./", script).href;
  }

  // Light or dark, as the page around it is where the element stands: by its colour scheme, or by the colour behind the element.
  function themeAround(element) {
    const scheme = getComputedStyle(element).colorScheme.split(" ").filter((word) => word === "light" || word === "dark");
    if (scheme.length === 1) return scheme[0];
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    if (scheme.length === 2) return dark ? "dark" : "light";
    for (let around = element; around; around = around.parentElement ?? around.getRootNode().host) {
      const [red, green, blue, alpha = 1] = (getComputedStyle(around).backgroundColor.match(/^rgb/) ? getComputedStyle(around).backgroundColor.match(/[\d.]+/g) : []).map(Number);
      if (red !== undefined && alpha > 0.5) return 0.299 * red + 0.587 * green + 0.114 * blue < 110 ? "dark" : "light";
    }
    return "light";
  }

  // A site's own switch changes a class or an attribute of what stands around the element; its colours may take a moment to follow.
  const surroundings = new Set();
  function look() {
    requestAnimationFrame(() => surroundings.forEach((follow) => follow()));
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", look);
  document.addEventListener("transitionend", (event) => /color/.test(event.propertyName) && look());
  function watch() {
    const watcher = new MutationObserver(look);
    [document.documentElement, document.body].forEach((root) => watcher.observe(root, { attributes: true }));
    look();
  }
  if (document.body) watch();
  else addEventListener("DOMContentLoaded", watch, { once: true });

  function dedented(text) {
    const lines = text.replace(/^\s*\n/, "").trimEnd().split("\n");
    const depths = lines.filter((line) => line.trim() !== "").map((line) => line.match(/^ */)[0].length);
    const depth = Math.min(...depths, Infinity);
    return `${lines.map((line) => line.slice(Number.isFinite(depth) ? depth : 0)).join("\n")}\n`;
  }

  if (!customElements.get("thread-bare")) customElements.define("thread-bare", ThreadBare);
})();
