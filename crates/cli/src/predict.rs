//! `sweep --predict on`: what lockstep foretells beside what is measured, and by how much the two differ.

use crate::{
    settings::{Settings, value},
    table::number_of,
    wrong::CliError,
};
use catalogue::{Lock, ValidationError};
use clap::ArgMatches;
use lab::environment;
use predict::{calibrate, predict};
use trace::{Calibration, Curve, Point, told_of_prediction};

/// Numbers of threads that are predicted besides those that are measured; lockstep takes more than real threads do.
const FURTHER: [u32; 4] = [8, 16, 32, 64];

/// A prediction that was asked for.
pub struct PredictionOptions {
    cores: u32,
    calibration: Calibration,
}

/// Measures what things cost, if a prediction was asked for: before the sweep, so that it cannot know what comes of that.
pub fn ask(
    matches: &ArgMatches,
    settings: &mut Settings,
    locks: &[Lock],
) -> Result<Option<PredictionOptions>, CliError> {
    match value(matches, "predict").unwrap_or("off") {
        "off" => return Ok(None),
        "on" => {}
        other => return Err(ValidationError::new("predict", other, "on, off").into()),
    }
    let cores = match value(matches, "cores") {
        Some(_) => settings.experiment.cores,
        None => environment().hardware_threads as u32,
    };
    let calibration = calibrate(&settings.experiment, &mut settings.texts, locks)
        .map_err(|refusal| CliError::new(refusal.sentence))?;
    Ok(Some(PredictionOptions { cores, calibration }))
}

impl PredictionOptions {
    /// Adds the predicted points to the curves of these locks.
    pub fn add(
        &self,
        curves: &mut [Curve],
        settings: &mut Settings,
        threads: &[u32],
        locks: &[Lock],
    ) -> Result<(), CliError> {
        let threads = further(threads);
        let asked = (&threads[..], locks);
        let points = predict(
            &settings.experiment,
            &mut settings.texts,
            self.calibration.clone(),
            self.cores,
            asked,
        )
        .map_err(|refusal| CliError::new(refusal.sentence))?;
        for (lock, point) in points {
            let curve = curves.iter_mut().find(|curve| curve.lock == lock.id());
            if let Some(curve) = curve {
                curve.predicted.push(point);
            }
        }
        Ok(())
    }

    /// By how much prediction and measurement differ, in a sentence for all curves.
    pub fn sentences(&self, curves: &[Curve]) -> String {
        let hardware = environment().hardware_threads as u32;
        if self.cores != hardware {
            return format!(
                "Predicted for {}; this machine has {hardware}, so the two cannot be compared.\n",
                number_of(self.cores.into(), "core")
            );
        }
        match told_of_prediction(curves).plain() {
            none if none.is_empty() => none,
            told => told + "\n",
        }
    }
}

fn further(threads: &[u32]) -> Vec<u32> {
    let mut all: Vec<u32> = threads.iter().copied().chain(FURTHER).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// What was predicted for so many threads.
pub fn point(curve: &Curve, threads: u32) -> Option<&Point> {
    curve.predicted.iter().find(|point| point.threads == threads)
}
