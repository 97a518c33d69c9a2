// Runs first in every page of the soak: does many things one after another without leaving the page, and says which went wrong.
window.soak = (() => {
  const PATIENCE = 40000; // milliseconds until a thing that does not end is given up
  const TURN = 10000; // milliseconds after which what is left is for the next call
  let engine = null;
  let errors = [];
  window.Worker = class extends Worker {
    constructor(address, options) {
      super(address, options);
      if (options?.name === "engine") engine = this;
    }
  };
  addEventListener("error", ({ message }) => errors.push(message));

  const state = () => document.documentElement.dataset.threadbare;
  const words = () => document.querySelector("[role=status]")?.textContent ?? "";
  const frame = () => new Promise(requestAnimationFrame);
  const until = async (condition) => {
    for (const began = performance.now(); !condition(); await frame()) {
      if (performance.now() - began > PATIENCE) throw new Error(`still ${state()}: ${words()}`);
    }
  };
  const named = (name) => [...document.querySelectorAll("button")].find((button) => (button.ariaLabel ?? button.textContent.trim()) === name);
  const press = async (name) => {
    await until(() => named(name) && !named(name).disabled);
    named(name).click();
  };

  // From one hash to another the page stays.
  async function open(hash) {
    location.hash = hash;
    await frame();
    await frame();
    await until(() => state() === "ready");
  }

  const acts = {
    async run(hash) {
      await open(hash);
      const runs = window.runsOver;
      await press("Run");
      await until(() => window.runsOver > runs && state() === "ready");
      if (/^(crashed|timed out|stuck)|deadlock|endless loop/i.test(words())) throw new Error(words());
    },
    async deadlock(hash) {
      await open(hash);
      await press("Run");
      await until(() => state() === "deadlocked");
      await press("Break it");
      await until(() => state() === "ready");
    },
    async kill(hash) {
      await open(hash);
      const runs = window.runsOver;
      await press("Run");
      await until(() => state() === "running");
      engine.terminate();
      await until(() => window.runsOver > runs && state() === "ready");
    },
    async link(hash) {
      location.hash = hash;
      await frame();
      await frame();
      if (!["ready", "loading", "running", "deadlocked"].includes(state())) throw new Error(`${state()}: ${words()}`);
    },
    async file([name, bytes]) {
      const field = document.querySelector("input[type=file]");
      const chosen = new DataTransfer();
      chosen.items.add(new File([new Uint8Array(bytes)], name));
      field.files = chosen.files;
      field.dispatchEvent(new Event("change", { bubbles: true }));
      await frame();
      await frame();
    },
  };

  // A frame on this page, and whatever is sent to it; it is alive as long as it answers what its state is.
  async function framed(address) {
    const frame = Object.assign(document.createElement("iframe"), { src: address, width: 700, height: 480, allow: "cross-origin-isolated" });
    let heard = 0;
    let is = "";
    addEventListener("message", ({ source, data }) => {
      if (source !== frame.contentWindow) return;
      is = data.is;
      if (data.is === "state") heard++;
    });
    document.body.append(frame);
    await until(() => is === "ready");
    const say = (message) => frame.contentWindow.postMessage(message, "*");
    acts.message = async (message) => {
      const before = heard;
      say(message);
      say({ threadbare: 1, do: "stop" });
      say({ threadbare: 1, do: "state" });
      await until(() => heard > before);
    };
  }

  // How many were done, and which went wrong.
  async function many(act, things) {
    const wrong = [];
    const began = performance.now();
    let done = 0;
    for (const thing of things) {
      if (performance.now() - began > TURN) break;
      done++;
      try {
        await acts[act](thing);
      } catch (error) {
        wrong.push(`${act} ${JSON.stringify(thing).slice(0, 200)}: ${error.message}`);
      }
      wrong.push(...errors.splice(0).map((error) => `${act} ${JSON.stringify(thing).slice(0, 200)}: ${error}`));
    }
    return [done, wrong];
  }

  return { many, framed };
})();
