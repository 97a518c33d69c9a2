//! The crash lab, should a broken thread come to an end.

use super::Story;
use crate::model::{Rich, format::millis};
use trace::Report;

/// Tells a run that came to its end.
pub fn tell(report: &Report) -> Story {
    Story {
        told: Rich::of(format!(
            "Every thread came to its end after {}; nothing broke.",
            millis(report.elapsed_ms)
        )),
        short: "survived".into(),
        ..Story::default()
    }
}
