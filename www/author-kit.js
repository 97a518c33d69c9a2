// What an author needs to put a lab into a page of their own: how it looks there, with switches, and one paste for each kind of page.
//
// The page's dialog holds <author-kit page="…" hash="…" program="…">; this file is fetched when it is opened.

const PLACES = {
  "A page of HTML": plain,
  Sphinx: sphinx,
  "MkDocs Material": mkdocs,
  mdBook: mdbook,
  VitePress: vitepress,
  Jupyter: jupyter,
  "reveal.js, or anything that takes a frame": frame,
};
const NOTES = {
  "A page of HTML": "Any host will do; a copy of this site in a folder of yours needs nothing from elsewhere. Real threads run in Chrome and Edge if the lab's host sends what the file _headers says; elsewhere it opens in lockstep.",
  Sphinx: 'pip install threadbare-embed, and "threadbare_embed.sphinx" in extensions of conf.py.',
  "MkDocs Material": "pip install threadbare-embed, and threadbare in plugins of mkdocs.yml.",
  mdBook: "Put this site into src/threadbare and the script's line into theme/head.hbs.",
  VitePress: "Put this site into public/threadbare and the script into head of the config.",
  Jupyter: "pip install threadbare-embed; in a cell of code.",
  "reveal.js, or anything that takes a frame": "The address of the frame holds everything that is set.",
};
const PANES = { all: "", "the program alone": "code", "the threads alone": "lanes", "the program and the threads": "code,lanes" };

class AuthorKit extends HTMLElement {
  static observedAttributes = ["hash", "program"];
  #place = Object.keys(PLACES)[0];
  #wish = { height: "", theme: "auto", panes: "all", press: false };

