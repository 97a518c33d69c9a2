//! What may be said of speeds that were measured again and again: a direction only where neither chance nor a busy machine can have made it.
//!
//! Other work on the machine does two things. It makes runs of the very same thing differ, which repetition shows; and it takes cores away all the
//! time, which repetition does not show: beside two busy programs on two cores, one thread gets two thirds of a core, and two threads that take
//! turns get a whole one, so that a lock seems to make them one and a half times as fast. So a ratio counts only beyond a [bar](Reliability::bar) that
//! is made of both: how far runs of the same thing differ, and how few of the cores were free. No bar that is made of the free cores can be too
//! low: with `k` others on `c` cores one thread gets `c / (k + 1)` of a core at least and never more than one, and `c / free` is `(k + c) / c`.
//!
//! Of each thing the **median** counts, not the best third: what threads do to each other makes some runs faster than usual as well as
//! slower. Its interval is that of order statistics, which supposes nothing about how the runs are spread.

use crate::{
    Point,
    curve::{middle, sorted},
};
use serde::{Deserialize, Serialize};

/// How likely the interval of a median has the true one, at the least: five runs from the lowest to the highest (94 %).
const LIKELY: f64 = 0.92;
/// What a ratio must exceed besides, by the number of runs on the side that has fewer: the first runs are slower, and few show no spread.
const FEW: [f64; 5] = [1.5, 1.5, 1.3, 1.15, 1.1];
const MANY: f64 = 1.05;
/// How far apart two intervals must lie, as a power of the bar.
const GAP: f64 = 0.25;
/// Which share of the cores is taken for free where nobody looked.
const UNKNOWN: f64 = 0.8;
/// What differs by less is as fast, if a higher [bar](Reliability::bar) than the second did not keep us from seeing more.
const ALIKE: f64 = 1.15;
const SEEN: f64 = 1.6;

/// How much of a machine was free.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MachineLoad {
    /// Threads that the hardware runs at once.
    pub cores: u32,
    /// How many of them nobody else used: from 0 to `cores`.
    pub free: f64,
}

impl MachineLoad {
    /// Which share was free, from a hundredth to one.
    pub fn share(&self) -> f64 {
        (self.free / f64::from(self.cores.max(1))).clamp(0.01, 1.0)
    }

    /// A typical moment of some at which was looked: of two in the middle the busier one.
    pub fn typical(moments: impl IntoIterator<Item = MachineLoad>) -> Option<MachineLoad> {
        let mut moments: Vec<MachineLoad> = moments.into_iter().collect();
        moments.sort_by(|one, other| one.free.total_cmp(&other.free));
        moments.get(moments.len().saturating_sub(1) / 2).copied()
    }

    /// Whether others used so much of it that speeds say little.
    pub fn is_busy(&self) -> bool {
        self.share() < UNKNOWN
    }
}

/// How far measurements can be trusted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reliability {
    /// The machine while they were made; `None` where nobody looked.
    pub machine: Option<MachineLoad>,
    /// How many-fold runs of the very same thing differ; 1 where there are not enough to know.
    pub spread: f64,
    /// How many-fold the ends of a median's [interval](Interval) differ, by the same things; 1 where there are not enough to know. It is what
    /// the bar is made of: a single odd run of nine moves the spread, and hardly the median.
    pub doubt: f64,
    /// Whether the same run always takes the same time, as in lockstep.
    pub exact: bool,
}

impl Reliability {
    /// In lockstep every difference is one.
    pub const EXACT: Reliability = Reliability {
        machine: None,
        spread: 1.0,
        doubt: 1.0,
        exact: true,
    };

    /// Of measurements of many things, each made several times.
    pub fn of<'s>(machine: Option<MachineLoad>, samples: impl IntoIterator<Item = &'s [f64]>) -> Self {
        let samples: Vec<&[f64]> = samples.into_iter().filter(|samples| samples.len() > 1).collect();
        Reliability {
            machine,
            spread: typical(samples.iter().map(|samples| range(&sorted(samples)))),
            doubt: typical(
                samples
                    .iter()
                    .filter_map(|samples| Interval::of(samples))
                    .map(|of| of.width()),
            ),
            exact: false,
        }
    }

    /// What the ratio of two medians must exceed to be more than chance and other work, where the one with fewer runs has so many.
    pub fn bar(&self, runs: usize) -> f64 {
        if self.exact {
            return 1.0;
        }
        let free = self.machine.map_or(UNKNOWN, |machine| machine.share());
        FEW.get(runs).copied().unwrap_or(MANY) * self.doubt.max(1.0) / free
    }
}

/// What can be said of one thing beside another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict {
    /// So many times as fast.
    Faster(f64),
    /// It takes so many times as long.
    Slower(f64),
    /// As fast: what differs is less than would be noticed.
    Same,
    /// Nothing can be said.
    Unclear,
}

