//! Throughput against the number of threads, in the JSON that the page, the messages and the command line share.

use crate::MachineLoad;
use serde::{Deserialize, Serialize};

/// What was measured at one number of threads.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Threads.
    pub threads: u32,
    /// The median throughput, in units a second.
    pub median: f64,
    /// The lowest.
    pub low: f64,
    /// The highest.
    pub high: f64,
    /// Over how many runs.
    pub runs: u32,
    /// The throughput of each run, in the order of the runs; empty where it is not known.
    #[serde(default)]
    pub each: Vec<f64>,
}

impl Point {
    /// Summarises the throughputs of some runs; `None` when there are none.
    pub fn of(threads: u32, throughputs: &[f64]) -> Option<Point> {
        let sorted = sorted(throughputs);
        Some(Point {
            threads,
            median: middle(&sorted)?,
            low: sorted[0],
            high: sorted[sorted.len() - 1],
            runs: sorted.len() as u32,
            each: throughputs.to_vec(),
        })
    }

    /// One figure, as a model gives it.
    pub fn exactly(threads: u32, throughput: f64) -> Point {
        Point {
            threads,
            median: throughput,
            low: throughput,
            high: throughput,
            runs: 1,
            each: Vec::new(),
        }
    }
}

/// By rising size.
pub(crate) fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}

/// The median of sorted values.
pub(crate) fn middle(sorted: &[f64]) -> Option<f64> {
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => None,
        even if even % 2 == 0 => Some((sorted[middle - 1] + sorted[middle]) / 2.0),
        _ => Some(sorted[middle]),
    }
}

/// One curve: one lab, one kind of lock.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Curve {
    /// The lab's id.
    pub lab: String,
    /// The variant's id.
    pub variant: String,
    /// `off`, `cpython` or `held`.
    pub lock: String,
    /// What is counted a second, in the plural.
    pub unit: String,
    /// By rising number of threads.
    pub points: Vec<Point>,
    /// What a model says, in the same shape; empty when nothing was predicted.
    pub predicted: Vec<Point>,
    /// How much of the machine was free meanwhile, where that was measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub machine: Option<MachineLoad>,
}

impl Curve {
    /// The public JSON, on one line.
    pub fn json(&self) -> String {
        crate::write::curve(self)
    }

    /// Every number of threads that was measured or predicted, rising.
    pub fn threads(&self) -> Vec<u32> {
        let points = self.points.iter().chain(&self.predicted);
        let mut threads: Vec<u32> = points.map(|point| point.threads).collect();
        threads.sort_unstable();
        threads.dedup();
        threads
    }

    /// By how much the prediction misses what was measured, as a share of the latter: the median over the numbers of threads that have both;
    /// and how many those are. `None` when there are none.
    pub fn miss(&self) -> Option<(f64, usize)> {
        let predicted = |point: &Point| self.predicted.iter().find(|other| other.threads == point.threads);
        let pairs = self.points.iter().filter(|point| point.median > 0.0);
        let misses: Vec<f64> = pairs
            .filter_map(|point| Some((predicted(point)?.median / point.median - 1.0).abs()))
            .collect();
        Some((Point::of(0, &misses)?.median, misses.len()))
    }

    /// Reads the public JSON; `None` when it is none.
    pub fn read(json: &str) -> Option<Self> {
        crate::read::curve(json)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_an_even_number_of_runs_lies_between_the_middle_two() {
        let point = Point::of(2, &[4.0, 1.0, 2.0, 3.0]).unwrap();
        assert_eq!((point.low, point.median, point.high, point.runs), (1.0, 2.5, 4.0, 4));
    }

    #[test]
    fn a_prediction_misses_by_the_median_of_its_misses() {
        let points = |medians: &[f64]| {
            let points = medians.iter().zip(1..);
            points
                .filter_map(|(median, threads)| Point::of(threads, &[*median]))
                .collect()
        };
        let mut curve = Curve {
            points: points(&[100.0, 100.0, 100.0]),
            ..Curve::default()
        };
        assert_eq!(curve.miss(), None);
        curve.predicted = points(&[110.0, 75.0, 50.0, 400.0]);
        assert_eq!(curve.miss(), Some((0.25, 3)));
    }

    #[test]
    fn no_runs_make_no_point() {
        assert_eq!(Point::of(1, &[]), None);
    }
}
