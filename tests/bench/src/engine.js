// Speaks to the engine's Worker as the page does; the bench gives the bytes and reads them.
window.bench = {
  worker: null,
  // Sends a job and resolves with the first answer whose first byte is among `awaited`.
  ask(job, awaited) {
    return new Promise((resolve, reject) => {
      this.worker.onerror = (event) => reject(new Error(event.message));
      this.worker.onmessage = ({ data }) => {
        if (awaited.includes(data[0])) resolve(Array.from(data));
      };
      if (job) this.worker.postMessage([Uint8Array.from(job)]);
    });
  },
  // Milliseconds from the end of the engine before, if there is one, to the readiness of a new one.
  async start(address, job, alive, awaited) {
    const begun = performance.now();
    this.worker?.terminate();
    this.worker = new Worker(address, { type: "module" });
    await this.ask(null, alive);
    const answer = await this.ask(job, awaited);
    return [performance.now() - begun, answer];
  },
};
