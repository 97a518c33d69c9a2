//! The editor that takes the plain field's place: a script of its own, fetched when it is first wanted.

use super::dom;
use crate::link::address;
use gloo_events::EventListener;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, HtmlScriptElement, HtmlTextAreaElement};
use yew::Callback;

/// The file that defines it.
const FILE: &str = "editor.js";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = globalThis, js_name = threadbareEditor)]
    fn edit(
        host: &HtmlElement,
        label: &str,
        described: &str,
        text: &str,
        past: Vec<String>,
        readonly: bool,
        typed: &Closure<dyn FnMut(String)>,
    ) -> Result<Made, JsValue>;

    type Made;
    #[wasm_bindgen(method)]
    fn at(this: &Made, anchor: u32, head: u32, top: i32, left: i32, focus: bool);
    #[wasm_bindgen(method)]
    fn place(this: &Made, text: &str);
    #[wasm_bindgen(method)]
    fn mark(this: &Made, races: Vec<u32>, wrong: u32, now: u32, threads: Vec<u32>);
    #[wasm_bindgen(method)]
    fn be(this: &Made, readonly: bool, wrong: bool);
    #[wasm_bindgen(method)]
    fn end(this: &Made);
}

/// The name of the field, and where it is said how one leaves it.
const NAMES: [&str; 2] = ["Your program", "leaving"];

/// Whether the script is here.
pub fn is_here() -> bool {
    let window = web_sys::window().map(JsValue::from).unwrap_or_default();
    js_sys::Reflect::get(&window, &"threadbareEditor".into()).is_ok_and(|editor| editor.is_function())
}

/// Fetches the script; whoever drops what is returned hears nothing of it. Nothing is said where it cannot be had: the plain field stays.
pub fn fetch(came: Callback<()>) -> Option<EventListener> {
    let document = web_sys::window()?.document()?;
    let script: HtmlScriptElement = document.create_element("script").ok()?.dyn_into().ok()?;
    script.set_type("module");
    script.set_src(&address(FILE).ok()?);
    let heard = EventListener::once(&script, "load", move |_| came.emit(()));
    document.head()?.append_child(&script).ok()?;
    Some(heard)
}

/// An editor on the page.
pub struct Editor {
    made: Made,
    _typed: Closure<dyn FnMut(String)>,
}

/// Where one is in the plain field.
pub struct Place {
    anchor: u32,
    head: u32,
    top: i32,
    left: i32,
    focus: bool,
}

impl Place {
    /// The selection, how far it is scrolled, and whether it has the focus. Asked before the editor is made: a browser scrolls along with what is put above.
    pub fn of(area: &HtmlTextAreaElement) -> Self {
        let place = |at: Result<Option<u32>, JsValue>| at.ok().flatten().unwrap_or(0);
        let (start, end) = (place(area.selection_start()), place(area.selection_end()));
        let backward = area.selection_direction().ok().flatten().as_deref() == Some("backward");
        let (anchor, head) = if backward { (end, start) } else { (start, end) };
        // A very long text scrolls in its field, any other with the sheet that it lies on.
        let sheet = area.closest(".editor:not(.plain)").ok().flatten();
        let scrolls = |element: &Element| (element.scroll_top(), element.scroll_left());
        let (top, left) = sheet.as_ref().map_or_else(|| scrolls(area), scrolls);
        Place {
            anchor,
            head,
            top,
            left,
            focus: dom::has_focus(area),
        }
    }
}

/// What there is to say of a text when an editor is made.
pub struct Begin<'a> {
    /// The text.
    pub text: &'a str,
    /// Those that came before it, the oldest first.
    pub past: Vec<String>,
    /// Whether it may be read only.
    pub readonly: bool,
}

impl Editor {
    /// Makes one within an element; `None` where the script is not what it should be.
    pub fn make(host: &HtmlElement, begin: Begin<'_>, typed: Callback<String>) -> Option<Editor> {
        let typed = Closure::<dyn FnMut(String)>::new(move |text| typed.emit(text));
        let [label, described] = NAMES;
        let made = edit(host, label, described, begin.text, begin.past, begin.readonly, &typed).ok()?;
        Some(Editor { made, _typed: typed })
    }

    /// Takes over from the plain field.
    pub fn follow(&self, place: &Place) {
        let Place {
            anchor,
            head,
            top,
            left,
            focus,
        } = *place;
        self.made.at(anchor, head, top, left, focus);
    }

    /// Puts a text there that nobody typed.
    pub fn place(&self, text: &str) {
        self.made.place(text);
    }

    /// Marks lines: those that race, the one that cannot be run, the one on show, and each thread with its line; 0 is no line.
    pub fn mark(&self, races: Vec<u32>, wrong: Option<u32>, now: Option<u32>, threads: &[(u16, u32)]) {
        let threads = threads.iter().flat_map(|(thread, line)| [u32::from(*thread), *line]);
        self.made
            .mark(races, wrong.unwrap_or(0), now.unwrap_or(0), threads.collect());
    }

    /// Whether it may be read only, and whether the text cannot be run.
    pub fn be(&self, readonly: bool, wrong: bool) {
        self.made.be(readonly, wrong);
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        self.made.end();
    }
}
