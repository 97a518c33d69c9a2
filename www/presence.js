// Tells the page when a Worker is gone, which a browser does without a word. A Worker holds a lock for as long as it lives, and the page waits for that lock:
// it is released when its holder ends, however it ends (https://w3c.github.io/web-locks/#agent-integration). Where a browser has no locks, or refuses
// them to a sandbox, only silence tells, and that takes longer.

// The Worker's part.
export async function hold() {
  const name = `threadbare-${crypto.randomUUID()}`;
  const held = () => {
    postMessage([name]);
    return new Promise(() => {});
  };
  await navigator.locks.request(name, held);
}

// The page's part.
export function whenGone(worker, then) {
  worker.addEventListener("message", function held(event) {
    if (!Array.isArray(event.data)) return;
    worker.removeEventListener("message", held);
    event.stopImmediatePropagation();
    navigator.locks.request(event.data[0], then).catch(() => {});
  });
}
