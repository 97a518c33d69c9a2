// Speaks to the engine's Worker as the page does; the bench gives the bytes and reads them. The Worker is made to show its memory besides.
window.bench = {
  worker: null,
  memory: null,
  // Sends a job and resolves with the first answer whose first byte is among `awaited`.
  ask(job, awaited) {
    return new Promise((resolve, reject) => {
      this.worker.onerror = (event) => reject(new Error(event.message));
      this.worker.onmessage = ({ data }) => {
        if (data instanceof WebAssembly.Memory) this.memory = data;
        if (awaited.includes(data[0])) resolve(Array.from(data));
      };
      if (job) this.worker.postMessage([Uint8Array.from(job)]);
    });
  },
  // Milliseconds from the end of the engine before, if there is one, to the readiness of a new one.
  async start(address, job, alive, awaited) {
    const begun = performance.now();
    this.worker?.terminate();
    const told = `const Memory = WebAssembly.Memory;
      WebAssembly.Memory = function (size) {
        const memory = new Memory(size);
        postMessage(memory);
        return memory;
      };
      WebAssembly.Memory.prototype = Memory.prototype;
      // Here addresses are relative to a blob, which is no folder; the engine's files lie beside its code.
      const load = self.fetch;
      self.fetch = (what, how) => load(new URL(what, ${JSON.stringify(address)}), how);
      import(${JSON.stringify(address)});`;
    this.worker = new Worker(URL.createObjectURL(new Blob([told], { type: "text/javascript" })), { type: "module" });
    await this.ask(null, alive);
    const answer = await this.ask(job, awaited);
    return [performance.now() - begun, answer];
  },
  // Bytes of the engine's memory, which never shrinks. Growing it by nothing makes this side see how far it has grown.
  size() {
    this.memory.grow(0);
    return this.memory.buffer.byteLength;
  },
};