  connectedCallback() {
    if (this.firstChild) return;
    const details = made("details", { className: "kit" });
    details.append(made("summary", { textContent: "For your own page: how it looks, and what to paste" }), this.#controls(), made("div", { className: "kit-preview" }));
    const label = made("label", { textContent: "Paste this" });
    label.append(made("textarea", { readOnly: true, rows: 6, onfocus: ({ target }) => target.select() }));
    details.append(label, this.#copy(), made("p", { className: "hint" }));
    details.ontoggle = () => this.#show();
    this.append(details);
  }

  attributeChangedCallback() {
    this.#show();
  }

  #controls() {
    const row = made("div", { className: "kit-row" });
    row.append(
      choice("Where", Object.keys(PLACES), (value) => this.#change(() => (this.#place = value))),
      choice("Theme", ["auto", "light", "dark"], (value) => this.#change(() => (this.#wish.theme = value))),
      choice("Panes", Object.keys(PANES), (value) => this.#change(() => (this.#wish.panes = value))),
      field("Most pixels high", { type: "number", min: 200, max: 2000, step: 20, placeholder: "as it needs" }, ({ value }) => this.#change(() => (this.#wish.height = value))),
      field("Load when pressed", { type: "checkbox" }, ({ checked }) => this.#change(() => (this.#wish.press = checked))),
    );
    return row;
  }

  #copy() {
    const button = made("button", { textContent: "Copy the paste" });
    button.onclick = async () => {
      const area = this.querySelector("textarea");
      area.select();
      const copied = await navigator.clipboard?.writeText(area.value).then(() => true, () => false);
      button.textContent = copied ? "Copied" : "Select it and copy it yourself";
    };
    return button;
  }

  #change(act) {
    act();
    this.#show();
  }

  #show() {
    if (!this.querySelector("details")?.open) return;
    const lab = this.#lab();
    this.querySelector("textarea").value = PLACES[this.#place](lab);
    this.querySelector(".hint").textContent = NOTES[this.#place];
    this.querySelector("button").textContent = "Copy the paste";
    this.#preview(lab);
  }

  // What is set, and what is wished of the place that it gets.
  #lab() {
    const page = this.getAttribute("page");
    const settings = Object.fromEntries(new URLSearchParams(this.getAttribute("hash").slice(1)));
    const link = `${page}${this.getAttribute("hash")}`;
    for (const key of ["v", "embed", "src", "theme", "panes"]) delete settings[key];
    if (this.#wish.theme !== "auto") settings.theme = this.#wish.theme;
    if (this.#wish.panes !== "all") settings.panes = PANES[this.#wish.panes];
    const program = this.getAttribute("program")?.trimEnd();
    if (program !== undefined) delete settings.lab;
    const src = new URLSearchParams(this.getAttribute("hash").slice(1)).get("src");
    return { page, folder: page.replace(/[^/]*$/, ""), link, src, settings, program, height: this.#wish.height, press: this.#wish.press };
  }

  #preview(lab) {
    const address = framed(lab);
    const place = this.querySelector(".kit-preview");
    if (place.dataset.address === address && place.dataset.height === lab.height) return;
    Object.assign(place.dataset, { address, height: lab.height });
    const shown = made("iframe", { title: "How it looks in a page", allow: "cross-origin-isolated", src: address });
    shown.style.height = `${Math.min(Number(lab.height) || 480, 480)}px`;
    place.replaceChildren(shown);
  }
}

function made(name, properties) {
  return Object.assign(document.createElement(name), properties);
}

function choice(name, values, chosen) {
  const label = made("label", { textContent: name });
  const select = made("select", { onchange: ({ target }) => chosen(target.value) });
  select.append(...values.map((value) => made("option", { textContent: value, value })));
  label.append(select);
  return label;
}

function field(name, properties, changed) {
  const label = made("label", { textContent: name });
  label.append(made("input", { ...properties, oninput: ({ target }) => changed(target) }));
  return label;
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

function attributes({ settings, height }, prefix = "") {
  const all = height ? { ...settings, height } : settings;
  return Object.entries(all).map(([key, value]) => ` ${prefix}${key}="${escaped(value)}"`).join("");
}

function indented(text, by) {
  return text.split("\n").map((line) => (line ? by + line : line)).join("\n");
}

function framed({ page, settings, program, src }) {
  const own = program === undefined ? {} : { lab: "program", ...(src ? { src } : {}) };
  return `${page}#${new URLSearchParams({ embed: 1, ...own, ...settings })}`;
}

function plain(lab) {
  const press = lab.press ? ' load="press"' : "";
  const inside = lab.program === undefined ? "" : `<script type="text/x-python">\n${lab.program.replaceAll("</script", "<\\/script")}\n</script>`;
  return `<script src="${escaped(lab.folder)}thread-bare-1.js" async></script>\n<thread-bare${attributes(lab)}${press}>${inside}<a href="${escaped(lab.link)}">Open it in Threadbare</a></thread-bare>`;
}

function options(lab, write) {
  const { lab: _, ...settings } = lab.settings;
  const all = { ...settings, ...(lab.height ? { height: lab.height } : {}), ...(lab.press ? { prompt: "Show it" } : {}) };
  return Object.entries(all).map(([key, value]) => write(key, value));
}

function sphinx(lab) {
  const known = "variant python engine lock threads size seed schedule at height theme panes prompt".split(" ");
  const lines = options(lab, (key, value) => [key, value]);
  const rest = lines.filter(([key]) => !known.includes(key)).map(([key, value]) => `${key}=${value}`);
  const head = [
    `.. threadbare::${lab.program === undefined ? ` ${lab.settings.lab}` : ""}`,
    ...lines.filter(([key]) => known.includes(key)).map(([key, value]) => `   :${key}: ${value}`),
    ...(rest.length ? [`   :settings: ${rest.join(" ")}`] : []),
  ];
  return `${head.join("\n")}\n${lab.program === undefined ? "" : `\n${indented(lab.program, "   ")}\n`}`;
}

function mkdocs(lab) {
  if (lab.program === undefined) return `\`\`\`threadbare\nlab: ${lab.settings.lab}\n${options(lab, (key, value) => `${key}: ${value}\n`).join("")}\`\`\`\n`;
  const words = options(lab, (key, value) => (/\s/.test(value) ? `${key}="${value}"` : `${key}=${value}`));
  return `\`\`\`python {threadbare ${words.join(" ")}}\n${lab.program}\n\`\`\`\n`;
}

function block(lab) {
  const prompt = lab.press ? ' data-prompt="Show it"' : "";
  const code = lab.program === undefined ? "" : `<pre><code>${escaped(lab.program)}</code></pre>`;
  return `<div class="threadbare"${attributes(lab, "data-")}${prompt}>${code}</div>`;
}

function mdbook(lab) {
  const script = '<script src="{{ path_to_root }}threadbare/thread-bare-blocks.js" defer></script>\n\n';
  if (lab.program === undefined) return `${script}${block(lab)}\n`;
  const words = options(lab, (key, value) => `${key}=${value.replaceAll(" ", "_")}`);
  return `${script}\`\`\`python,threadbare,${words.join(",")}\n${lab.program}\n\`\`\`\n`;
}

function vitepress(lab) {
  const head = 'head: [["script", { src: "/threadbare/thread-bare-blocks.js", defer: "" }]],\n\n';
  const shown = lab.program === undefined ? block(lab) : block(lab).replace("<pre>", "<pre v-pre>");
  return `${head}${shown}\n`;
}

function jupyter(lab) {
  const named = options(lab, (key, value) => `, ${key}=${/^\d+$/.test(value) ? value : JSON.stringify(value)}`).join("");
  const what = lab.program === undefined ? JSON.stringify(lab.settings.lab) : `"""\\\n${lab.program.replaceAll("\\", "\\\\").replaceAll('"""', '\\"\\"\\"')}\n"""`;
  return `from threadbare_embed import show\nshow(${what}${named})\n`;
}

function frame(lab) {
  const address = framed(lab);
  return `<iframe src="${escaped(address)}" title="Threadbare" width="700" height="${lab.height || 480}" style="border:0;max-width:100%" loading="lazy" allow="cross-origin-isolated; clipboard-write"></iframe>`;
}

customElements.define("author-kit", AuthorKit);
