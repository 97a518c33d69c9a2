// What is pasted into a page to have a lab or a program there: one function for each kind of page. It gets what is set (`settings`), the
// `program` of the visitor's own if it is one, and the wishes of the place: `height`, and whether it loads when pressed (`press`).

const PROMPT = "Show it";

// Each with what must be there before it.
export const PASTES = {
  "A page of HTML": [plain, "Any host will do; a copy of this site in a folder of yours needs nothing from elsewhere. Real threads run in Chrome and Edge if the lab's host sends what the file _headers says; elsewhere it opens in lockstep."],
  Sphinx: [sphinx, 'pip install threadbare-embed, and "threadbare_embed.sphinx" in extensions of conf.py.'],
  "MkDocs Material": [mkdocs, "pip install threadbare-embed, and threadbare in plugins of mkdocs.yml."],
  mdBook: [mdbook, "Put this site into src/threadbare and the script's line into theme/head.hbs."],
  VitePress: [vitepress, "Put this site into public/threadbare and the script into head of the config."],
  Jupyter: [jupyter, "pip install threadbare-embed; in a cell of code."],
  "reveal.js, or anything that takes a frame": [frame, "The address of the frame holds everything that is set."],
  "A frame in a page that is isolated": [isolated, "For a page that sends Cross-Origin-Embedder-Policy, around a host that does not. Chrome and Edge then show the frame, without cookies and with storage that is gone when the page is left; Firefox and Safari keep it out."],
};

// The address of a frame that holds everything that is set; none for a program that is too long for an address.
export function framed({ page, settings, program, src }) {
  if (program !== undefined && !src) return null;
  const own = program === undefined ? {} : { lab: "program", src };
  return `${page}#${new URLSearchParams({ embed: 1, ...own, ...settings })}`;
}

// What would end a script early cannot stand in one, however it is written: such a program stands in a block of code.
function plain(lab) {
  if (/<\/script|<!--/i.test(lab.program ?? "")) return `<script src="${escaped(lab.folder)}thread-bare-blocks.js" defer></script>\n${block(lab)}`;
  const press = lab.press ? ' load="press"' : "";
  const inside = lab.program === undefined ? "" : `<script type="text/x-python">\n${lab.program}\n</script>`;
  const link = `<a href="${escaped(lab.link)}">Open it in Threadbare</a>`;
  return `<script src="${escaped(lab.folder)}thread-bare-1.js" async></script>\n<thread-bare${attributes(wished(lab))}${press}>${inside}${link}</thread-bare>`;
}

function sphinx(lab) {
  const known = "variant python engine lock threads size seed schedule at height theme panes prompt".split(" ");
  const all = options(lab);
  const rest = all.filter(([key]) => !known.includes(key)).map(([key, value]) => quoted(key, value));
  const head = [
    `.. threadbare::${lab.program === undefined ? ` ${lab.settings.lab}` : ""}`,
    ...all.filter(([key]) => known.includes(key)).map(([key, value]) => `   :${key}: ${value}`),
    ...(rest.length ? [`   :settings: ${rest.join(" ")}`] : []),
  ];
  return `${head.join("\n")}\n${lab.program === undefined ? "" : `\n${indented(lab.program, "   ")}\n`}`;
}

function mkdocs(lab) {
  if (lab.program === undefined) return fenced("threadbare", [["lab", lab.settings.lab], ...options(lab)].map(([key, value]) => `${key}: ${value}`).join("\n"));
  return fenced(`python {${["threadbare", ...options(lab).map(([key, value]) => quoted(key, value))].join(" ")}}`, lab.program);
}

// mdBook makes classes of the words behind the backticks, which hold neither quotation marks nor commas: other values stand in an element.
function mdbook(lab) {
  const script = '<script src="{{ path_to_root }}threadbare/thread-bare-blocks.js" defer></script>\n\n';
  const all = options(lab);
  const isWord = ([key, value]) => /^[A-Za-z0-9 .:+*~-]+$/.test(key === "panes" ? value.replaceAll(",", " ") : value);
  if (lab.program === undefined || !all.every(isWord)) return `${script}${around(lab)}`;
  const words = all.map(([key, value]) => `${key}=${value.replaceAll(/[ ,]/g, "_")}`);
  return `${script}${fenced(["python", "threadbare", ...words].join(","), lab.program)}`;
}

function vitepress(lab) {
  return `head: [["script", { src: "/threadbare/thread-bare-blocks.js", defer: "" }]],\n\n${around(lab)}`;
}

function jupyter(lab) {
  const literal = (value) => (/^(0|[1-9]\d*)$/.test(value) ? value : JSON.stringify(value));
  const named = options(lab).map(([key, value]) => `, ${key.replaceAll("-", "_")}=${literal(value)}`);
  const text = () => `"""\\\n${lab.program.replaceAll("\\", "\\\\").replaceAll('"""', '\\"\\"\\"')}\n"""`;
  return `from threadbare_embed import show\nshow(${lab.program === undefined ? JSON.stringify(lab.settings.lab) : text()}${named.join("")})\n`;
}

function frame(lab) {
  if (!framed(lab)) return plain(lab);
  return `<iframe src="${escaped(framed(lab))}" title="Threadbare" width="700" height="${lab.height || 480}" style="border:0;max-width:100%" loading="lazy" allow="cross-origin-isolated; clipboard-write"></iframe>`;
}

// Without the word such a page keeps the frame out; with it, every visit fetches the lab anew and forgets what was typed. So it is in no other paste.
function isolated(lab) {
  return frame(lab).replace("<iframe ", "<iframe credentialless ");
}

// What is set and what is wished, as pairs; a lab's own name first.
function wished({ settings, height }) {
  return Object.entries({ ...settings, ...(height ? { height } : {}) });
}

// The same where a lab's name is said apart and a prompt loads it.
function options(lab) {
  const pairs = wished(lab).filter(([key]) => key !== "lab");
  return lab.press ? [...pairs, ["prompt", PROMPT]] : pairs;
}

function opening(lab) {
  const pairs = lab.press ? [...wished(lab), ["prompt", PROMPT]] : wished(lab);
  return `<div class="threadbare"${attributes(pairs, "data-")}>`;
}

function block(lab) {
  const code = lab.program === undefined ? "" : `<pre><code>${escaped(lab.program)}\n</code></pre>`;
  return `${opening(lab)}${code}</div>`;
}

// In Markdown an element ends at the first empty line, and a program may have some: there it stands in a fence of its own.
function around(lab) {
  if (lab.program === undefined) return `${block(lab)}\n`;
  return `${opening(lab)}\n\n${fenced("python", lab.program)}\n</div>\n`;
}

function fenced(info, text) {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${info}\n${text}\n${fence}\n`;
}

// A setting as a shell would have it.
function quoted(key, value) {
  return /^[\w.:+*~-]+$/.test(value) ? `${key}=${value}` : `${key}="${value.replace(/["\\]/g, "\\$&")}"`;
}

function attributes(pairs, prefix = "") {
  return pairs.map(([key, value]) => ` ${prefix}${key}="${escaped(value)}"`).join("");
}

function indented(text, by) {
  return text.split("\n").map((line) => (line ? by + line : line)).join("\n");
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
