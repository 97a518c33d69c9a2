// What an author needs to put a lab into a page of their own: how it looks there, with switches, and one paste for each kind of page.
//
// The page's dialog holds <author-kit page="…" hash="…" program="…">; this file is fetched when it is opened.

import { PASTES, framed } from "./pastes.js";

const PANES = { all: "", "the program alone": "code", "the threads alone": "lanes", "the program and the threads": "code,lanes" };

class AuthorKit extends HTMLElement {
  static observedAttributes = ["hash", "program"];
  #place = Object.keys(PASTES)[0];
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
      choice("Where", Object.keys(PASTES), (value) => this.#change(() => (this.#place = value))),
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
    const [paste, note] = PASTES[this.#place];
    this.querySelector("textarea").value = paste(lab);
    this.querySelector(".hint").textContent = note;
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
    const address = framed(lab) ?? "";
    const place = this.querySelector(".kit-preview");
    if (place.dataset.address === address && place.dataset.height === lab.height) return;
    Object.assign(place.dataset, { address, height: lab.height });
    if (!address) return place.replaceChildren("This program is too long for an address, and shows only where it is pasted.");
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

customElements.define("author-kit", AuthorKit);
