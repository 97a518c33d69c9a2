//! The book that ships with the page, fetched when it is first needed: it is as large as the engine itself.

use wasm_bindgen_futures::JsFuture;
use worker::NO_BOOK;

/// The whole book; `Err` is a sentence for a person.
pub async fn fetch() -> Result<String, String> {
    text().await.ok_or_else(|| NO_BOOK.to_string())
}

async fn text() -> Option<String> {
    let response = worker::found(JsFuture::from(worker::ask("book.txt")?).await.ok()?)?;
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
}
