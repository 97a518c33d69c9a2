// `node --test`: the types name what the element has, no more and no less.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const types = readFileSync(new URL("thread-bare.d.ts", import.meta.url), "utf8");
const element = readFileSync(new URL("../../www/thread-bare.js", import.meta.url), "utf8");
const sorted = (text, pattern) => [...text.matchAll(pattern)].map(([, name]) => name).sort();

test("methods", () => {
  assert.deepEqual(sorted(types, /^  (\w+)\(.*\): void;$/gm), sorted(element, /^    (\w+)\(.*\) \{ this\.#ask\(/gm));
});

test("events", () => {
  const told = element.match(/arrives as events: ([^.]*), each with its detail/s)[1].replace("threadbare", "");
  assert.deepEqual(sorted(types, /^  "threadbare-(\w+)": CustomEvent/gm), sorted(told, /-(\w+)/g));
});

test("Pythons", () => {
  const own = readFileSync(new URL("../../crates/catalogue/src/own.rs", import.meta.url), "utf8");
  const pythons = own.match(/const PYTHONS.*?= \[(.*?)\]/)[1];
  assert.deepEqual(sorted(types.match(/type Python = (.*);/)[1], /"([\w.]+)"/g), sorted(pythons, /"([\w.]+)"/g));
});
