//! Names at the ends of lines, instead of a legend, without covering each other or a line.

use crate::{
    Colour, Style,
    frame::{Frame, name},
    gap::Gap,
    marks::path,
    words::{STRONG, width},
};
use plotters::style::text_anchor::HPos;
use std::borrow::Cow;
use trace::Curve;

/// Distance of two names below each other, in pixels.
const LEADING: i32 = 15;

/// A name and where it stands.
#[derive(Clone)]
pub(crate) struct Label {
    pub(crate) text: Cow<'static, str>,
    pub(crate) colour: Colour,
    pub(crate) at: (i32, i32),
    pub(crate) side: HPos,
}

/// A line that was not measured here: its name and its pixels.
pub(crate) struct Beside {
    pub(crate) name: &'static str,
    pub(crate) colour: Colour,
    pub(crate) path: Vec<(i32, i32)>,
}

/// The names of all curves, of the lines beside them, and of the gap between two curves.
pub(crate) fn place(
    frame: &Frame,
    curves: &[Curve],
    others: &[Beside],
    gap: Option<&Gap>,
    style: &Style,
) -> Vec<Label> {
    let ends = ends(frame, curves, others, style);
    let (mut column, inside): (Vec<Label>, Vec<Label>) = ends.into_iter().partition(|label| label.at.0 >= frame.right);
    spread(&mut column, frame, style);
    for label in &mut column {
        label.at.0 = frame.names;
    }
    let mut lines = lines(frame, curves, others, style);
    lines.extend(gap.into_iter().flat_map(|gap| between(gap.from, gap.to, style.px(3))));
    for label in inside.into_iter().chain(gap.map(|gap| gap.label(style))) {
        let placed = beside(label, &column, &lines, frame, style);
        column.push(placed);
    }
    column
}

/// Every name at the last point of its line.
fn ends(frame: &Frame, curves: &[Curve], others: &[Beside], style: &Style) -> Vec<Label> {
    let label = |text, colour, at| Label {
        text: Cow::Borrowed(text),
        colour,
        at,
        side: HPos::Left,
    };
    let curves = curves.iter().filter_map(|curve| {
        let end = *path(frame, style, &curve.points, |point| point.median).last()?;
        Some(label(
            name(&curve.lock, frame.narrow),
            style.palette.lock(&curve.lock),
            end,
        ))
    });
    let others = others
        .iter()
        .filter(|other| other.path.len() > 1)
        .filter_map(|other| Some(label(other.name, other.colour, *other.path.last()?)));
    curves.chain(others).collect()
}

/// Moves names in the right margin apart, keeping their order and keeping them within the picture.
fn spread(column: &mut [Label], frame: &Frame, style: &Style) {
    let leading = style.px(LEADING);
    column.sort_by_key(|label| label.at.1);
    let mut free = frame.top - leading / 2;
    for label in column.iter_mut() {
        label.at.1 = label.at.1.max(free);
        free = label.at.1 + leading;
    }
    let mut floor = frame.bottom + leading / 2;
    for label in column.iter_mut().rev() {
        label.at.1 = label.at.1.min(floor);
        floor = label.at.1 - leading;
    }
}

/// Tries places around the end of the line and takes the first that covers least.
fn beside(label: Label, taken: &[Label], lines: &[(i32, i32)], frame: &Frame, style: &Style) -> Label {
    let (x, y) = label.at;
    let (near, far) = (style.px(10), style.px(14));
    let spots = [
        (near, 0, HPos::Left),
        (-near, -far / 2, HPos::Right),
        (near, -far, HPos::Left),
        (near, far, HPos::Left),
        (0, -far, HPos::Center),
        (0, far, HPos::Center),
        (-near, far, HPos::Right),
    ];
    let candidates = spots.map(|(right, down, side)| Label {
        at: (x + right, y + down),
        side,
        ..label.clone()
    });
    let cost = |label: &Label| {
        let area = outline(label, style);
        let covered = lines.iter().filter(|point| area.holds(**point)).count();
        let clashes = taken.iter().filter(|other| area.meets(&outline(other, style))).count();
        covered + 100 * clashes + 1000 * usize::from(!area.within(frame))
    };
    candidates.into_iter().min_by_key(cost).unwrap_or(label)
}

/// Points a few pixels apart on every line.
fn lines(frame: &Frame, curves: &[Curve], others: &[Beside], style: &Style) -> Vec<(i32, i32)> {
    let paths = curves
        .iter()
        .map(|curve| path(frame, style, &curve.points, |point| point.median));
    let segments = paths
        .chain(others.iter().map(|other| other.path.clone()))
        .flat_map(|path| path.windows(2).map(|pair| (pair[0], pair[1])).collect::<Vec<_>>());
    segments.flat_map(|(from, to)| between(from, to, style.px(3))).collect()
}

fn between(from: (i32, i32), to: (i32, i32), apart: i32) -> impl Iterator<Item = (i32, i32)> {
    let steps = ((to.0 - from.0).abs().max((to.1 - from.1).abs()) / apart.max(1)).max(1);
    let part = move |start: i32, end: i32, step: i32| start + (end - start) * step / steps;
    (0..=steps).map(move |step| (part(from.0, to.0, step), part(from.1, to.1, step)))
}

/// A rectangle: left, right, top, bottom.
struct Outline(i32, i32, i32, i32);

fn outline(label: &Label, style: &Style) -> Outline {
    let wide = style.px(width(&label.text, STRONG, true));
    let half = style.px(LEADING) / 2;
    let left = match label.side {
        HPos::Left => label.at.0,
        HPos::Center => label.at.0 - wide / 2,
        HPos::Right => label.at.0 - wide,
    };
    Outline(left, left + wide, label.at.1 - half, label.at.1 + half)
}

impl Outline {
    fn holds(&self, (x, y): (i32, i32)) -> bool {
        (self.0..=self.1).contains(&x) && (self.2..=self.3).contains(&y)
    }

    fn meets(&self, other: &Outline) -> bool {
        self.0 < other.1 && other.0 < self.1 && self.2 < other.3 && other.2 < self.3
    }

    fn within(&self, frame: &Frame) -> bool {
        let right = if frame.speed_up.is_some() {
            frame.right
        } else {
            frame.edge
        };
        self.0 >= frame.left && self.1 <= right && self.3 <= frame.bottom && self.2 >= 0
    }
}
