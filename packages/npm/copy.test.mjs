// `node --test`: what copy.mjs lays into a folder, and what it leaves there, with a small stand-in for the built site.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";

const SITE = ["_headers", "docs/index.html", "index.html", "thread-bare-blocks.js", "code-00000000000000aa/docs/app.js"];
let room;

beforeEach(() => {
  room = mkdtempSync(join(tmpdir(), "copy-"));
  cpSync(new URL("copy.mjs", import.meta.url), join(room, "copy.mjs"));
  SITE.forEach((name) => put(`site/${name}`, name));
});

afterEach(() => rmSync(room, { recursive: true }));

function put(name, text) {
  mkdirSync(dirname(join(room, name)), { recursive: true });
  writeFileSync(join(room, name), text);
}

function copy(folder) {
  return spawnSync(process.execPath, [join(room, "copy.mjs"), folder], { cwd: room, encoding: "utf8" });
}

test("a new folder gets the site without the book and the headers of a whole host", () => {
  assert.equal(copy("public/threadbare").status, 0);
  assert.deepEqual(readdirSync(join(room, "public/threadbare")).sort(), ["code-00000000000000aa", "index.html", "thread-bare-blocks.js"]);
  assert.ok(existsSync(join(room, "public/threadbare/code-00000000000000aa/docs/app.js")));
});

test("a second copy takes away the code of an older build, and nothing else", () => {
  copy("out");
  const mine = ["notes.txt", "docs/mine.md", "code-review/list.md", "code-00000000000000cc"];
  mine.forEach((name) => put(`out/${name}`, "mine"));
  put("out/code-00000000000000bb/app.js", "old");
  put("out/index.html", "old");
  assert.equal(copy("out").status, 0);
  mine.forEach((name) => assert.equal(readFileSync(join(room, "out", name), "utf8"), "mine"));
  assert.ok(!existsSync(join(room, "out/code-00000000000000bb")));
  assert.equal(readFileSync(join(room, "out/index.html"), "utf8"), "index.html");
});

test("a folder that holds other files is left alone, and so is a file", () => {
  put("mine/index.html", "mine");
  for (const [name, words] of [["mine", /holds other files/], ["mine/index.html", /mine\/index\.html/]]) {
    const { status, stderr } = copy(name);
    assert.deepEqual([status, readdirSync(join(room, "mine"))], [2, ["index.html"]]);
    assert.match(stderr, words);
    assert.doesNotMatch(stderr, /\n +at /);
  }
});
