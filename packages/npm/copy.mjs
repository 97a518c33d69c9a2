#!/usr/bin/env node
// npx threadbare-embed FOLDER: lays the built site where a page can reach it.

import { cpSync, existsSync, readdirSync, rmSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const SCRIPT = "thread-bare-blocks.js";
const LEFT_OUT = new Set(["docs", "_headers"]);
const site = fileURLToPath(new URL("site", import.meta.url));
const [folder, ...more] = process.argv.slice(2);

function refuse(words) {
  console.error(words);
  process.exit(2);
}

if (!folder || folder.startsWith("-") || more.length > 0) refuse("usage: threadbare-embed FOLDER");
if (existsSync(folder)) {
  const foreign = !existsSync(join(folder, SCRIPT)) && readdirSync(folder).length > 0;
  if (foreign) refuse(`${folder} holds other files: name an empty folder or a new one.`);
  rmSync(folder, { recursive: true });
}
cpSync(site, folder, { recursive: true, filter: (path) => !LEFT_OUT.has(path.slice(site.length + 1)) });
console.log(`Threadbare is in ${folder}. Load ${basename(resolve(folder))}/${SCRIPT} in your page.`);
