// Stands in index.html itself, so that it answers when everything else is missing: turns a start that fails into a sentence with its true
// cause, gets past a bad file that a cache keeps, tells the page around this one, and notices that a newer build has taken this one's place.
(() => {
  const SLOW = 8000; // milliseconds without a byte until the page says that it has not forgotten its reader
  const STALLED = 60000; // milliseconds that a file may take that is fetched past the cache
  const root = document.documentElement;
  const framed = window.parent !== window;
  const blocked = new Set();
  const bare = new Set(); // links to style sheets that did not come
  let heard = performance.now();
  let told = "";

  window.threadbareFailed = failed;
  window.threadbareMissed = missed;
  window.threadbareArrives = arrives;
  window.threadbareBlocked = words;
  addEventListener("securitypolicyviolation", ({ disposition, effectiveDirective }) => disposition === "enforce" && blocked.add(effectiveDirective));
  addEventListener("unhandledrejection", (event) => failed(event.reason));
  // Captured, because what could not be fetched does not bubble.
  addEventListener("error", (event) => {
    const missing = needed(event.target);
    if (event.target instanceof HTMLLinkElement && event.target.rel === "stylesheet") unstyled(event.target);
    else if (missing) failed(new TypeError(missing));
    else if (isOurs(event)) failed(event.error ?? event.message);
  }, true);
  addEventListener("DOMContentLoaded", () => location.protocol === "file:" && failed(""), { once: true });
  tell({ is: "starting" });
  const slow = setInterval(reassure, 1000);
  watchForNewer();

  // What is read of the address bar: where this page lies, without what is set in it.
  function here() {
    return location.href.replace(/[?#].*/, "");
  }

  function build(text = document.documentElement.outerHTML) {
    return text.match(/code-[0-9a-f]{16}/)?.[0];
  }

  // The address of what the page cannot start without. A module that was preloaded in vain is not asked for again; other files are.
  function needed(element) {
    if (element instanceof HTMLScriptElement) return element.src;
    return element instanceof HTMLLinkElement && element.rel === "modulepreload" ? element.href : "";
  }

  // The page works without a style sheet, and looks as if it were meant so: it is asked for once more, past the cache, and then missed in words.
  async function unstyled(link) {
    const answer = link.dataset.again ? null : await asked(link.href);
    if (answer?.ok) return renewed(link, "once");
    bare.add(link);
    await parsed();
    if (root.dataset.threadbare === "failed" || document.getElementById("bare")) return;
    const again = element("button", "Try again");
    again.onclick = () => {
      again.parentElement.remove();
      for (const missing of bare) renewed(missing, "");
      bare.clear();
    };
    bar("bare", `The page looks bare: a style sheet did not come (${answer && !answer.ok ? `${answer.status} for ` : ""}${link.href.split("/").pop()}). `, again);
  }

  function renewed(link, again) {
    const other = link.cloneNode();
    other.dataset.again = again;
    link.replaceWith(other);
  }

  // Extensions throw into the page too, and browsers report a skipped ResizeObserver round as an error.
  function isOurs(event) {
    return event instanceof ErrorEvent && event.filename.startsWith(location.origin) && !event.message.startsWith("ResizeObserver");
  }

  // Once the page has taken the place of the notice, errors are its own business, even when it says "loading" again for a new engine.
  function isOver() {
    return document.readyState !== "loading" && !document.querySelector("#app > .boot");
  }

  async function failed(error) {
    if (root.dataset.threadbare !== "loading" || isOver()) return;
    root.dataset.threadbare = "failed";
    root.dataset.early = "none";
    clearInterval(slow);
    await parsed();
    await new Promise((resolve) => setTimeout(resolve)); // what a policy forbade is told after the error that came of it
    const detail = String(error?.message ?? error ?? "").slice(0, 300);
    const sentence = words(error) ?? (await cause(error));
    if (!sentence) return;
    show(sentence, detail);
    tell({ is: "error", message: `Threadbare could not start. ${sentence}` });
  }

  function parsed() {
    return document.readyState === "loading" ? new Promise((resolve) => addEventListener("DOMContentLoaded", resolve, { once: true })) : undefined;
  }

  // The causes that show without asking the server.
  function words(error) {
    if (location.protocol === "file:") {
      return "A browser runs this page only from a server. In the folder of this file: python3 -m http.server 8000 and then open http://localhost:8000 in the browser.";
    }
    const directive = [...blocked].find((name) => /^(script|worker|child|connect|default)-src|^require-trusted|wasm/.test(name));
    // WebKit takes no file for the page's own there.
    if (directive && window.origin === "null") {
      return "This page stands in a sandbox (sandbox=\"allow-scripts\", or a policy of its server), and this browser gives it none of its own files there. Add allow-same-origin.";
    }
    if (directive) {
      return `The Content-Security-Policy of this page's server forbids what the page needs: ${directive}. Its file _headers has the policy that is enough.`;
    }
    if (window.origin === "null" && error instanceof TypeError) {
      return "This page stands in a sandbox (sandbox=\"allow-scripts\", or a policy of its server), and its files do not come with Access-Control-Allow-Origin: *. Add allow-same-origin, or send that header.";
    }
    return null;
  }

  // The others: nothing when the page is about to reload, past the cache.
  async function cause(error) {
    if (typeof WebAssembly === "undefined") return "This browser does not run WebAssembly, or has it switched off.";
    if (navigator.onLine === false) return "This device is offline. Reload when it has a connection.";
    const address = (String(error?.message ?? "").match(/https?:\/\/\S+/) ?? [])[0];
    const [newest, again] = await Promise.all([asked(here()), address && asked(address)]);
    const other = newest?.ok ? build(await newest.text()) : undefined;
    const isNewer = other !== undefined && other !== build();
    const isBroken = error instanceof SyntaxError || error instanceof WebAssembly.CompileError || error?.name === "Cut";
    if ((isNewer || isBroken || again?.ok) && onceFor(isNewer ? other : build())) {
      await refreshed();
      location.reload();
      return null;
    }
    if (newest === null) return "Its server cannot be reached. Check the connection, then reload.";
    if (again && !again.ok) {
      return `A part of the page is not on its server (${again.status} for ${address.split("/").pop()}): a new version is being put up, or it was copied without its folder ${build()}. Reload in a minute.`;
    }
    if (error?.name === "Cut") return "A part of the page came only in part. Reload to fetch it again.";
    if (error instanceof WebAssembly.CompileError || error instanceof SyntaxError) return "This browser is too old for the code this page is made of.";
    if (error instanceof TypeError) return "A part of the page could not be fetched. Check the connection, then reload.";
    return "A part of the page stopped while it was starting. Reloading may help.";
  }

  async function asked(address) {
    try {
      return await fetch(address, { cache: "reload", signal: AbortSignal.timeout?.(SLOW) });
    } catch {
      return null;
    }
  }

  // A cache has what came only once all of it has come.
  async function fetched(address) {
    try {
      await (await fetch(address, { cache: "reload", signal: AbortSignal.timeout?.(STALLED) })).arrayBuffer();
    } catch {
      // what does not come now is missed again after the reload, and said
    }
  }

  function onceFor(what) {
    try {
      if (sessionStorage.getItem("threadbare-again") === what) return false;
      sessionStorage.setItem("threadbare-again", what);
      return true;
    } catch {
      return false; // without storage there is no guard, so the reader presses
    }
  }

  // A file that came broken and may be kept for a year is fetched past the cache.
  function refreshed() {
    const named = [...document.querySelectorAll("script[src], link[href]")].map((element) => element.src ?? element.href);
    const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
    const folder = here().replace(/[^/]*$/, "");
    const ours = [...new Set([here(), ...named, ...loaded])].filter((address) => address.startsWith(folder));
    return Promise.all(ours.map(fetched));
  }

  async function reload(event) {
    if (event) Object.assign(event.target, { disabled: true, textContent: "Reloading…" });
    await refreshed();
    location.reload();
  }

  function show(sentence, detail) {
    const box = element("div", "");
    box.className = "boot";
    box.setAttribute("role", "alert");
    box.append(element("strong", "Threadbare could not start"), element("p", sentence));
    if (detail) box.append(element("small", `What the browser said: ${detail}`));
    box.append(button());
    if (framed) box.append(" ", open());
    document.getElementById("bare")?.remove();
    document.getElementById("app").replaceChildren(box);
  }

  function button() {
    const again = element("button", "Reload");
    again.onclick = reload;
    return again;
  }

  function open() {
    const link = element("a", "Open the full page");
    Object.assign(link, { href: location.href.replace(/([?#&])embed=1&?/, "$1"), target: "_blank", rel: "noopener" });
    return link;
  }

  function element(name, text) {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  }

  // Bytes are a sign of life: however slow the line is, nothing is thrown away while some arrive.
  function arrives(words) {
    heard = performance.now();
    told = words;
    tell({ is: "starting" });
  }

  function reassure() {
    if (root.dataset.threadbare !== "loading" || isOver()) return clearInterval(slow);
    const waits = performance.now() - heard;
    if (performance.now() < SLOW) return;
    const said = waits < SLOW ? `Still fetching the page: the connection is slow. ${told}` : "Still fetching the page, and nothing has come for a while.";
    for (const name of ["boot-words", "early-words"]) {
      const place = document.getElementById(name);
      if (!place) continue;
      if (place.firstChild?.textContent !== said) place.textContent = said;
      if (waits >= SLOW && !place.querySelector("button")) place.append(" ", button());
    }
  }

  function tell(message) {
    if (framed) window.parent.postMessage({ threadbare: 1, ...message }, "*");
  }

  // A file of this build that is no longer there, while the page is open: another build has taken its place.
  function watchForNewer() {
    try {
      new PerformanceObserver((list) => list.getEntries().filter((entry) => entry.responseStatus === 404).forEach((entry) => missed(entry.name)))
        .observe({ type: "resource", buffered: true });
    } catch {
      // an older browser: then the page says only what could not be fetched
    }
  }

  async function missed(address) {
    if (!isOver() || !build(address) || document.getElementById("newer")) return;
    const newest = await asked(here());
    const other = newest?.ok ? build(await newest.text()) : undefined;
    if (other === undefined || other === build() || document.getElementById("newer")) return;
    const again = button();
    again.textContent = "New version: reload";
    again.onclick = (event) => {
      // Where threads could not be had any more lockstep has taken their place, with numbers of its own.
      const { asked } = document.documentElement.dataset;
      if (asked) history.replaceState(null, "", asked);
      return reload(event);
    };
    bar("newer", "There is a new version of Threadbare. ", again);
  }

  // A line in a corner, for what the page can go on without; without styles it stands above everything.
  function bar(id, words, button) {
    const line = element("div", words);
    Object.assign(line, { id, className: "corner" });
    line.setAttribute("role", "alert");
    line.append(button);
    document.body.prepend(line);
  }
})();
