// Marks the open chapter and, on a narrow screen, folds the list of chapters. Colours the blocks of code that are not about to become labs; a page opened without scripts reads as well without colours.
const open = [...document.querySelectorAll("nav a")].find((link) => link.href === location.href.split("#")[0].replace(/\/$/, "/index.html"));
open?.setAttribute("aria-current", "page");
document.querySelector("nav details").open = !matchMedia("(max-width: 52rem)").matches;
const colour = globalThis.hljs?.highlightElement ?? globalThis.hljs?.highlightBlock;
for (const code of document.querySelectorAll("pre code[class*=language-]:not(.threadbare)")) colour?.(code);
