//! Saves the picture of the curves as it stands on the page.

use super::dom;
use gloo_events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, Document, Element, HtmlAnchorElement, HtmlCanvasElement, HtmlImageElement};

/// Pixels of the file for each of the page.
const SCALE: f64 = 2.0;

/// Saves it in pixels or in lines.
pub fn save(pixels: bool) -> Result<(), JsValue> {
    let document = web_sys::window()
        .and_then(|window| window.document())
        .ok_or(JsValue::NULL)?;
    let picture = document.query_selector(".plot-picture svg")?.ok_or(JsValue::NULL)?;
    match pixels {
        true => as_pixels(document, &picture),
        false => dom::save("threadbare.svg", "image/svg+xml", &picture.outer_html()),
    }
}

/// The browser draws the lines on a canvas, once it has read them.
fn as_pixels(document: Document, picture: &Element) -> Result<(), JsValue> {
    let room = picture.get_bounding_client_rect();
    let size = (room.width() * SCALE, room.height() * SCALE);
    let image = HtmlImageElement::new()?;
    let drawn = image.clone();
    EventListener::once(&image, "load", move |_| {
        // A picture that cannot be drawn is not saved, and no more.
        let _ = draw(&document, &drawn, size);
    })
    .forget();
    let lines = js_sys::encode_uri_component(&picture.outer_html());
    image.set_src(&format!("data:image/svg+xml;charset=utf-8,{lines}"));
    Ok(())
}

fn draw(document: &Document, image: &HtmlImageElement, (width, height): (f64, f64)) -> Result<(), JsValue> {
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.dyn_into()?;
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context: CanvasRenderingContext2d = canvas.get_context("2d")?.ok_or(JsValue::NULL)?.dyn_into()?;
    context.draw_image_with_html_image_element_and_dw_and_dh(image, 0.0, 0.0, width, height)?;
    let anchor: HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    anchor.set_href(&canvas.to_data_url()?);
    anchor.set_download("threadbare.png");
    anchor.click();
    Ok(())
}
