// Stands in index.html and runs before anything is painted: sets the theme, shows what can be read before the page's code has come, and
// keeps what is typed and pressed by then.
(() => {
  const root = document.documentElement;

  const theme = asked("theme") ?? stored("threadbare-theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  if (stored("threadbare-letters") === "off") root.dataset.letters = "off";
  root.dataset.early = early();
  addEventListener("DOMContentLoaded", fill, { once: true });
  addEventListener("click", press);

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
})();
