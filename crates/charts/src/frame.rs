//! Where things stand: margins, and the way from threads and throughput to pixels.

use crate::{
    Style,
    numbers::{Magnitude, step},
    speed_up::SpeedUp,
    words::{SMALL, STRONG, width},
};
use plotters::coord::{ranged1d::Ranged, types::RangedCoordf64};
use trace::{Curve, Point};

/// Below this width in pixels, names of lines are short.
const NARROW: i32 = 440;
/// The most parts into which lines of the grid divide a picture: more are clutter.
const MOST_PARTS: i32 = 5;

/// The rectangle of the plot within its area, in device pixels, and its scales.
pub(crate) struct Frame {
    pub(crate) left: i32,
    pub(crate) right: i32,
    pub(crate) top: i32,
    pub(crate) bottom: i32,
    /// Right edge of the area.
    pub(crate) edge: i32,
    /// The largest number of threads.
    pub(crate) threads: u32,
    /// The largest throughput that fits.
    pub(crate) most: f64,
    /// Distance of ticks in throughput; 0 when nothing is measured.
    pub(crate) step: f64,
    pub(crate) magnitude: Magnitude,
    /// What one thread does with the lock off, times one; 0 when unknown.
    pub(crate) ideal: f64,
    /// The axis on the right, where one thread is known.
    pub(crate) speed_up: Option<SpeedUp>,
    /// Where the names of lines begin.
    pub(crate) names: i32,
    pub(crate) narrow: bool,
    x: RangedCoordf64,
    y: RangedCoordf64,
}

impl Frame {
    /// Lays out a picture of that size.
    pub(crate) fn of((wide, high): (u32, u32), curves: &[Curve], style: &Style) -> Frame {
        let (wide, high) = (wide as i32, high as i32);
        let threads = threads(curves, style);
        let ideal = ideal(curves);
        let most = most(curves, ideal, threads, style);
        let narrow = wide < style.px(NARROW);
        let title = if style.title.is_empty() { 0 } else { 24 };
        let (top, bottom) = (style.px(28 + title), high - style.px(40));
        let parts = ((bottom - top) / style.px(30)).clamp(2, MOST_PARTS) as u32;
        let step = if most > 0.0 { step(most, parts) } else { 0.0 };
        let magnitude = Magnitude::of(most);
        let names = curves
            .iter()
            .map(|curve| style.px(width(name(&curve.lock, narrow), STRONG, true)));
        let foretold = curves.iter().any(|curve| !curve.predicted.is_empty());
        let others = [
            ("ideal", true),
            ("write-up", !style.reference.is_empty()),
            ("predicted", foretold),
        ];
        let others = others.into_iter().filter(|(_, shown)| *shown);
        let others = others.map(|(name, _)| style.px(width(name, STRONG, true)));
        let widest = names.chain(others).max().unwrap_or(0);
        let left = style.px(8) + tick_width(most, step, magnitude, style);
        let speed_up = SpeedUp::of(most, ideal, parts);
        let beside = speed_up.as_ref().map_or(0, |axis| axis.width(style));
        let right = (wide - widest - beside - style.px(16)).max(left + 1);
        Frame {
            left,
            right,
            top,
            bottom: bottom.max(top + 1),
            edge: wide,
            threads,
            most,
            step,
            magnitude,
            ideal,
            speed_up,
            names: right + beside + style.px(11),
            narrow,
            x: RangedCoordf64::from(1.0..f64::from(threads.max(2))),
            y: RangedCoordf64::from(0.0..if most > 0.0 { most } else { 1.0 }),
        }
    }

    /// The pixel of a point.
    pub(crate) fn at(&self, style: &Style, threads: f64, throughput: f64) -> (i32, i32) {
        let (from, to) = (self.left + style.px(14), self.right);
        let x = match self.threads {
            1 => (from + to) / 2,
            _ => self.x.map(&threads, (from, to)),
        };
        (x, self.y.map(&throughput, (self.bottom, self.top)))
    }

    /// The ticks in throughput, from 0.
    pub(crate) fn ticks(&self) -> Vec<f64> {
        let count = if self.step > 0.0 {
            (self.most / self.step + 1e-6) as u32
        } else {
            0
        };
        (0..=count).map(|tick| f64::from(tick) * self.step).collect()
    }
}

/// What a lock is called at the end of its line.
pub(crate) fn name(lock: &str, narrow: bool) -> &'static str {
    match (lock, narrow) {
        ("off", false) => "lock off",
        ("off", true) => "off",
        ("held", false) => "lock held",
        ("held", true) => "held",
        (_, false) => "lock on",
        (_, true) => "on",
    }
}

fn tick_width(most: f64, step: f64, magnitude: Magnitude, style: &Style) -> i32 {
    let widths = [0.0, step, most - most % step.max(1e-300)]
        .map(|tick| style.px(width(&magnitude.tick(tick, step.max(1e-300)), SMALL, false)));
    widths.into_iter().max().unwrap_or(0) + style.px(8)
}

/// As far as it was measured: what was predicted beyond would squash it. Where nothing was measured, as far as was predicted.
fn threads(curves: &[Curve], style: &Style) -> u32 {
    let most = |points: fn(&Curve) -> &[Point]| {
        let points = curves.iter().flat_map(points);
        points.map(|point| point.threads).max()
    };
    let measured = most(|curve| &curve.points).into_iter().chain([style.threads]).max();
    let predicted = || most(|curve| &curve.predicted);
    measured.filter(|most| *most > 0).or_else(predicted).unwrap_or(1).max(1)
}

/// What of a prediction lies on an axis that reaches so far.
pub(crate) fn shown(curve: &Curve, threads: u32) -> &[Point] {
    &curve.predicted[..curve.predicted.partition_point(|point| point.threads <= threads)]
}

/// The median of one thread with the lock off.
fn ideal(curves: &[Curve]) -> f64 {
    let open = curves.iter().filter(|curve| curve.lock == "off");
    let mut ones = open.flat_map(|curve| curve.points.iter().filter(|point| point.threads == 1));
    ones.next().map_or(0.0, |point| point.median)
}

/// Room for every measurement, and for the ideal as far as the hardware could follow it.
fn most(curves: &[Curve], ideal: f64, threads: u32, style: &Style) -> f64 {
    let points = curves
        .iter()
        .flat_map(|curve| curve.points.iter().chain(shown(curve, threads)));
    let measured = points
        .map(|point| point.high.max(point.median))
        .filter(|high| high.is_finite());
    let reachable = ideal * f64::from(style.hardware_threads.min(threads));
    measured.fold(reachable, f64::max) * 1.06
}
