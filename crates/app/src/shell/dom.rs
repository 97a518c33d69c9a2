//! Small questions to the browser.

use super::kept::Kept;
use crate::model::{Embedding, Facts, Missing};
use catalogue::Theme;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, Element, HtmlAnchorElement, HtmlElement, Url, Window};

/// The page's root element.
pub fn root() -> Option<HtmlElement> {
    web_sys::window()?.document()?.document_element()?.dyn_into().ok()
}

/// What holds everything that is on the page. Its height is that of the content and never that of the window: a frame that was given room
/// would otherwise never shrink again.
pub fn page() -> Option<Element> {
    web_sys::window()?.document()?.get_element_by_id("page")
}

/// Whether this very element has the focus.
pub fn has_focus(element: &Element) -> bool {
    web_sys::window()
        .and_then(|window| window.document()?.active_element())
        .as_ref()
        == Some(element)
}

/// What the page finds when it is opened.
pub fn facts() -> Facts {
    let Some(window) = web_sys::window() else {
        return Facts {
            hardware: 1,
            missing: Some(Missing::Headers),
            dark: false,
        };
    };
    let has = |name: &str| js_sys::Reflect::get(&window, &name.into()).is_ok_and(|value| value.is_truthy());
    Facts {
        hardware: window.navigator().hardware_concurrency().clamp(1.0, 1024.0) as u16,
        missing: Missing::of(has("crossOriginIsolated"), has("threadbareShares"), embedding(&window)),
        dark: prefers_dark(&window),
    }
}

fn embedding(window: &Window) -> Embedding {
    let origin = js_sys::Reflect::get(window, &"origin".into());
    match framed(window) {
        _ if origin.is_ok_and(|origin| origin == "null") => Embedding::Sandboxed,
        true => Embedding::Framed,
        false => Embedding::TopLevel,
    }
}

/// Fills the whole screen with the page, or gives it back.
pub fn fill_screen(on: bool) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    // Where it is forbidden the letters are large all the same.
    match (on, document.document_element()) {
        (true, Some(root)) => drop(root.request_fullscreen()),
        _ if document.fullscreen_element().is_some() => document.exit_fullscreen(),
        _ => {}
    }
}

/// Prints the page.
pub fn print() {
    if let Some(window) = web_sys::window() {
        // A browser that cannot print says so itself.
        let _ = window.print();
    }
}

/// Whether the page stands in a frame.
pub fn framed(window: &Window) -> bool {
    window.parent().is_ok_and(|parent| parent.as_ref() != Some(window))
}

/// What follows `?` and `#`.
pub fn address() -> (String, String) {
    let location = web_sys::window().map(|window| window.location());
    let part = |read: fn(&web_sys::Location) -> Result<String, JsValue>| {
        location
            .as_ref()
            .and_then(|location| read(location).ok())
            .unwrap_or_default()
    };
    (part(web_sys::Location::search), part(web_sys::Location::hash))
}

/// The whole address with another hash, and without a query: everything stands in the hash.
pub fn link(hash: &str) -> String {
    let here = web_sys::window()
        .and_then(|window| window.location().href().ok())
        .unwrap_or_default();
    let bare = here.split(['?', '#']).next().unwrap_or_default();
    format!("{bare}{hash}")
}

/// Writes the address without a new entry in the history.
pub fn write_address(hash: &str) {
    let history = web_sys::window().and_then(|window| window.history().ok());
    if let Some(history) = history {
        // Some frames forbid it; the page works without.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&link(hash)));
    }
}

/// Whether letters are keys for the whole page: `boot.js` says so from the start where a visitor has switched them off.
pub fn has_letters() -> bool {
    root().is_none_or(|root| root.dataset().get("letters").is_none())
}

/// Switches the letters on or off, and keeps that for the next visit.
pub fn switch_letters(on: bool) {
    let word = if on { "on" } else { "off" };
    if let Some(root) = root() {
        // These names are always allowed.
        let _ = match on {
            true => root.remove_attribute("data-letters"),
            false => root.set_attribute("data-letters", word),
        };
    }
    Kept::Letters.keep(word);
}

/// Makes where one is a place to come back to: what is written into the address next belongs to a new entry of the history.
pub fn remember_here() {
    let history = web_sys::window().and_then(|window| window.history().ok());
    if let Some(history) = history {
        // Some frames forbid it; there one cannot go back.
        let _ = history.push_state_with_url(&JsValue::NULL, "", None);
    }
}

/// Names what is open in the window's title.
pub fn write_title(page: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    let title = format!("{page} · Threadbare");
    if let Some(document) = document.filter(|document| document.title() != title) {
        document.set_title(&title);
    }
}

/// Puts a theme in force, and keeps it for the next visit if the user chose it.
pub fn write_theme(theme: Theme, keep: bool) {
    let Some(root) = root() else { return };
    // Neither can fail for these names.
    let _ = match theme {
        Theme::Auto => root.remove_attribute("data-theme"),
        theme => root.set_attribute("data-theme", theme.id()),
    };
    if keep {
        Kept::Theme.keep(theme.id());
    }
}

/// The theme that was kept, for a page whose address names none.
pub fn kept_theme() -> Option<Theme> {
    let id = Kept::Theme.read()?;
    Theme::ALL.into_iter().find(|theme| theme.id() == id)
}

/// Whether the reader prefers that nothing moves.
pub fn wants_no_motion() -> bool {
    let query = web_sys::window().and_then(|window| window.match_media("(prefers-reduced-motion: reduce)").ok()?);
    query.is_some_and(|query| query.matches())
}

/// Whether some of an element is within the window.
pub fn is_in_view(element: &Element) -> bool {
    let room = element.get_bounding_client_rect();
    let height = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64());
    height.is_some_and(|height| room.bottom() > 0.0 && room.top() < height)
}

/// The first element that a selector names.
pub fn found(selector: &str) -> Option<Element> {
    web_sys::window()?.document()?.query_selector(selector).ok()?
}

/// Scrolls to the top of what a selector names, if it begins in the lower half of the window or further down.
pub fn show_from_its_top(selector: &str) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let element = window
        .document()
        .and_then(|document| document.query_selector(selector).ok()?);
    let height = window.inner_height().ok().and_then(|height| height.as_f64());
    if let Some((element, height)) = element.zip(height)
        && element.get_bounding_client_rect().top() > height / 2.0
    {
        element.scroll_into_view();
    }
}

/// Whether the page stands in a frame of somebody else's page, or looks as if it did.
pub fn is_embedded(query: &str, hash: &str) -> bool {
    [query, hash].iter().any(|part| part.contains("embed="))
}

/// Lets the user save a text as a file.
pub fn save(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(&text.into()), &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let document = web_sys::window()
        .and_then(|window| window.document())
        .ok_or(JsValue::NULL)?;
    let anchor: HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    anchor.set_href(&address);
    anchor.set_download(name);
    anchor.click();
    Url::revoke_object_url(&address)
}

/// Whether the system is dark.
pub fn prefers_dark(window: &Window) -> bool {
    window
        .match_media("(prefers-color-scheme: dark)")
        .ok()
        .flatten()
        .is_some_and(|query| query.matches())
}
