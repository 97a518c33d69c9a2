//! A load test of the service: all requests at once, under one kind of lock after the other.

use crate::{Limits, Series};
use catalogue::{Experiment, Feature, LABS, Lock, ValidationError};
use std::time::Duration;
use trace::LoadRow;

/// How long each run may take when nobody says otherwise.
const PATIENCE: Duration = Duration::from_secs(10);

/// The lab that has a load test.
pub fn load_tested() -> &'static str {
    let tested = |lab: &&catalogue::LabInfo| lab.feature == Some(Feature::Requests);
    LABS.iter().find(tested).map_or("", |lab| lab.id)
}

/// A plan of runs, and a row of each that was.
pub type Load = Series<LoadRow>;

impl Load {
    /// Plans one run for each of `locks`, otherwise as `base` says. Refuses a lab that has no requests.
    pub fn new(base: &Experiment, locks: &[Lock]) -> Result<Self, ValidationError> {
        let with = |&lock: &Lock| Experiment { lock, ..base.clone() };
        match base.lab.feature {
            Some(Feature::Requests) => Ok(Series::planned(locks.iter().map(with).collect(), LoadRow::of)),
            _ => {
                let allowed = format!("{} in a load test", load_tested());
                Err(ValidationError::new("lab", base.lab.id, allowed))
            }
        }
    }

    /// The limits of one run: ten seconds, unless somebody set another.
    pub fn limits(limits: &Limits) -> Limits {
        Limits {
            whole: limits.whole.or(Some(PATIENCE)),
            ..*limits
        }
    }
}
