//! Strokes: dashed lines, bands, medians and the shape that stands for each kind of lock.

use crate::{
    Colour, Style,
    frame::{Frame, shown},
};
use plotters::{
    backend::DrawingBackend,
    coord::Shift,
    drawing::{DrawingArea, DrawingAreaErrorKind},
    element::{Circle, DashedPathElement, PathElement, Polygon, Rectangle},
    style::{Color, ShapeStyle},
};
use trace::{Curve, Point};

/// How drawing ends.
pub(crate) type Drawn<DB, T = ()> = Result<T, DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>>;

/// A solid line.
pub(crate) fn line<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    points: Vec<(i32, i32)>,
    colour: Colour,
    wide: i32,
) -> Drawn<DB> {
    area.draw(&PathElement::new(points, colour.stroke_width(wide as u32)))
}

/// A dashed line.
pub(crate) fn dashes<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    points: Vec<(i32, i32)>,
    (dash, gap): (i32, i32),
    look: ShapeStyle,
) -> Drawn<DB> {
    area.draw(&DashedPathElement::new(points, dash, gap, look))
}

/// Band, median and points of one curve, and what was predicted for it.
pub(crate) fn curve<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    frame: &Frame,
    curve: &Curve,
    style: &Style,
) -> Drawn<DB> {
    let colour = style.palette.lock(&curve.lock);
    let medians = path(frame, style, &curve.points, |point| point.median);
    let predicted = path(frame, style, shown(curve, frame.threads), |point| point.median);
    area.draw(&Polygon::new(band(frame, style, &curve.points), colour.mix(0.18)))?;
    if predicted.len() > 1 {
        let look = colour.mix(0.8).stroke_width(style.px(2) as u32);
        dashes(area, predicted, (style.px(2), style.px(4)), look)?;
    }
    if medians.len() > 1 {
        line(area, medians.clone(), colour, style.px(5) / 2)?;
    }
    medians
        .into_iter()
        .try_for_each(|point| mark(area, point, &curve.lock, colour, style))
}

/// The pixels of points by rising number of threads.
pub(crate) fn path(frame: &Frame, style: &Style, points: &[Point], value: impl Fn(&Point) -> f64) -> Vec<(i32, i32)> {
    points
        .iter()
        .map(|point| frame.at(style, f64::from(point.threads), value(point)))
        .collect()
}

fn band(frame: &Frame, style: &Style, points: &[Point]) -> Vec<(i32, i32)> {
    let mut outline = path(frame, style, points, |point| point.high);
    outline.extend(path(frame, style, points, |point| point.low).into_iter().rev());
    outline
}

/// A circle, a square or a diamond: the kind of lock for those who see no colours.
fn mark<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    (x, y): (i32, i32),
    lock: &str,
    colour: Colour,
    style: &Style,
) -> Drawn<DB> {
    let (half, reach) = (style.px(7) / 2, style.px(5));
    match lock {
        "off" => area.draw(&Circle::new((x, y), half, colour.filled())),
        "held" => area.draw(&Polygon::new(
            vec![(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)],
            colour.filled(),
        )),
        _ => area.draw(&Rectangle::new(
            [(x - half, y - half), (x + half, y + half)],
            colour.filled(),
        )),
    }
}
