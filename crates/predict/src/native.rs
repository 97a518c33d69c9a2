//! Measuring and predicting to the end, for callers that may block.

use crate::{Calibrator, Prediction};
use catalogue::{Experiment, Lock};
use lab::{InputCache, StartError, environment, join_within};
use std::time::Duration;
use threads::native_pool;
use trace::{Calibration, Point};

/// How often a run that goes on is looked at.
const LOOK: Duration = Duration::from_millis(50);

/// Measures what things cost on this machine, in about a second.
pub fn calibrate(experiment: &Experiment, texts: &mut InputCache, locks: &[Lock]) -> Result<Calibration, StartError> {
    let cores = environment().hardware_threads as u32;
    let mut calibration = Calibrator::new(experiment, texts.get(experiment)?, cores, locks);
    let pool = native_pool();
    while calibration.step(&pool) {
        if let Some(run) = calibration.run() {
            // Whatever goes on too long is stopped by the next look, so a look is due now and then.
            join_within(run, LOOK);
        }
    }
    Ok(calibration.result())
}

/// Predicts, on so many cores of a machine that `calibration` describes, the throughput with each of these numbers of threads under each of these locks.
pub fn predict(
    experiment: &Experiment,
    texts: &mut InputCache,
    gauges: Calibration,
    cores: u32,
    (threads, locks): (&[u32], &[Lock]),
) -> Result<Vec<(Lock, Point)>, StartError> {
    let mut prediction = Prediction::new(experiment, texts.get(experiment)?, gauges, cores, threads, locks)?;
    let mut points = Vec::new();
    while prediction.advance(u64::MAX, &mut |lock, point| points.push((lock, point))) {}
    Ok(points)
}
