//! The same programs on the operating system's threads, in this process.

use catalogue::Experiment;
use lab::{InputCache, Limits};

/// Units of work a second of one run.
pub fn throughput(settings: &[(&str, &str)], texts: &mut InputCache) -> f64 {
    let (experiment, complaints) = Experiment::read(settings.iter().copied());
    assert!(complaints.is_empty(), "{complaints:?}");
    lab::run(&experiment, texts, &Limits::default())
        .expect("it runs natively")
        .throughput
}
