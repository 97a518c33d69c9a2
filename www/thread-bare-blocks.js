// Turns code blocks of an ordinary page into labs: <script src="threadbare/thread-bare-blocks.js" defer></script>.
//
//   <div class="threadbare" data-python="3.14t"><pre><code>…</code></pre></div>      a program of your own, here any block of code inside
//   <pre><code class="language-python threadbare height=420">…</code></pre>          the same from a Markdown fence: ```python,threadbare,height=420
//   <div class="threadbare" data-lab="counter" data-threads="4">…</div>              a lab; what is inside shows where it cannot
//
// Settings are the attributes of <thread-bare>. One is for this file: `prompt` leaves the block as it is, with a button below it that says
// this, and loads nothing before it is pressed. Words behind backticks have "_" for a blank, and between panes. Without scripts, on paper, from
// file:// and where the lab cannot be loaded, the block itself is seen. It only adds a shadow root, so frameworks that hydrate a page find what
// they wrote.
(() => {
  const HERE = new URL("./", document.currentScript.src).href;
  const BLOCKS = "div.threadbare, section.threadbare";
  const FENCES = "pre > code.threadbare, pre.threadbare";
  const PROMPT = "Check and run it here";
  const FOREIGN = /^(v|md|jp|lm)-/; // what frameworks put on every element
  const STYLE = `
    :host{display:block;margin-block:1em}
    thread-bare{display:block;min-width:0}
    thread-bare:defined:not(.failed) ~ slot{display:none}
    thread-bare.failed{display:none}
    button{font:inherit;font-size:.9em;color:inherit;background:none;border:1px solid currentColor;border-radius:.4em;padding:.35em .9em;cursor:pointer}
    button:hover{background:color-mix(in srgb,currentColor 12%,transparent)}
    button:focus-visible{outline:2px solid currentColor;outline-offset:2px}
    @media print{thread-bare,button{display:none!important}thread-bare ~ slot{display:contents!important}}`;

  let element = null;

  // The element's file is fetched when the first lab is about to be shown.
  function loaded() {
    if (element || customElements.get("thread-bare")) return;
    element = document.createElement("script");
    element.src = new URL("thread-bare.js", HERE).href;
    document.head.append(element);
  }

  function upgrade(block) {
    if (block.shadowRoot || location.protocol === "file:" || block.closest("thread-bare")) return;
    const settings = settingsOf(block);
    dress(block.attachShadow({ mode: "open" })).append(document.createElement("slot"));
    if (settings.prompt === undefined) show(block, settings);
    else offer(block, settings);
  }

  // Styles that a page's policy forbids as text come as a sheet, which it does not.
  function dress(root) {
    if ("adoptedStyleSheets" in root) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      root.adoptedStyleSheets = [sheet];
    } else root.append(Object.assign(document.createElement("style"), { textContent: STYLE }));
    return root;
  }

  function offer(block, settings) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = `▶ ${settings.prompt || PROMPT}`;
    button.addEventListener("click", () => {
      button.remove();
      show(block, settings).focus();
    });
    block.shadowRoot.append(button);
  }

  function show(block, { prompt, ...settings }) {
    loaded();
    const lab = document.createElement("thread-bare");
    lab.tabIndex = -1;
    for (const [name, value] of Object.entries(settings)) lab.setAttribute(name, value);
    if (!settings.lab && !settings.program) lab.append(program(sourceOf(block)));
    let ready = false;
    lab.addEventListener("threadbare-ready", () => {
      ready = true;
      lab.classList.remove("failed");
    });
    lab.addEventListener("threadbare-error", () => lab.classList.toggle("failed", !ready));
    block.shadowRoot.prepend(lab);
    return lab;
  }

  function program(source) {
    const script = document.createElement("script");
    script.type = "text/x-python";
    script.textContent = source;
    return script;
  }

  // Some highlighters end their lines with <br>, some number them.
  function sourceOf(block) {
    const code = (block.querySelector("pre code, td.code pre, pre") ?? block).cloneNode(true);
    for (const end of code.querySelectorAll("br")) end.replaceWith("\n");
    for (const extra of code.querySelectorAll(".linenos, button")) extra.remove();
    return code.textContent.replaceAll("\u200b", "");
  }

  function settingsOf(block) {
    const own = block.getAttributeNames().filter((name) => name.startsWith("data-") && !FOREIGN.test(name.slice(5)));
    return Object.fromEntries(own.map((name) => [name.slice(5), block.getAttribute(name)]));
  }

  // ```python,threadbare,height=420 becomes the class "language-python threadbare height=420".
  function wrap(fence) {
    const pre = fence.closest("pre");
    if (pre.parentElement.closest(BLOCKS)) return;
    const block = document.createElement("div");
    block.className = "threadbare";
    for (const word of fence.classList) {
      const [name, value] = word.split(/=(.*)/s);
      const between = name === "panes" ? "," : " ";
      if (value !== undefined || name === "prompt") block.setAttribute(`data-${name}`, (value ?? "").replaceAll("_", between));
    }
    pre.replaceWith(block);
    block.append(pre);
    upgrade(block);
  }

  function look(within) {
    const all = (selector) => [...(within.matches?.(selector) ? [within] : []), ...within.querySelectorAll(selector)];
    all(BLOCKS).forEach(upgrade);
    if (document.readyState !== "loading") all(FENCES).forEach(wrap);
  }

  // Pages of sites that load the next page into this one, and outputs of notebooks, come later.
  function watch() {
    look(document);
    new MutationObserver((records) => {
      for (const { addedNodes } of records) {
        for (const node of addedNodes) if (node.nodeType === Node.ELEMENT_NODE && node.isConnected) look(node);
      }
    }).observe(document, { childList: true, subtree: true });
  }

  if (globalThis.threadbareBlocks) return; // the file twice on one page
  globalThis.threadbareBlocks = true;
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", watch);
  else watch();
})();
