//! How fast this machine does a kind of work, found out while it is done: so work lasts as long as it is said to, on any machine.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};

/// Picoseconds that a unit of the work takes. What is known is the quickest of all pieces so far, for whatever else the machine does can only make
/// them slower: a piece then is an amount of work, and takes longer where cores are shared, as work does.
pub struct Pace {
    quickest: AtomicU64,
    /// The clock was seen to go on.
    goes: AtomicBool,
    /// It was seen to stand still while work was done: time is virtual, and there is nothing to fill.
    stands: AtomicBool,
}

/// What is believed before the first piece is done: a byte looked through in a third of a nanosecond.
const BELIEVED: u64 = 330;
/// A shorter piece tells nothing: a browser's clock goes in steps of 5 to 20 microseconds.
const LEAST: u64 = 50_000;
/// Pieces of the whole length after which a clock that goes on has gone on.
const ENOUGH: u64 = 4;

impl Default for Pace {
    fn default() -> Self {
        Pace {
            quickest: AtomicU64::new(u64::MAX),
            goes: AtomicBool::new(false),
            stands: AtomicBool::new(false),
        }
    }
}

impl Pace {
    /// Works for so many nanoseconds of one core: `act` does as many units as it is given, at most so many at once. Where no time passes
    /// meanwhile, by the clock, little is done.
    pub fn work(&self, nanos: u64, at_once: usize, clock: impl Fn() -> u64, mut act: impl FnMut(usize)) {
        let (begun, at_once) = (clock(), at_once.max(1) as u64);
        let (units, mut done) = (self.units(nanos), 0);
        while done < units {
            let piece = at_once.min(units - done);
            act(piece as usize);
            done += piece;
            if self.stands_still(done >= ENOUGH * at_once, begun, &clock) {
                return;
            }
        }
        self.note(done, clock().saturating_sub(begun));
    }

    fn units(&self, nanos: u64) -> u64 {
        let picos = match self.quickest.load(Relaxed) {
            u64::MAX => BELIEVED,
            known => known.max(1),
        };
        nanos.saturating_mul(1_000) / picos
    }

    /// A search has no clock at all; in lockstep none goes on in the middle of an operation.
    fn stands_still(&self, enough: bool, begun: u64, clock: impl Fn() -> u64) -> bool {
        if self.goes.load(Relaxed) {
            return false;
        }
        if begun == 0 || self.stands.load(Relaxed) {
            return true;
        }
        if clock() > begun {
            self.goes.store(true, Relaxed);
        } else if enough {
            self.stands.store(true, Relaxed);
        }
        enough && !self.goes.load(Relaxed)
    }

    fn note(&self, units: u64, nanos: u64) {
        if nanos >= LEAST && units > 0 {
            self.quickest.fetch_min((nanos * 1_000 / units).max(1), Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Pace;
    use std::cell::Cell;

    /// Works a few times for a millisecond each where a unit takes so many nanoseconds, and a piece now and then ten times as long.
    fn worked(each: u64, pieces: u64) -> Vec<u64> {
        let (time, piece, pace) = (Cell::new(1), Cell::new(0), Pace::default());
        let took = (0..pieces).map(|_| {
            let begun = time.get();
            pace.work(
                1_000_000,
                1_000,
                || time.get(),
                |units| {
                    piece.set(piece.get() + 1);
                    let slow = if piece.get() % 7 == 0 { 10 } else { 1 };
                    time.set(time.get() + units as u64 * each * slow);
                },
            );
            time.get() - begun
        });
        took.collect()
    }

    #[test]
    fn work_lasts_as_long_as_it_is_said_to_whatever_a_unit_takes() {
        for each in [1, 7, 40] {
            let last = worked(each, 50).split_off(20);
            let shortest = last.iter().min().copied().unwrap_or(0);
            assert!((900_000..2_800_000).contains(&shortest), "{each}: {last:?}");
        }
    }

    #[test]
    fn where_time_stands_still_little_is_done() {
        let (done, pace) = (Cell::new(0), Pace::default());
        for clock in [0, 5] {
            for _ in 0..100 {
                pace.work(1_000_000_000, 1_000, || clock, |units| done.set(done.get() + units));
            }
        }
        assert!(done.get() <= 300_000, "{}", done.get());
    }
}
