//! The crash lab, should a broken thread come to an end.

use lab_kit::Summary;
use lab_kit::{RichText, format::millis};
use trace::Report;

/// Tells a run that came to its end.
pub fn summarize(report: &Report) -> Summary {
    Summary {
        told: RichText::of(format!(
            "Every thread came to its end after {}; nothing broke.",
            millis(report.elapsed_ms)
        )),
        short: "survived".into(),
        ..Summary::default()
    }
}

/// Why a run of this variant broke.
pub fn why_broken(report: &Report) -> &'static str {
    match report.variant.as_str() {
        "endless-loop" => {
            "The thread spins without ever coming to a check point, so it cannot be asked to stop; only throwing its Worker away ends it."
        }
        "trap" => {
            "WebAssembly stops a thread that does what it must not. Nothing unwinds: what the thread held stays held, so its engine is of no more use."
        }
        "out-of-memory" => {
            "All threads share one memory with a fixed maximum; when it is used up, the next request fails and the thread stops."
        }
        _ => "",
    }
}
