//! Pictures of measurements on any plotters backend, the same natively and in a browser; knows no page and no way to measure fonts.
//!
//! plotters asks the platform for the width of a text: a crude guess natively, the page's own document in a browser, a panic in a
//! Worker. Nothing here asks it. Widths come from one table (`words::width`), so a picture is the same to the byte wherever it is drawn.

mod curves;
mod frame;
mod gap;
mod labels;
mod marks;
mod numbers;
mod speed_up;
mod style;
mod svg;
mod words;

pub use curves::draw_curves;
pub use style::{Colour, Palette, Style};
pub use svg::{columns, curves_svg};