/// Judges the throughputs of one thing beside those of another.
pub fn judge(one: &[f64], other: &[f64], trust: &Reliability) -> Verdict {
    let bar = trust.bar(one.len().min(other.len()));
    let (Some(one), Some(other)) = (Interval::of(one), Interval::of(other)) else {
        return Verdict::Unclear;
    };
    let ratio = one.median / other.median;
    if !ratio.is_finite() || ratio <= 0.0 {
        return Verdict::Unclear;
    }
    // Intervals that hardly miss each other do so by the last runs alone.
    let apart = |above: f64, below: f64| above > below * bar.powf(GAP);
    match () {
        () if apart(one.low, other.high) && ratio > bar => Verdict::Faster(ratio),
        () if apart(other.low, one.high) && 1.0 / ratio > bar => Verdict::Slower(1.0 / ratio),
        () if trust.exact => Verdict::Same,
        () if bar <= SEEN && (1.0 / ALIKE..=ALIKE).contains(&ratio) => Verdict::Same,
        () => Verdict::Unclear,
    }
}

/// A median, and between what it lies: from the k-th lowest to the k-th highest, where k is the largest for which that is `LIKELY`. Fewer
/// than five runs are not enough for that; theirs reaches from the lowest to the highest, and the [bar](Reliability::bar) is higher.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The median.
    pub median: f64,
    /// The upper end.
    pub high: f64,
}

impl Interval {
    /// Of some throughputs; `None` of none.
    pub fn of(throughputs: &[f64]) -> Option<Self> {
        let sorted = sorted(throughputs);
        let skipped = skipped(sorted.len());
        Some(Interval {
            median: middle(&sorted)?,
            low: *sorted.get(skipped)?,
            high: *sorted.get(sorted.len() - 1 - skipped)?,
        })
    }

    /// How many-fold its ends differ.
    pub fn width(&self) -> f64 {
        self.high / self.low.max(f64::MIN_POSITIVE)
    }
}

/// How many of so many sorted values lie outside the interval of the median, on each side. Each of them is above the true median as likely as not,
/// so how many are is a matter of tossing coins.
fn skipped(runs: usize) -> usize {
    let mut outside = 0;
    let (mut ways, mut all) = (1.0, 0.0);
    for tails in 0..runs / 2 {
        all += ways;
        if 1.0 - 2.0 * all / 2_f64.powi(runs as i32) < LIKELY {
            break;
        }
        outside = tails;
        ways *= (runs - tails) as f64 / (tails + 1) as f64;
    }
    outside
}

/// How many-fold runs of the very same thing differ, the highest against the lowest; 1 where nothing was measured twice.
pub fn spread<'s>(samples: impl IntoIterator<Item = &'s [f64]>) -> f64 {
    Reliability::of(None, samples).spread
}

/// Of how many-fold each thing differs the third quartile, so that neither one odd run nor a thing that luck decides speaks for all; 1 of none.
fn typical(ratios: impl Iterator<Item = f64>) -> f64 {
    let ratios = sorted(&ratios.collect::<Vec<f64>>());
    ratios.get(ratios.len() * 3 / 4).copied().unwrap_or(1.0)
}

/// The highest against the lowest of some sorted values.
fn range(sorted: &[f64]) -> f64 {
    sorted[sorted.len() - 1] / sorted[0].max(f64::MIN_POSITIVE)
}

/// What a curve shows: its points beside its first.
#[derive(Clone, Debug, PartialEq)]
pub enum CurveTrend {
    /// So many times as fast at best, from so many threads on.
    Rises(f64, u32),
    /// With so many threads it takes so many times as long.
    Falls(f64, u32),
    /// As fast with any number of threads.
    Level,
    /// Nothing can be said.
    Unclear,
}

/// Fewer runs than these show no direction in a sweep, for of many points some differ by chance.
pub const ENOUGH: u32 = 3;
/// So many have an interval of their own.
pub const SURE: usize = 5;

/// Judges the points of a curve.
pub fn course(points: &[Point], trust: &Reliability) -> CurveTrend {
    let enough = |point: &&Point| trust.exact || point.runs >= ENOUGH;
    let mut told = points.iter().filter(enough);
    let Some(first) = told.next() else {
        return CurveTrend::Unclear;
    };
    let verdicts: Vec<(u32, Verdict)> = told
        .map(|point| (point.threads, judge(&point.each, &first.each, trust)))
        .collect();
    let rises = verdicts.iter().filter_map(|(threads, verdict)| match verdict {
        Verdict::Faster(ratio) => Some((*ratio, *threads)),
        _ => None,
    });
    let falls = verdicts.iter().filter_map(|(threads, verdict)| match verdict {
        Verdict::Slower(ratio) => Some((*ratio, *threads)),
        _ => None,
    });
    let best = rises.clone().map(|(ratio, _)| ratio).fold(1.0, f64::max);
    let worst = falls.max_by(|one, other| one.0.total_cmp(&other.0));
    // The highest of many is the luckiest; whoever comes near it first is as good.
    let soon = rises.into_iter().find(|(ratio, _)| ratio * ALIKE >= best);
    match (soon, worst) {
        (Some((ratio, threads)), _) => CurveTrend::Rises(ratio, threads),
        (None, Some((ratio, threads))) => CurveTrend::Falls(ratio, threads),
        (None, None) if verdicts.is_empty() => CurveTrend::Unclear,
        (None, None) if verdicts.iter().all(|(_, verdict)| *verdict == Verdict::Same) => CurveTrend::Level,
        (None, None) => CurveTrend::Unclear,
    }
}

#[cfg(test)]
mod tests;
