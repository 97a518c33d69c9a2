// Runs before anything is painted: sets the theme, and turns a start that fails into a sentence.
// Once the page has taken the place of the notice, errors are its own business, even when it says "loading" again for a new engine.
(() => {
  const SLOW = 8000; // milliseconds until the page says that it has not forgotten its reader
  const STOPPED = "A part of the page stopped while it was starting. Reloading may help.";
  const UNFETCHED = "A part of the page could not be fetched. Check the connection, then reload.";
  const root = document.documentElement;

  const theme = asked("theme") ?? stored("threadbare-theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  if (stored("threadbare-letters") === "off") root.dataset.letters = "off";
  root.dataset.early = early();
  addEventListener("DOMContentLoaded", fill, { once: true });
  addEventListener("click", press);

  window.threadbareFailed = failed;
  addEventListener("unhandledrejection", (event) => failed(STOPPED, event.reason));
  // Captured, because what could not be fetched does not bubble.
  addEventListener("error", (event) => {
    if (event.target instanceof HTMLScriptElement) failed(UNFETCHED, event.target.src);
    else if (isOurs(event)) failed(STOPPED, event.error ?? event.message);
  }, true);
  setTimeout(reassure, SLOW);

  function asked(key) {
    const parts = [location.hash.slice(1), location.search.slice(1)];
    return parts.map((part) => new URLSearchParams(part).get(key)).find((value) => value !== null);
  }

  // Which part of the page can be read before its code has come: the program, the head of a lab, or neither.
  function early() {
    if (asked("embed") === "1" || window.top !== window) return "none";
    const lab = asked("lab");
    if (lab === "program" || asked("src") !== undefined) return "program";
    if (lab !== undefined) return "lab";
    return ["page", "stop", "variant", "engine", "lock", "threads", "size", "schedule"].some((key) => asked(key) !== undefined) ? "none" : "program";
  }

  // The program is the visitor's own where there is one, or the link's, which has to be read first.
  function fill() {
    document.querySelector(`.early-lab [data-lab="${CSS.escape(asked("lab") ?? "")}"]`)?.removeAttribute("hidden");
    const area = document.querySelector(".early textarea");
    const own = asked("src") === undefined ? stored("threadbare-program") : "";
    if (area && own !== null) area.value = area.defaultValue = own;
    area?.addEventListener("input", () => keep(area.value));
  }

  // A host without isolation headers reloads the page once: what was typed by then is there again.
  function keep(text) {
    try {
      localStorage.setItem("threadbare-program", text);
    } catch {
      // storage is full or refused: then it is forgotten
    }
  }

  // What is pressed before the code has come is done when it has; until then the button says that it was heard.
  function press(event) {
    const button = event.target instanceof Element ? event.target.closest("[data-early-press]") : null;
    if (!button) return;
    root.dataset.pressed = button.dataset.earlyPress;
    document.getElementById("early-words").textContent = "The search starts as soon as it has been fetched.";
  }

  function stored(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // storage is refused in some frames
    }
  }

  // Extensions throw into the page too, and browsers report a skipped ResizeObserver round as an error.
  function isOurs(event) {
    return event instanceof ErrorEvent && event.filename.startsWith(location.origin) && !event.message.startsWith("ResizeObserver");
  }

  function failed(words, error) {
    if (root.dataset.threadbare !== "loading" || isOver()) return;
    root.dataset.threadbare = "failed";
    root.dataset.early = "none";
    const detail = String(error?.message ?? error ?? "").slice(0, 300);
    if (document.body) show(words, detail);
    else addEventListener("DOMContentLoaded", () => show(words, detail), { once: true });
  }

  function isOver() {
    return document.readyState !== "loading" && !document.querySelector("#app > .boot");
  }

  function show(words, detail) {
    const box = element("div", "");
    box.className = "boot";
    box.setAttribute("role", "alert");
    const again = element("button", "Reload");
    again.onclick = () => location.reload();
    box.append(element("strong", "Threadbare could not start"), element("p", words));
    if (detail) box.append(element("small", `What the browser said: ${detail}`));
    box.append(again);
    document.getElementById("app").replaceChildren(box);
  }

  function element(name, text) {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  }

  function reassure() {
    if (root.dataset.threadbare !== "loading") return;
    for (const name of ["boot-words", "early-words"]) {
      const words = document.getElementById(name);
      if (words) words.textContent = "Still fetching the page: the connection is slow.";
    }
  }
})();
