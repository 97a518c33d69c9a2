// What a person cannot read on the page as it is now, a line each: `.why` out of view, too few lines of the program, small letters, text that is cut or covered.
const found = new Set();
const wide = innerWidth > 760;
const name = (element) => `${element.localName}.${element.className?.baseVal ?? element.className} “${element.textContent.trim().slice(0, 40)}”`;

const why = document.querySelector('.now .why');
if (why) {
  const box = why.getBoundingClientRect();
  // At a stop of the lesson it is the stop that is read, which tells why by itself.
  if (!document.querySelector('.lesson') && (box.top < 0 || box.left < 0 || box.right > innerWidth + 0.5 || box.bottom > innerHeight)) found.add(`the why is out of view: ${Math.round(box.top)} to ${Math.round(box.bottom)}`);
  if (why.scrollHeight > why.clientHeight + 1) found.add('the why is cut');
}

const listing = document.querySelector('.listing');
const python = document.querySelector('#tab-Python')?.getAttribute('aria-selected') === 'true';
if (listing && python) {
  const height = parseFloat(getComputedStyle(listing).lineHeight);
  const rows = Math.floor((listing.clientHeight + 1) / height);
  const lines = [...listing.querySelectorAll('li')].filter((line) => line.checkVisibility()).length;
  if (rows < Math.min(innerWidth < 390 ? 12 : 14, lines)) found.add(`${rows} lines of the program`);
  if (listing.scrollWidth > listing.clientWidth + 1) found.add('a line of the program is cut');
  if (wide && parseFloat(getComputedStyle(listing).fontSize) < 16) found.add('the program is in small letters');
}

// Every run of text that can be seen: where it is, and what of it its scrolling or clipping ancestors leave over.
const texts = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const visible = { checkOpacity: true, checkVisibilityCSS: true };
while (walker.nextNode()) {
  const text = walker.currentNode;
  const element = text.parentElement;
  if (!text.data.trim() || ['SCRIPT', 'STYLE', 'NOSCRIPT', 'OPTION', 'TITLE'].includes(element.tagName) || !element.checkVisibility(visible)) continue;
  if (element.closest('.unseen, .flight, select')) continue;
  let left = 0, top = 0, right = innerWidth, bottom = Infinity, cut = null, scrolled = false, unseen = false;
  for (let around = element; around && around !== document.body; around = around.parentElement) {
    const style = getComputedStyle(around);
    if (style.clipPath !== 'none' && around.getBoundingClientRect().width <= 2) unseen = true;
    if (style.overflowX !== 'visible' || style.overflowY !== 'visible') {
      const box = around.getBoundingClientRect();
      left = Math.max(left, box.left); right = Math.min(right, box.right); top = Math.max(top, box.top); bottom = Math.min(bottom, box.bottom);
      const scrolls = ['auto', 'scroll'].includes(style.overflowX) || ['auto', 'scroll'].includes(style.overflowY);
      scrolled ||= scrolls;
      if (!scrolled) cut ??= around;
    }
    if (style.position === 'fixed') break;
  }
  if (unseen) continue;
  const card = element.closest('.stage .card')?.getBoundingClientRect();
  const range = document.createRange();
  range.selectNodeContents(text);
  for (const box of range.getClientRects()) {
    if (box.width < 1 || box.height < 1) continue;
    const seen = { left: Math.max(box.left, left), right: Math.min(box.right, right), top: Math.max(box.top, top), bottom: Math.min(box.bottom, bottom) };
    if (cut && cut !== element.closest('svg') && (box.right > right + 1.5 || box.left < left - 1.5)) found.add(`cut: ${name(element)}`);
    if (card && !scrolled && (box.bottom > card.bottom + 4 || box.top < card.top - 4)) found.add(`beside its card: ${name(element)}`);
    if (box.right > innerWidth + 1 && !cut && !scrolled) found.add(`sticks out: ${name(element)}`);
    if (seen.right - seen.left < 2 || seen.bottom - seen.top < 2) continue;
    texts.push({ element, ...seen });
  }
  const scale = element.ownerSVGElement ? element.getScreenCTM()?.a ?? 1 : 1;
  const size = parseFloat(getComputedStyle(element).fontSize) * scale;
  if (size < 11.9) found.add(`letters of ${size.toFixed(1)}: ${name(element)}`);
}

const apart = (one, other) => one.element.contains(other.element) || other.element.contains(one.element);
const layer = (element) => element.closest('.status, .go, .step-main, dialog, .sheet, .now, .names .corner, thead') ?? document.body;
for (let i = 0; i < texts.length; i++) {
  for (let j = i + 1; j < texts.length; j++) {
    const [one, other] = [texts[i], texts[j]];
    const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    if (across > 2 && down > 4 && !apart(one, other) && layer(one.element) === layer(other.element)) found.add(`${name(one.element)} over ${name(other.element)}`);
  }
}
return [...found];
