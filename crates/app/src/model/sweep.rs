//! A sweep: throughput against threads, points appearing as they are measured.

use super::{Context, Effect, PredictionState};
use catalogue::{Experiment, Lock, pace};
use protocol::{Reply, Settings};
use trace::{Calibration, Curve, Point};

/// A sweep, under way or over.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sweep {
    /// One curve a lock.
    pub curves: Vec<Curve>,
    /// What was measured, in words.
    pub title: String,
    /// Runs that are planned; there may be more where that tells more.
    pub planned: usize,
    /// Whether it goes on.
    pub live: bool,
    /// The engine's curves in the public JSON.
    pub texts: Vec<String>,
    /// Milliseconds that the rest will take; `None` before the first point.
    pub left_ms: Option<f64>,
    /// What was set, as it crosses to a Worker.
    pub settings: Settings,
    /// What a few small things took before the first run.
    pub calibration: Option<Calibration>,
    /// How far the prediction is.
    pub foresight: PredictionState,
}

impl Sweep {
    /// A sweep that begins.
    pub fn begin(
        experiment: &Experiment,
        title: String,
        locks: &[String],
        (threads, runs): (&[u32], Option<u32>),
    ) -> Self {
        let curve = |lock: &String| Curve {
            lab: experiment.lab.id.into(),
            variant: experiment.variant.id.into(),
            lock: lock.clone(),
            unit: experiment.lab.unit.into(),
            points: Vec::new(),
            predicted: Vec::new(),
            machine: None,
        };
        Sweep {
            curves: locks.iter().map(curve).collect(),
            title,
            planned: locks.len() * threads.len() * runs.unwrap_or(pace::ROUNDS) as usize,
            live: true,
            texts: Vec::new(),
            left_ms: None,
            settings: experiment.to_settings(),
            calibration: None,
            foresight: PredictionState::None,
        }
    }

    /// A point was measured, once more or for the first time.
    pub fn add(&mut self, lock: &str, point: Point, left_ms: f64) {
        self.left_ms = Some(left_ms);
        let Some(curve) = self.curves.iter_mut().find(|curve| curve.lock == lock) else {
            return;
        };
        let position = curve.points.partition_point(|known| known.threads < point.threads);
        match curve.points.get_mut(position) {
            Some(known) if known.threads == point.threads => *known = point,
            _ => curve.points.insert(position, point),
        }
    }

    /// It is over; `curves` are what the engine summed up, and replace what was drawn if they can be read.
    pub fn end(&mut self, curves: &[String]) {
        self.live = false;
        let read: Vec<Curve> = curves.iter().filter_map(|curve| Curve::read(curve)).collect();
        if read.iter().any(|curve| !curve.points.is_empty()) {
            self.curves = read;
            self.texts = curves.to_vec();
        }
    }

    /// Whether it is over but for its prediction, which belongs to each curve that the page around this one is sent.
    pub fn is_owed(&self) -> bool {
        !self.live && matches!(self.foresight, PredictionState::Wanted | PredictionState::Live(_))
    }

    /// Sends the page around this one each curve.
    pub fn tell(&self, ctx: &mut Context) {
        ctx.effects
            .extend(self.curves.iter().map(|curve| Effect::Tell(Reply::Curve(curve.json()))));
    }

    /// Points measured so far.
    pub fn measured(&self) -> usize {
        self.curves.iter().map(|curve| curve.points.len()).sum()
    }

    /// Runs measured so far.
    pub fn runs(&self) -> usize {
        let points = self.curves.iter().flat_map(|curve| &curve.points);
        points.map(|point| point.runs as usize).sum()
    }

    /// Every number of threads that was measured or predicted, rising.
    pub fn threads(&self) -> Vec<u32> {
        let mut threads: Vec<u32> = self.curves.iter().flat_map(Curve::threads).collect();
        threads.sort_unstable();
        threads.dedup();
        threads
    }

    /// What somebody else measured of the same, as far as it was published.
    pub fn reference(&self) -> Vec<(u32, f64)> {
        let pairs = self.settings.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        match self.settings.is_empty() {
            true => Vec::new(),
            false => Experiment::read(pairs).0.reference(),
        }
    }

    /// Whether anything was predicted.
    pub fn is_foretold(&self) -> bool {
        self.curves.iter().any(|curve| !curve.predicted.is_empty())
    }

    /// All curves in the public JSON.
    pub fn json(&self) -> String {
        let curves: Vec<String> = self.curves.iter().map(Curve::json).collect();
        format!("[\n{}\n]\n", curves.join(",\n"))
    }
}

/// The point at so many threads.
pub fn at(points: &[Point], threads: u32) -> Option<&Point> {
    points.iter().find(|point| point.threads == threads)
}

/// Which locks are compared: none, and the one that the switch turns on.
pub fn locks(kind: Lock) -> Vec<String> {
    vec![Lock::Off.id().into(), kind.id().into()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(threads: u32) -> Point {
        Point {
            threads,
            median: 10.0,
            low: 9.0,
            high: 11.0,
            runs: 5,
            each: Vec::new(),
        }
    }

    fn begun() -> Sweep {
        Sweep::begin(
            &Experiment::of(&catalogue::LABS[0]),
            String::new(),
            &locks(Lock::CPython),
            (&[1, 2], Some(5)),
        )
    }

    #[test]
    fn points_find_their_curve_and_their_order() {
        let mut sweep = begun();
        for threads in [2, 1] {
            sweep.add("off", point(threads), 100.0);
        }
        sweep.add("no such lock", point(1), 50.0);
        let threads: Vec<_> = sweep.curves[0].points.iter().map(|point| point.threads).collect();
        assert_eq!((threads, sweep.measured(), sweep.planned), (vec![1, 2], 2, 20));
        let refined = Point { runs: 6, ..point(2) };
        sweep.add("off", refined.clone(), 10.0);
        assert_eq!(
            (sweep.measured(), sweep.runs(), at(&sweep.curves[0].points, 2)),
            (2, 11, Some(&refined))
        );
    }

    #[test]
    fn what_was_predicted_is_saved_too() {
        let mut sweep = begun();
        sweep.add("off", point(1), 0.0);
        sweep.end(&sweep.curves.iter().map(Curve::json).collect::<Vec<_>>());
        sweep.curves[0].predicted = vec![point(1), point(64)];
        let json = sweep.json();
        let read = Curve::read(json.lines().nth(1).unwrap().trim_end_matches(',')).unwrap();
        assert_eq!(read, sweep.curves[0]);
    }

    #[test]
    fn curves_that_cannot_be_read_leave_the_points_alone() {
        let mut sweep = begun();
        sweep.add("off", point(1), 0.0);
        sweep.end(&["{".into()]);
        assert_eq!((sweep.measured(), sweep.live), (1, false));
    }
}
