//! The axis on the right: throughput in times of what one thread does with the lock off.

use crate::{
    Style,
    curves::small,
    frame::Frame,
    marks::{Drawn, line},
    numbers::step,
    words::{SMALL, set, width},
};
use plotters::{backend::DrawingBackend, coord::Shift, drawing::DrawingArea, style::text_anchor::HPos};

/// What the axis is called, the longest first: the first that fits beside the other axis' name is set.
const NAMES: [&str; 2] = ["times one thread, lock off", "times one thread"];

/// Its ticks are its step apart and reach up to its top.
pub(crate) struct SpeedUp {
    one: f64,
    top: f64,
    step: f64,
}

impl SpeedUp {
    /// The axis beside one that reaches up to `most`, in about as many parts; `None` where one thread was not measured.
    pub(crate) fn of(most: f64, one: f64, parts: u32) -> Option<SpeedUp> {
        let top = most / one;
        (one > 0.0 && top.is_finite()).then(|| SpeedUp {
            one,
            top,
            step: step(top, parts.min(5)).max(0.5),
        })
    }

    /// How much room its numbers take.
    pub(crate) fn width(&self, style: &Style) -> i32 {
        let widest = self.ticks().map(|tick| width(&self.text(tick), SMALL, false)).max();
        style.px(widest.unwrap_or(0) + 6)
    }

    fn ticks(&self) -> impl Iterator<Item = f64> {
        let count = (self.top / self.step + 1e-6) as u32;
        (1..=count).map(|tick| f64::from(tick) * self.step)
    }

    fn text(&self, tick: f64) -> String {
        match self.step.fract() > 0.0 {
            true => format!("{tick:.1}×"),
            false => format!("{tick:.0}×"),
        }
    }
}

/// Draws it; the name of the other axis reaches to `free`.
pub(crate) fn draw<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    frame: &Frame,
    free: i32,
    style: &Style,
) -> Drawn<DB> {
    let Some(axis) = &frame.speed_up else {
        return Ok(());
    };
    for tick in axis.ticks() {
        let (_, y) = frame.at(style, 1.0, tick * axis.one);
        let mark = vec![(frame.right, y), (frame.right + style.px(4), y)];
        line(area, mark, style.palette.ideal, style.px(1))?;
        let at = (frame.right + style.px(9), y);
        set(area, style, &axis.text(tick), at, small(style, HPos::Left))?;
    }
    let (right, high) = (frame.edge - style.px(8), frame.top - style.px(15));
    let fits = |name: &&&str| right - style.px(width(name, SMALL, false) + 12) > free;
    match NAMES.iter().find(fits) {
        Some(name) => set(area, style, name, (right, high), small(style, HPos::Right)),
        None => Ok(()),
    }
}
