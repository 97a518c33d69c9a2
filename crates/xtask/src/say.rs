//! Tells a person what is being done and how long it took.

use std::fmt::Display;
use std::time::{Duration, Instant};

use crate::Outcome;

/// Does one step; says what it is before it starts and how long it took when it ends.
pub fn step<T>(what: impl Display, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    eprintln!("· {what} …");
    let start = Instant::now();
    let outcome = work();
    match &outcome {
        Ok(_) => eprintln!("· {what}: done in {}", time(start.elapsed())),
        Err(_) => eprintln!("· {what}: failed after {}", time(start.elapsed())),
    }
    outcome
}

/// Says one sentence.
pub fn line(words: impl Display) {
    eprintln!("· {words}");
}

/// A duration in the unit a person would choose.
pub fn time(duration: Duration) -> String {
    let seconds = duration.as_secs_f64();
    match seconds {
        s if s < 1.0 => format!("{:.0} ms", s * 1000.0),
        s if s < 60.0 => format!("{s:.1} s"),
        s => format!("{} min {:02} s", s as u64 / 60, s as u64 % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_reads_well() {
        assert_eq!(time(Duration::from_millis(320)), "320 ms");
        assert_eq!(time(Duration::from_millis(5_440)), "5.4 s");
        assert_eq!(time(Duration::from_secs(219)), "3 min 39 s");
    }
}
