//! Draws bars on a canvas: states are told apart by shape first and by colour second.

use super::bars::Bar;
use crate::model::format::count;
use trace::State;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasPattern, CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement};

/// What a row shows.
pub enum Drawn {
    /// Who holds a lock, and where it was taken without a record: from, to, how often.
    Lock(Vec<Bar<u16>>, Vec<(f64, f64, u64)>),
    /// What a thread does.
    Thread(usize, Vec<Bar<State>>),
}

/// The page's colours, as the canvas needs them.
pub struct Palette {
    ink: String,
    panel: String,
    line: String,
    faint: String,
    muted: String,
    wait: String,
    threads: Vec<String>,
    hatch: Option<CanvasPattern>,
}

/// How tall a row is and how wide the picture, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    /// Width of the picture.
    pub width: f64,
    /// Height of a row.
    pub row: f64,
}

impl Palette {
    /// The colours in force: the stylesheet's variables as an element would have them.
    pub fn read() -> Option<Palette> {
        let window = web_sys::window()?;
        let document = window.document()?;
        let probe: HtmlElement = document.create_element("i").ok()?.dyn_into().ok()?;
        document.body()?.append_child(&probe).ok()?;
        let computed = window.get_computed_style(&probe).ok()??;
        let colour = |name: &str| {
            // A colour that cannot be set is read as the text's.
            let _ = probe.style().set_property("color", &format!("var({name})"));
            computed.get_property_value("color").unwrap_or_default()
        };
        let wait = colour("--wait");
        let palette = Palette {
            ink: colour("--ink"),
            panel: colour("--panel"),
            line: colour("--line"),
            faint: colour("--faint"),
            muted: colour("--muted"),
            hatch: hatch(&wait),
            wait,
            threads: (1..=8).map(|thread| colour(&format!("--t{thread}"))).collect(),
        };
        probe.remove();
        Some(palette)
    }

    fn thread(&self, thread: usize) -> &str {
        &self.threads[thread % self.threads.len()]
    }
}

/// Makes the canvas as large as it is shown, in the screen's own pixels, empties it and gives its context, in CSS pixels.
pub fn prepared(canvas: &HtmlCanvasElement, width: f64, height: f64) -> Option<CanvasRenderingContext2d> {
    let ratio = web_sys::window()?.device_pixel_ratio().clamp(1.0, 3.0);
    let (wide, high) = ((width * ratio).round() as u32, (height * ratio).round() as u32);
    if (canvas.width(), canvas.height()) != (wide, high) {
        canvas.set_width(wide);
        canvas.set_height(high);
    }
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0).ok()?;
    context.clear_rect(0.0, 0.0, width, height);
    Some(context)
}

/// Lines down at the ticks of the axis.
pub fn grid(context: &CanvasRenderingContext2d, palette: &Palette, ticks: &[f64], height: f64) {
    context.set_fill_style_str(&palette.line);
    for x in ticks {
        context.fill_rect(x.round(), 0.0, 1.0, height);
    }
}

/// One row.
pub fn row(
    context: &CanvasRenderingContext2d,
    palette: &Palette,
    drawn: &Drawn,
    top: f64,
    size: Size,
    owner: impl Fn(u16) -> String,
) {
    let middle = top + (size.row / 2.0).round();
    match drawn {
        Drawn::Lock(bars, crowds) => {
            crowds
                .iter()
                .for_each(|one| crowd(context, palette, *one, middle, size));
            lock(context, palette, bars, middle, size, owner);
        }
        Drawn::Thread(thread, bars) => bars
            .iter()
            .for_each(|bar| state(context, palette, *thread, bar, middle, size)),
    }
    context.set_global_alpha(1.0);
}

/// A line down at the moment that is pointed at.
pub fn pointer(context: &CanvasRenderingContext2d, palette: &Palette, x: f64, height: f64) {
    context.set_fill_style_str(&palette.muted);
    context.fill_rect(x.round(), 0.0, 1.0, height);
}

/// The words of the axis, each beside its tick; the last is left out where it would be cut.
pub fn axis(
    context: &CanvasRenderingContext2d,
    palette: &Palette,
    ticks: &[(f64, String)],
    (width, height): (f64, f64),
) {
    let letters = (height - 6.0).max(12.0);
    context.set_fill_style_str(&palette.muted);
    context.set_font(&format!("{letters}px system-ui, sans-serif"));
    let fits = |(x, words): &&(f64, String)| x + 10.0 + 7.0 / 12.0 * letters * words.chars().count() as f64 <= width;
    for (x, words) in ticks.iter().filter(fits) {
        // A word that cannot be drawn is missed and no more.
        let _ = context.fill_text(words, x + 4.0, letters + 1.0);
    }
}

