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
fn dashes<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    points: Vec<(i32, i32)>,
    (dash, gap): (i32, i32),
    look: ShapeStyle,
) -> Drawn<DB> {
    area.draw(&DashedPathElement::new(points, dash, gap, look))
}

/// What a line means, by how it is drawn; a solid line with marks is measured.
#[derive(Clone, Copy)]
pub(crate) enum Line {
    /// Foretold: dashes in the colour of its lock.
    Predicted,
    /// What more threads would ideally give: thin and solid.
    Ideal,
    /// Somebody else's figures: long dashes between rings.
    Reference,
    /// The threads of the hardware: dots, upright.
    Hardware,
}

/// A line that is not measured here.
pub(crate) fn beside<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    path: &[(i32, i32)],
    (kind, colour): (Line, Colour),
    style: &Style,
) -> Drawn<DB> {
    if path.len() < 2 {
        return Ok(());
    }
    let stroke = |wide: i32| colour.stroke_width(wide as u32);
    let dashed = |dash: i32, gap: i32, wide: i32| {
        let look = stroke(wide);
        dashes(area, path.to_vec(), (style.px(dash), style.px(gap)), look)
    };
    match kind {
        Line::Ideal => line(area, path.to_vec(), colour, style.px(1)),
        Line::Predicted => dashed(6, 4, style.px(2)),
        Line::Hardware => dashed(1, 4, style.px(3) / 2),
        Line::Reference => {
            dashed(12, 5, style.px(3) / 2)?;
            let rings = path
                .iter()
                .map(|at| Circle::new(*at, style.px(3), stroke(style.px(3) / 2)));
            rings.into_iter().try_for_each(|ring| area.draw(&ring))
        }
    }
}

/// How a band is drawn.
#[derive(Clone, Copy)]
pub(crate) enum Band {
    /// Filled with a tint of the curve's colour.
    Tinted,
    /// Its edge alone.
    Outlined,
}

/// Band, median and points of one curve, and what was predicted for it.
pub(crate) fn curve<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    frame: &Frame,
    (curve, look): (&Curve, Band),
    style: &Style,
) -> Drawn<DB> {
    let colour = style.palette.lock(&curve.lock);
    let medians = path(frame, style, &curve.points, |point| point.median);
    let predicted = path(frame, style, shown(curve, frame.threads), |point| point.median);
    let outline = band(frame, style, &curve.points);
    match look {
        Band::Tinted => area.draw(&Polygon::new(outline, colour.mix(0.18)))?,
        Band::Outlined if outline.is_empty() => {}
        Band::Outlined => {
            let closed = outline.iter().chain(&outline[..1]).copied().collect::<Vec<_>>();
            area.draw(&PathElement::new(
                closed,
                colour.mix(0.5).stroke_width(style.px(1) as u32),
            ))?;
        }
    }
    beside(area, &predicted, (Line::Predicted, colour), style)?;
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
