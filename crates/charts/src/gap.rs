//! The gap between two locks: how many times the one does what the other does, where runs of theirs tell them apart.

use crate::{
    Style,
    frame::Frame,
    labels::Label,
    marks::{Drawn, line},
};
use plotters::{backend::DrawingBackend, coord::Shift, drawing::DrawingArea, style::text_anchor::HPos};
use trace::{Curve, Point, Verdict, judge::judge};

/// The least height of a gap that has room for its name, in pixels.
const LEAST: i32 = 30;
/// Between a mark and the line of the gap, in pixels.
const CLEAR: i32 = 8;

/// An upright line between the marks of two curves.
pub(crate) struct Gap {
    /// Its upper end.
    pub(crate) from: (i32, i32),
    /// Its lower end.
    pub(crate) to: (i32, i32),
    times: f64,
}

impl Gap {
    /// The gap between the lock off and the lock on, at the most threads measured with both; none where runs of such a machine [tell nothing](judge).
    pub(crate) fn of(frame: &Frame, curves: &[Curve], style: &Style) -> Option<Gap> {
        let off = curves.iter().find(|curve| curve.lock == "off")?;
        let on = curves.iter().find(|curve| curve.lock != "off")?;
        let (off, on) = widest(off, on)?;
        let (times, more, less) = match judge(&off.each, &on.each, &Curve::trust(curves)) {
            Verdict::Faster(times) => (times, off, on),
            Verdict::Slower(times) => (times, on, off),
            Verdict::Same | Verdict::Unclear => return None,
        };
        let [(x, top), (_, bottom)] = [more, less].map(|point| frame.at(style, f64::from(point.threads), point.median));
        (bottom - top >= style.px(LEAST)).then(|| Gap {
            from: (x, top + style.px(CLEAR)),
            to: (x, bottom - style.px(CLEAR)),
            times,
        })
    }

    /// Its name, at its middle.
    pub(crate) fn label(&self, style: &Style) -> Label {
        let times = match self.times {
            many if many >= 9.95 => format!("{many:.0}"),
            few => format!("{few:.1}"),
        };
        Label {
            text: format!("gap {times}×").into(),
            colour: style.palette.ink,
            at: (self.from.0, (self.from.1 + self.to.1) / 2),
            side: HPos::Right,
        }
    }
}

/// The points of both at the most threads that both have.
fn widest<'curve>(off: &'curve Curve, on: &'curve Curve) -> Option<(&'curve Point, &'curve Point)> {
    let with = |threads: u32| on.points.iter().find(move |point| point.threads == threads);
    let both = off
        .points
        .iter()
        .filter_map(|point| Some((point, with(point.threads)?)));
    both.filter(|(point, _)| point.threads > 1)
        .max_by_key(|(point, _)| point.threads)
}

/// Draws it, with a bar at each end.
pub(crate) fn draw<DB: DrawingBackend>(area: &DrawingArea<DB, Shift>, gap: &Gap, style: &Style) -> Drawn<DB> {
    let ink = style.palette.ink;
    let bar = |(x, y): (i32, i32)| vec![(x - style.px(4), y), (x + style.px(4), y)];
    line(area, vec![gap.from, gap.to], ink, style.px(1))?;
    line(area, bar(gap.from), ink, style.px(1))?;
    line(area, bar(gap.to), ink, style.px(1))
}
