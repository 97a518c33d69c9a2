// Perfetto's own trace processor, as its page runs it: a WebAssembly module behind a Worker, asked by its stream of protocol buffers
// (protos/perfetto/trace_processor/trace_processor.proto). No binary of it can be had from a package registry but this one.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';

const [APPEND, FINALIZE, QUERY] = [1, 2, 3];
const [NULL, VARINT, FLOAT, STRING] = [1, 2, 3, 4];

/** Opens a trace: `folder` has engine_bundle.js and the modules beside it. The answer asks it in SQL and gives rows as objects. */
export async function open(folder, trace) {
  const engine = await start(folder);
  await engine.ask([field(2, APPEND), field(101, new Uint8Array(trace))]);
  await engine.ask([field(2, FINALIZE)]);
  return { query: async (sql) => rows(await engine.ask([field(2, QUERY), field(103, bytes(field(1, sql)))])) };
}

async function start(folder) {
  const answers = [];
  let waiting = null;
  const port = {
    postMessage(message) {
      answers.push(message);
      waiting?.();
    },
  };
  const worker = { location: { href: 'http://localhost/engine_bundle.js' }, name: '' };
  class XMLHttpRequest {
    open(_, address) {
      this.response = readFileSync(join(folder, address.split('/').pop()));
    }
    send() {}
  }
  const world = {
    self: worker, location: worker.location, WorkerGlobalScope: function WorkerGlobalScope() {}, importScripts() {}, XMLHttpRequest,
    // What it is sent and what is thrown at it must be of its own kinds.
    Error, RangeError, TypeError, Uint8Array, ArrayBuffer, WebAssembly, TextDecoder, TextEncoder, URL, Promise, performance, console, crypto, setTimeout, clearTimeout,
  };
  vm.runInNewContext(readFileSync(join(folder, 'engine_bundle.js'), 'utf8'), world);
  // The module was made at once, and is ready after the microtasks that were left then.
  await new Promise((resolve) => setImmediate(resolve));
  worker.onmessage({ data: port });
  let sequence = 0;
  return {
    async ask(fields) {
      sequence += 1;
      const message = bytes(field(1, sequence), ...fields);
      answers.length = 0;
      port.onmessage({ data: bytes(field(1, message)) });
      while (!answers.length) await new Promise((resolve) => (waiting = resolve));
      // A long answer comes in several messages; the last of a query says that it is.
      for (;;) {
        const all = answers.flatMap((answer) => [...read(answer)]).map(([, body]) => [...read(body)]);
        const failed = all.flat().find(([number]) => number === 5);
        if (failed) throw new Error(text(failed[1]));
        const results = all.flat().filter(([number]) => number === 203);
        if (!results.length || results.some(([, body]) => isLast(body))) return all.flat();
        await new Promise((resolve) => (waiting = resolve));
      }
    },
  };
}

function isLast(result) {
  return [...read(result)].some(([number, body]) => number === 2 || (number === 3 && [...read(body)].some(([cell]) => cell === 6)));
}

function rows(answer) {
  const columns = [];
  const cells = [];
  for (const [, result] of answer.filter(([number]) => number === 203)) {
    for (const [number, body] of read(result)) {
      if (number === 1) columns.push(text(body));
      if (number === 2 && body.length) throw new Error(text(body));
      if (number === 3) cells.push(...batch(body));
    }
  }
  const all = [];
  for (let at = 0; at < cells.length; at += columns.length) {
    all.push(Object.fromEntries(columns.map((name, column) => [name, cells[at + column]])));
  }
  return all;
}

function batch(body) {
  const parts = { 1: [], 2: [], 3: [], 5: [] };
  for (const [number, value] of read(body)) {
    if (number === 1 || number === 2) parts[number].push(...varints(value));
    if (number === 3) {
      const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
      for (let at = 0; at < value.length; at += 8) parts[3].push(view.getFloat64(at, true));
    }
    if (number === 5) parts[5].push(...text(value).split('\0'));
  }
  const next = { 2: 0, 3: 0, 5: 0 };
  return parts[1].map((kind) => {
    if (kind === NULL) return null;
    if (kind === VARINT) return parts[2][next[2]++];
    if (kind === FLOAT) return parts[3][next[3]++];
    if (kind === STRING) return parts[5][next[5]++];
    throw new Error(`a cell of kind ${kind}`);
  });
}

// Protocol buffers, as far as they are needed.

function field(number, value) {
  if (typeof value === 'number') return [...varint(number * 8), ...varint(value)];
  const body = typeof value === 'string' ? new TextEncoder().encode(value) : value;
  return { head: [...varint(number * 8 + 2), ...varint(body.length)], body };
}

function bytes(...fields) {
  const parts = fields.flatMap((part) => (Array.isArray(part) ? [Uint8Array.from(part)] : [Uint8Array.from(part.head), part.body]));
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => (all.set(part, at), at + part.length), 0);
  return all;
}

function varint(value) {
  const out = [];
  for (; value >= 128; value = Math.floor(value / 128)) out.push((value % 128) + 128);
  return [...out, value];
}

function* read(body) {
  let at = 0;
  const next = () => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = body[at++];
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  while (at < body.length) {
    const key = Number(next());
    const kind = key & 7;
    if (kind === 0) yield [key >> 3, Number(BigInt.asIntN(64, next()))];
    else if (kind === 1) yield [key >> 3, body.subarray(at, (at += 8))];
    else {
      const length = Number(next());
      yield [key >> 3, body.subarray(at, (at += length))];
    }
  }
}

function varints(body) {
  const out = [];
  let [value, shift] = [0n, 0n];
  for (const byte of body) {
    value |= BigInt(byte & 127) << shift;
    shift += 7n;
    if (byte < 128) {
      out.push(Number(BigInt.asIntN(64, value)));
      [value, shift] = [0n, 0n];
    }
  }
  return out;
}

function text(body) {
  return new TextDecoder().decode(body);
}
