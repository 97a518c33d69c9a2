// Runs before anything is painted: sets the theme, and turns a start that fails into a sentence.
// After the start (data-threadbare is no longer "loading") errors are the page's own business.
(() => {
  const root = document.documentElement;

  const addressed = () => {
    const asked = [location.hash.slice(1), location.search.slice(1)]
      .map((part) => new URLSearchParams(part).get("theme"))
      .find((theme) => theme !== null);
    return asked ?? stored("threadbare-theme");
  };
  const stored = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // storage is refused in some frames
    }
  };
  const theme = addressed();
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;

  window.threadbareFailed = (words, detail) => {
    if (root.dataset.threadbare !== "loading") return;
    root.dataset.threadbare = "failed";
    if (document.body) show(words, detail);
    else addEventListener("DOMContentLoaded", () => show(words, detail), { once: true });
  };

  const show = (words, detail) => {
    const box = document.createElement("div");
    box.className = "boot";
    box.setAttribute("role", "alert");
    const title = document.createElement("strong");
    title.textContent = "Threadbare could not start";
    const why = document.createElement("p");
    why.textContent = words;
    const again = document.createElement("button");
    again.textContent = "Reload";
    again.onclick = () => location.reload();
    box.append(title, why);
    if (detail) {
      const small = document.createElement("small");
      small.textContent = `What the browser said: ${detail}`;
      box.append(small);
    }
    box.append(again);
    (document.getElementById("app") ?? document.body).replaceChildren(box);
  };

  const said = (error) => String(error?.message ?? error ?? "").slice(0, 300);
  addEventListener("error", (event) => {
    window.threadbareFailed("A part of the page stopped while it was starting. Reloading may help.", said(event.error ?? event.message));
  });
  addEventListener("unhandledrejection", (event) => {
    window.threadbareFailed("A part of the page stopped while it was starting. Reloading may help.", said(event.reason));
  });
})();
