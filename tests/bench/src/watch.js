// When the page first says that it is ready, when Run can first be pressed, and the tasks that kept its thread busy for long.
window.watched = { ready: 0, run: 0, long: [] };
new PerformanceObserver((list) => {
  window.watched.long.push(...list.getEntries().map(({ startTime, duration }) => [startTime, duration]));
}).observe({ type: "longtask", buffered: true });
new MutationObserver(() => {
  const watched = window.watched;
  if (!watched.ready && document.documentElement.dataset.threadbare === "ready") watched.ready = performance.now();
  if (watched.run) return;
  const named = [...document.querySelectorAll("button")].find((button) => button.textContent.trim() === "Run" || button.ariaLabel === "Run");
  if (named && !named.disabled && named.ariaDisabled !== "true") watched.run = performance.now();
}).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
