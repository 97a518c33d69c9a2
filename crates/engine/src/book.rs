//! The book that ships with the page, fetched when it is first needed: it is as large as the engine itself.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;
use worker::{NO_BOOK, scope};

/// The whole book; `Err` is a sentence for a person.
pub async fn fetch() -> Result<String, String> {
    text().await.ok_or_else(|| NO_BOOK.to_string())
}

/// The book lies beside the engine's own code, which is what a Worker's addresses are relative to.
async fn text() -> Option<String> {
    let response = JsFuture::from(scope()?.fetch_with_str("book.txt")).await.ok()?;
    let response: Response = response.dyn_into().ok().filter(Response::ok)?;
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
}
