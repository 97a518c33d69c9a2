//! Text without a font at hand: how wide it will be, and how it is set.

use crate::{Colour, Style};
use plotters::{
    backend::DrawingBackend,
    coord::Shift,
    drawing::{DrawingArea, DrawingAreaErrorKind},
    element::Text,
    style::{
        Color, FontFamily, FontStyle, IntoFont, TextStyle,
        text_anchor::{HPos, Pos, VPos},
    },
};

/// The fonts of the page.
const FAMILY: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif";
/// What plotters' SVG backend divides sizes by, to come from its own font metrics to CSS pixels.
const PLOTTERS_SIZE: f64 = 1.24;
/// Height of small text, in pixels.
pub(crate) const SMALL: i32 = 12;
/// Height of text that names a line, in pixels.
pub(crate) const STRONG: i32 = 13;

/// How a piece of text is set.
#[derive(Clone, Copy)]
pub(crate) struct Setting {
    pub(crate) size: i32,
    pub(crate) bold: bool,
    pub(crate) colour: Colour,
    pub(crate) side: HPos,
}

/// The width of a text of that height, in the same unit; on the wide side of what usual fonts need, so that nothing overlaps.
pub(crate) fn width(text: &str, size: i32, bold: bool) -> i32 {
    let ems: f64 = text.chars().map(em).sum();
    let weight = if bold { 1.16 } else { 1.0 };
    (ems * f64::from(size) * weight).ceil() as i32
}

/// Widths between those of Roboto and DejaVu Sans, in parts of the height.
fn em(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '|' | '\'' | '!' => 0.29,
        'f' | 't' | 'r' | ' ' | '(' | ')' | '-' => 0.37,
        'm' | 'w' | 'M' | 'W' | '—' => 0.9,
        'A'..='Z' => 0.68,
        _ => 0.59,
    }
}

/// Sets `text` with its middle height at `y`, and its start, middle or end at `x`.
pub(crate) fn set<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    style: &Style,
    text: &str,
    (x, y): (i32, i32),
    setting: Setting,
) -> Result<(), DrawingAreaErrorKind<DB::ErrorType>> {
    let weight = if setting.bold {
        FontStyle::Bold
    } else {
        FontStyle::Normal
    };
    let size = f64::from(style.px(setting.size)) * PLOTTERS_SIZE;
    let font = (FontFamily::Name(FAMILY), size, weight).into_font();
    let colour = setting.colour.to_rgba();
    let look = TextStyle::from(font)
        .color(&colour)
        .pos(Pos::new(setting.side, VPos::Center));
    area.draw(&Text::new(text, (x, y), look))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longer_text_and_bolder_text_are_wider() {
        assert!(width("lock off", 12, false) > width("lock on", 12, false));
        assert!(width("ideal", 12, true) > width("ideal", 12, false));
        assert_eq!(width("", 12, true), 0);
    }
}
