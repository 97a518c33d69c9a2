#!/usr/bin/env node
// npx threadbare-embed FOLDER: lays the built site where a page can reach it.

import { cpSync, existsSync, readdirSync, rmSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const SCRIPT = "thread-bare-blocks.js";
const LEFT_OUT = new Set(["docs", "_headers"]);
const CODE = /^code-[0-9a-f]{16}$/; // the folder of one build's code
const site = fileURLToPath(new URL("site", import.meta.url));
const [folder, ...more] = process.argv.slice(2);

function refuse(words) {
  console.error(words);
  process.exit(2);
}

// New files over old ones; of what else lies there, only the code of older builds goes.
function lay() {
  if (existsSync(folder) && !existsSync(join(folder, SCRIPT)) && readdirSync(folder).length > 0) {
    refuse(`${folder} holds other files: name an empty folder or a new one.`);
  }
  cpSync(site, folder, { recursive: true, filter: (path) => !LEFT_OUT.has(path.slice(site.length + 1)) });
  const code = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && CODE.test(entry.name));
  const old = code.filter(({ name }) => !existsSync(join(site, name)));
  old.forEach(({ name }) => rmSync(join(folder, name), { recursive: true }));
}

if (!folder || folder.startsWith("-") || more.length > 0) refuse("usage: threadbare-embed FOLDER");
try {
  lay();
} catch (error) {
  refuse(error.message);
}
console.log(`Threadbare is in ${folder}. Load ${basename(resolve(folder))}/${SCRIPT} in your page.`);
