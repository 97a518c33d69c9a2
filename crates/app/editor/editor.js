// The editor of a visitor's own program: CodeMirror with its Python mode, in the place of the page's plain field.
//
// The page fetches this file when a reader turns to the field, and asks `threadbareEditor` for an editor. The text is the page's: each edit is
// handed to it, and what it puts there by itself can be undone like an edit.

import { defaultKeymap, history, historyKeymap, indentLess, indentMore, isolateHistory } from "@codemirror/commands";
import { pythonLanguage } from "@codemirror/lang-python";
import { HighlightStyle, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { Annotation, Compartment, EditorState, RangeSet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, GutterMarker, WidgetType, gutterLineClass, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const placed = Annotation.define(); // what the page put there, and nobody typed
const marked = StateEffect.define();

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.bool, tags.null, tags.self], fontWeight: "700" },
  { tag: [tags.string, tags.number], color: "var(--open)" },
  { tag: tags.comment, color: "var(--muted)" },
]);

const looks = EditorView.theme({
  "&": { height: "100%", color: "var(--ink)", background: "none" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { font: "inherit", lineHeight: "24px", scrollbarWidth: "thin" },
  ".cm-content": { padding: "6px 0", caretColor: "var(--ink)", tabSize: "4" },
  ".cm-line": { padding: "0 12px 0 2px" },
  ".cm-gutters": { background: "var(--panel)", color: "var(--muted)", border: "0", fontSize: "14px", userSelect: "none" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "52px", padding: "0 14px 0 6px", boxSizing: "border-box", borderRight: "3px solid transparent", lineHeight: "24px" },
  ".cm-lineNumbers .line-raced": { borderColor: "var(--shut)", color: "var(--shut)", fontWeight: "700" },
  ".cm-lineNumbers .line-wrong": { background: "var(--shut)", color: "var(--panel)", borderColor: "var(--shut)", borderRadius: "4px", fontWeight: "700" },
  ".cm-lineNumbers .line-now": { background: "var(--raised)", color: "var(--ink)", fontWeight: "700", borderRadius: "4px 0 0 4px" },
  ".cm-line.line-now": { background: "var(--raised)" },
  // They stay in view where their line is wider than the window.
  ".whereabout": { position: "sticky", right: "4px", marginLeft: "16px", height: "22px", verticalAlign: "top", display: "inline-flex", gap: "3px", alignItems: "center", padding: "0 4px", borderRadius: "10px", background: "var(--raised)" },
});

class Beside extends GutterMarker {
  constructor(name) {
    super();
    this.elementClass = name;
  }
  eq(other) {
    return other.elementClass === this.elementClass;
  }
}

class Threads extends WidgetType {
  constructor(threads) {
    super();
    this.threads = threads;
  }
  eq(other) {
    return String(other.threads) === String(this.threads);
  }
  toDOM() {
    const place = document.createElement("span");
    place.className = "whereabout";
    place.ariaHidden = "true";
    place.append(...this.threads.map(token));
    return place;
  }
}

// A thread's mark as everywhere on the page: its number in its colour, and an M for the main thread.
function token(thread) {
  const mark = document.createElement("i");
  mark.className = thread === 0 ? "swatch main" : "swatch";
  mark.textContent = thread === 0 ? "M" : String(thread);
  if (thread > 0) mark.style.background = `var(--t${((thread - 1) % 8) + 1})`;
  return mark;
}

// The document as the editor sees it: without a head it puts its styles into sheets, which a strict policy allows, and not into elements.
function sheeted(real) {
  return new Proxy(real, {
    get(target, key) {
      const value = key === "head" ? undefined : Reflect.get(target, key, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
    set: (target, key, value) => Reflect.set(target, key, value, target),
  });
}

const NOTHING = { races: [], wrong: 0, now: 0, threads: new Map() };

// What stands beside the lines; an edit moves it along until the page says what holds now.
const marks = StateField.define({
  create: (state) => drawn(state, NOTHING),
  update(value, change) {
    const told = change.effects.find((effect) => effect.is(marked));
    if (told) return drawn(change.state, told.value);
    return change.docChanged ? { beside: value.beside.map(change.changes), within: value.within.map(change.changes) } : value;
  },
  provide: (field) => [gutterLineClass.from(field, ({ beside }) => beside), EditorView.decorations.from(field, ({ within }) => within)],
});

function drawn({ doc }, { races, wrong, now, threads }) {
  const line = (number) => (number >= 1 && number <= doc.lines ? doc.line(number) : null);
  const beside = [];
  const within = [];
  const put = (number, name) => line(number) && beside.push(new Beside(name).range(line(number).from));
  races.forEach((number) => put(number, "line-raced"));
  put(wrong, "line-wrong");
  put(now, "line-now");
  if (line(now)) within.push(Decoration.line({ class: "line-now" }).range(line(now).from));
  for (const [number, here] of threads) {
    if (line(number)) within.push(Decoration.widget({ widget: new Threads(here), side: 1 }).range(line(number).to));
  }
  return { beside: RangeSet.of(beside, true), within: Decoration.set(within, true) };
}

// Who comes by Tab goes on by Tab. Where one has typed or pressed, Tab indents, and Escape before it leaves, however long after.
const leaving = EditorView.domEventHandlers({
  keydown(event, view) {
    if (event.key === "Escape") view.setTabFocusMode(true);
  },
  focus(_, view) {
    if (!view.pressed) view.setTabFocusMode(true);
  },
  blur(_, view) {
    view.pressed = false;
  },
  pointerdown(_, view) {
    view.pressed = true;
    view.setTabFocusMode(false);
  },
});

const keys = keymap.of([
  { key: "Tab", run: indentMore, shift: indentLess },
  // The page searches at this press; the editor would put an empty line.
  ...defaultKeymap.filter(({ key }) => key !== "Mod-Enter"),
  ...historyKeymap,
]);

// The whole as one change of what differs, so that the selection stays where it was.
function difference(old, text) {
  const most = Math.min(old.length, text.length);
  let from = 0;
  while (from < most && old[from] === text[from]) from += 1;
  let end = 0;
  while (end < most - from && old[old.length - 1 - end] === text[text.length - 1 - end]) end += 1;
  return { from, to: old.length - end, insert: text.slice(from, text.length - end) };
}

/** Makes an editor within `host`. `past` holds the texts that came before `text`, the oldest first. */
function edit(host, label, described, text, past, readonly, typed) {
  const fixed = new Compartment();
  const said = new Compartment();
  const attributes = (wrong) =>
    EditorView.contentAttributes.of({ "aria-label": label, "aria-describedby": wrong ? `trouble ${described}` : described, ...(wrong ? { "aria-invalid": "true" } : {}) });
  const heard = EditorView.updateListener.of((update) => {
    if (!update.docChanged || update.transactions.every((one) => one.annotation(placed))) return;
    update.view.setTabFocusMode(false);
    typed(update.state.doc.toString());
  });
  const first = past[0] ?? text;
  const state = EditorState.create({
    doc: first,
    extensions: [
      lineNumbers(), history(), marks, leaving, keys, heard, looks, pythonLanguage, syntaxHighlighting(colours), indentUnit.of("    "),
      EditorView.contentAttributes.of({ tabindex: "0", spellcheck: "false", autocapitalize: "off", autocorrect: "off" }),
      said.of(attributes(false)), fixed.of(EditorState.readOnly.of(readonly)),
    ],
  });
  const view = new EditorView({ state, parent: host, root: sheeted(document) });
  // Where a host's policy forbids styles that come with code, the plain field is the better one.
  if (getComputedStyle(view.scrollDOM).display !== "flex") {
    view.destroy();
    throw new Error("styles of the editor's own are not allowed here");
  }
  const put = (text, how) => view.dispatch({ changes: difference(view.state.doc.toString(), text), filter: false, ...how });
  // What was typed into the plain field can be undone here.
  for (const later of [...past.slice(1), text]) put(later, { annotations: placed.of(true), userEvent: "input.type" });
  likeAField(view, put);
  return {
    at(anchor, head, top, left, focus) {
      const end = view.state.doc.length;
      view.dispatch({ selection: { anchor: Math.min(anchor, end), head: Math.min(head, end) } });
      if (focus) {
        view.pressed = true;
        view.focus();
      }
      view.requestMeasure({ read() {}, write: () => Object.assign(view.scrollDOM, { scrollTop: top, scrollLeft: left }) });
    },
    place(text) {
      put(text, { annotations: [placed.of(true), isolateHistory.of("full")] });
      view.dispatch({ selection: { anchor: 0 }, effects: EditorView.scrollIntoView(0) });
    },
    mark(races, wrong, now, threads) {
      const here = new Map();
      for (let at = 0; at < threads.length; at += 2) here.set(threads[at + 1], [...(here.get(threads[at + 1]) ?? []), threads[at]]);
      view.dispatch({ effects: marked.of({ races: [...new Set(races)], wrong, now, threads: here }) });
    },
    be(readonly, wrong) {
      view.dispatch({ effects: [fixed.reconfigure(EditorState.readOnly.of(readonly)), said.reconfigure(attributes(wrong))] });
    },
    end: () => view.destroy(),
  };
}

// Scripts that filled the plain field go on working: the text is the element's value here as well.
function likeAField(view, put) {
  Object.defineProperty(view.contentDOM, "value", { get: () => view.state.doc.toString(), set: (text) => put(String(text), { userEvent: "input" }) });
  view.contentDOM.select = () => view.dispatch({ selection: { anchor: 0, head: view.state.doc.length } });
}

globalThis.threadbareEditor = edit;
