//! What stood on the page before this code came: the list of examples, and what its reader has done with the program meanwhile.

use std::cell::RefCell;
use web_sys::{Document, HtmlElement, HtmlTextAreaElement};
use yew::{AttrValue, Html};

#[derive(Default)]
struct Typed {
    text: Option<String>,
    selection: Option<(u32, u32)>,
    looks: bool,
}

thread_local! {
    static EXAMPLES: RefCell<AttrValue> = const { RefCell::new(AttrValue::Static("")) };
    static FILM: RefCell<AttrValue> = const { RefCell::new(AttrValue::Static("")) };
    static TYPED: RefCell<Typed> = RefCell::default();
}

/// Reads it off the page, which is about to be cleared.
pub fn read(document: &Document) {
    let examples = document.query_selector("#examples .themes").ok().flatten();
    EXAMPLES.set(examples.map_or_else(AttrValue::default, |list| list.inner_html().into()));
    let film = document.query_selector(".early .first-film").ok().flatten();
    FILM.set(film.map_or_else(AttrValue::default, |film| film.outer_html().into()));
    let area = document.query_selector(".early textarea").ok().flatten();
    let area = area.and_then(|area| wasm_bindgen::JsCast::dyn_into::<HtmlTextAreaElement>(area).ok());
    let root = document
        .document_element()
        .and_then(|root| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(root).ok());
    let looks = root.is_some_and(|root| root.dataset().get("pressed").is_some());
    TYPED.set(Typed {
        text: area.as_ref().and_then(changed),
        selection: area.as_ref().and_then(selected),
        looks,
    });
}

fn changed(area: &HtmlTextAreaElement) -> Option<String> {
    let text = area.value();
    (Ok(&text) != area.default_value().as_ref()).then_some(text)
}

fn selected(area: &HtmlTextAreaElement) -> Option<(u32, u32)> {
    let end = |at: Result<Option<u32>, _>| at.ok().flatten().unwrap_or(0);
    super::has_focus(area).then(|| (end(area.selection_start()), end(area.selection_end())))
}

/// The examples by theme.
pub fn examples() -> Html {
    Html::from_html_unchecked(EXAMPLES.with_borrow(AttrValue::clone))
}

/// The first example's last moves.
pub fn film() -> Html {
    Html::from_html_unchecked(FILM.with_borrow(AttrValue::clone))
}

/// The text, if the reader changed it, and whether the search was asked for; both are taken once.
pub fn done() -> (Option<String>, bool) {
    TYPED.with_borrow_mut(|typed| (typed.text.take(), std::mem::take(&mut typed.looks)))
}

/// Where the field had its selection, if it had the focus; it is taken once.
pub fn selection() -> Option<(u32, u32)> {
    TYPED.with_borrow_mut(|typed| typed.selection.take())
}
