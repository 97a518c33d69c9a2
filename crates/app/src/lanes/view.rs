//! Which stretch of time is in view.

/// The shortest stretch that can be looked at, in nanoseconds.
const SHORTEST: f64 = 100.0;

/// A stretch of time, in nanoseconds since the start of the run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// Where it begins.
    pub from: f64,
    /// Where it ends, after `from`.
    pub to: f64,
}

impl View {
    /// A whole run.
    pub fn all(end: u64) -> View {
        View {
            from: 0.0,
            to: (end as f64).max(SHORTEST),
        }
    }

    /// The last stretch of a run that goes on; all of it while it is shorter.
    pub fn last(end: u64, length: f64) -> View {
        let to = (end as f64).max(SHORTEST);
        View {
            from: (to - length).max(0.0),
            to,
        }
    }

    /// Nanoseconds in view.
    pub fn length(&self) -> f64 {
        self.to - self.from
    }

    /// Where a moment lies, in pixels of a picture so wide.
    pub fn x(&self, moment: f64, width: f64) -> f64 {
        (moment - self.from) / self.length() * width
    }

    /// Which moment lies there.
    pub fn moment(&self, x: f64, width: f64) -> f64 {
        self.from + x / width.max(1.0) * self.length()
    }

    /// Looks so many times closer at the stretch around a moment, which stays where it is.
    pub fn zoomed(&self, about: f64, factor: f64, end: u64) -> View {
        let whole = View::all(end).length();
        let length = (self.length() / factor).clamp(SHORTEST.min(whole), whole);
        let from = about - (about - self.from) * length / self.length();
        View {
            from,
            to: from + length,
        }
        .within(end)
    }

    /// Moves by so many nanoseconds.
    pub fn moved(&self, by: f64, end: u64) -> View {
        View {
            from: self.from + by,
            to: self.to + by,
        }
        .within(end)
    }

    /// Whether the whole run is in view.
    pub fn is_all(&self, end: u64) -> bool {
        *self == View::all(end)
    }

    /// Round moments for an axis with room for so many, and their distance.
    pub fn ticks(&self, most: usize) -> (Vec<f64>, f64) {
        let least = self.length() / most.max(1) as f64;
        let magnitude = 10f64.powf(least.max(1e-3).log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0]
            .map(|round| round * magnitude)
            .into_iter()
            .find(|step| *step >= least)
            .unwrap_or(10.0 * magnitude);
        let first = (self.from / step).ceil() as i64;
        let last = (self.to / step).floor() as i64;
        ((first..=last).map(|number| number as f64 * step).collect(), step)
    }

    fn within(self, end: u64) -> View {
        let whole = View::all(end);
        let length = self.length().min(whole.length());
        let from = self.from.clamp(0.0, whole.to - length);
        View {
            from,
            to: from + length,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const END: u64 = 1_000_000;

    #[test]
    fn a_moment_stays_under_the_pointer_while_zooming() {
        let view = View::all(END);
        let about = 300_000.0;
        let closer = view.zoomed(about, 4.0, END);
        assert!((closer.x(about, 800.0) - view.x(about, 800.0)).abs() < 1e-6);
        assert_eq!(closer.length(), 250_000.0);
    }

    #[test]
    fn one_cannot_look_outside_the_run_nor_infinitely_close() {
        let view = View::all(END).zoomed(500_000.0, 1e12, END);
        assert_eq!(view.length(), SHORTEST);
        assert_eq!(view.moved(-1e12, END).from, 0.0);
        assert_eq!(view.moved(1e12, END).to, END as f64);
        assert!(view.zoomed(0.0, 1e-12, END).is_all(END));
    }

    #[test]
    fn an_empty_run_can_be_looked_at() {
        let view = View::all(0);
        assert!(view.length() > 0.0 && view.x(0.0, 100.0) == 0.0);
        assert_eq!(view.zoomed(0.0, 10.0, 0), view);
    }

    #[test]
    fn ticks_are_round_and_few() {
        let view = View {
            from: 130.0,
            to: 1_090.0,
        };
        assert_eq!(view.ticks(5), (vec![200.0, 400.0, 600.0, 800.0, 1_000.0], 200.0));
    }
}