fn lock(
    context: &CanvasRenderingContext2d,
    palette: &Palette,
    bars: &[Bar<u16>],
    middle: f64,
    size: Size,
    owner: impl Fn(u16) -> String,
) {
    let half = (size.row * 0.2).clamp(5.0, 7.0);
    for bar in bars {
        context.set_global_alpha(alpha(bar.quarters));
        context.set_fill_style_str(palette.thread(bar.kind.into()));
        context.fill_rect(bar.x0, middle - half, gapped(bar), 2.0 * half);
    }
    context.set_global_alpha(1.0);
    context.set_fill_style_str(&palette.panel);
    context.set_font("700 12px system-ui, sans-serif");
    context.set_text_align("center");
    for bar in bars.iter().filter(|bar| bar.quarters == 4) {
        let name = owner(bar.kind);
        if bar.x1 - bar.x0 > 7.0 * name.len() as f64 + 6.0 {
            // A name that cannot be drawn is missed and no more.
            let _ = context.fill_text(&name, (bar.x0 + bar.x1) / 2.0, middle + 4.0);
        }
    }
    context.set_text_align("start");
}

/// A dotted band with the number of takes in it.
fn crowd(
    context: &CanvasRenderingContext2d,
    palette: &Palette,
    (x0, x1, takes): (f64, f64, u64),
    middle: f64,
    size: Size,
) {
    let half = (size.row * 0.2).clamp(5.0, 7.0);
    let width = (x1 - x0).max(1.0);
    context.set_global_alpha(0.45);
    context.set_fill_style_str(&palette.faint);
    let dots = (width / 4.0).floor().max(1.0) as u32;
    (0..dots).for_each(|dot| context.fill_rect(x0 + 4.0 * f64::from(dot), middle - half, 2.0, 2.0 * half));
    context.set_global_alpha(1.0);
    let words = match takes {
        1 => "1 take here".to_string(),
        _ => format!("{} takes here", count(takes)),
    };
    if width > 6.6 * words.len() as f64 + 8.0 {
        context.set_fill_style_str(&palette.panel);
        let wide = 6.6 * words.len() as f64 + 6.0;
        let left = (x0 + x1 - wide) / 2.0;
        context.fill_rect(left, middle - half, wide, 2.0 * half);
        context.set_fill_style_str(&palette.ink);
        context.set_font("12px system-ui, sans-serif");
        // Words that cannot be drawn are missed and no more.
        let _ = context.fill_text(&words, left + 3.0, middle + 4.0);
    }
}

fn state(
    context: &CanvasRenderingContext2d,
    palette: &Palette,
    thread: usize,
    bar: &Bar<State>,
    middle: f64,
    size: Size,
) {
    let (x, width) = (bar.x0, gapped(bar));
    let half = (size.row * 0.2).clamp(4.0, 8.0).round();
    context.set_global_alpha(alpha(bar.quarters));
    match bar.kind {
        State::Running | State::Holding => {
            context.set_fill_style_str(palette.thread(thread));
            context.fill_rect(x, middle - half, width, 2.0 * half);
            if bar.kind == State::Holding {
                context.set_fill_style_str(&palette.ink);
                context.fill_rect(x, middle - half - 3.0, width, 2.0);
            }
        }
        State::Waiting => waiting(context, palette, x, width, middle, half - 2.0),
        State::Idle => {
            context.set_fill_style_str(&palette.faint);
            context.fill_rect(x, middle - 1.0, width, 2.0);
        }
        State::Sleeping => {
            context.set_fill_style_str(palette.thread(thread));
            let dots = (width / 6.0).floor().max(1.0) as u32;
            (0..dots).for_each(|dot| context.fill_rect(x + 6.0 * f64::from(dot), middle - 1.0, 2.0, 2.0));
        }
    }
}

fn waiting(context: &CanvasRenderingContext2d, palette: &Palette, x: f64, width: f64, middle: f64, half: f64) {
    match &palette.hatch {
        Some(hatch) if width > 3.0 => {
            context.set_fill_style_canvas_pattern(hatch);
            context.fill_rect(x, middle - half, width, 2.0 * half);
            context.set_stroke_style_str(&palette.wait);
            context.set_line_width(1.0);
            context.stroke_rect(x + 0.5, middle - half + 0.5, width - 1.0, 2.0 * half - 1.0);
        }
        _ => {
            context.set_fill_style_str(&palette.wait);
            context.fill_rect(x, middle - half, width, 2.0 * half);
        }
    }
}

/// Neighbours are told apart by a hair between them, where there is room.
fn gapped<K>(bar: &Bar<K>) -> f64 {
    let width = bar.x1 - bar.x0;
    if width > 4.0 { width - 1.0 } else { width.max(1.0) }
}

fn alpha(quarters: u8) -> f64 {
    0.25 + 0.75 * f64::from(quarters) / 4.0
}

/// Slanted lines, as a pattern.
fn hatch(colour: &str) -> Option<CanvasPattern> {
    let tile: HtmlCanvasElement = web_sys::window()?
        .document()?
        .create_element("canvas")
        .ok()?
        .dyn_into()
        .ok()?;
    tile.set_width(6);
    tile.set_height(6);
    let context: CanvasRenderingContext2d = tile.get_context("2d").ok()??.dyn_into().ok()?;
    context.set_stroke_style_str(colour);
    context.set_line_width(1.3);
    context.begin_path();
    for offset in [-6.0, 0.0, 6.0] {
        context.move_to(offset - 1.0, 7.0);
        context.line_to(offset + 7.0, -1.0);
    }
    context.stroke();
    let element: &JsValue = tile.as_ref();
    context
        .create_pattern_with_html_canvas_element(element.unchecked_ref(), "repeat")
        .ok()?
}
