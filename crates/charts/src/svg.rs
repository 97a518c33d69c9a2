//! The picture as SVG text: what the page shows and what the command line writes.

use crate::{Style, draw_curves, frame::Frame};
use plotters::{backend::SVGBackend, drawing::IntoDrawingArea};
use std::collections::BTreeSet;
use trace::Curve;

/// plotters places everything on whole pixels; drawn so much larger and shown smaller, slopes and dashes stay smooth.
const FINENESS: u32 = 4;

/// Where each number of threads that was measured stands in [`curves_svg`], in pixels from its left edge, from left to right.
pub fn columns(curves: &[Curve], size: (u32, u32), style: &Style) -> Vec<(u32, i32)> {
    let frame = Frame::of(size, curves, style);
    let measured: BTreeSet<u32> = curves
        .iter()
        .flat_map(|curve| &curve.points)
        .map(|point| point.threads)
        .collect();
    let place = |threads: u32| (threads, frame.at(style, f64::from(threads), 0.0).0);
    measured.into_iter().map(place).collect()
}

/// [`draw_curves`] as an SVG document of `wide` by `high` pixels, the same to the byte on every platform.
pub fn curves_svg(curves: &[Curve], (wide, high): (u32, u32), style: &Style) -> String {
    let fine = Style {
        scale: FINENESS,
        ..style.clone()
    };
    let mut drawn = String::new();
    {
        let area = SVGBackend::with_string(&mut drawn, (wide * FINENESS, high * FINENESS)).into_drawing_area();
        // Writing to a string cannot fail, and no text is measured.
        let _ = draw_curves(&area, curves, &fine).and_then(|()| area.present());
    }
    let body = drawn.split_once('>').map_or("", |(_, body)| body);
    let (inner_wide, inner_high) = (wide * FINENESS, high * FINENESS);
    format!(
        "<svg width=\"{wide}\" height=\"{high}\" viewBox=\"0 0 {inner_wide} {inner_high}\" xmlns=\"http://www.w3.org/2000/svg\" \
         role=\"img\" aria-label=\"Throughput against threads\" stroke-linejoin=\"round\" stroke-linecap=\"butt\">{body}"
    )
}
