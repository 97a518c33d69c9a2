// Speaks to the simulator's Worker as the page does; the bench gives the bytes and reads them.
window.bench = {
  worker: null,
  // Sends an order and resolves with the milliseconds until the first answer whose first byte is among `awaited`, and that answer.
  ask(order, awaited) {
    const begun = performance.now();
    return new Promise((resolve, reject) => {
      this.worker.onerror = (event) => reject(new Error(event.message));
      this.worker.onmessage = ({ data }) => {
        if (awaited.includes(data[0])) resolve([performance.now() - begun, Array.from(data)]);
      };
      if (order) this.worker.postMessage([Uint8Array.from(order)]);
    });
  },
  start(address, alive) {
    this.worker = new Worker(address, { type: "module" });
    return this.ask(null, alive);
  },
};
