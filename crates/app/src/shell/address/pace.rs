//! When the address is written, and when it must not be: a click changes it before the page hears of it.

/// Milliseconds between two writings: Safari takes a hundred in thirty seconds and then no more.
pub const PACE_MS: u32 = 400;

/// What the page knows of the address bar.
#[derive(Clone, Debug)]
pub struct Pace {
    /// What the bar showed when the page last wrote it or took it over.
    known: String,
    wanted: Option<String>,
    written_at: f64,
}

/// What is to be done about the address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Due {
    /// Nothing is to be written.
    Nothing,
    /// Something is, but too soon after the last time.
    Later,
    /// This is to be written, and what the bar then shows taken over.
    Write(String),
    /// The bar shows what the page has neither written nor taken over: somebody goes there, and what the page wanted written is past.
    Moved,
}

impl Pace {
    /// The bar shows this, and the page knows it.
    pub fn new(here: &str) -> Self {
        Pace {
            known: here.to_string(),
            wanted: None,
            written_at: f64::NEG_INFINITY,
        }
    }

    /// This is to be written instead of what was wanted before.
    pub fn want(&mut self, hash: String) {
        self.wanted = Some(hash);
    }

    /// What is due at this time, in milliseconds, while the bar shows `here`.
    pub fn due(&mut self, now: f64, here: &str) -> Due {
        if here != self.known {
            self.taken(here);
            return Due::Moved;
        }
        if now - self.written_at < f64::from(PACE_MS) {
            return self.wanted.as_ref().map_or(Due::Nothing, |_| Due::Later);
        }
        match self.wanted.take() {
            None => Due::Nothing,
            Some(hash) => {
                self.written_at = now;
                Due::Write(hash)
            }
        }
    }

    /// The page knows that the bar shows this.
    pub fn taken(&mut self, here: &str) {
        self.known = here.to_string();
        self.wanted = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What can happen, in any order that a browser allows.
    #[derive(Clone, Copy, Debug, PartialEq)]
    enum Happens {
        /// The page's own state changes, as when a step in lockstep is answered.
        Change,
        /// The reader follows a link; the browser changes the address at once.
        Click,
        /// The browser tells of the click.
        HashChange,
        /// The timer of a writing that had to wait.
        Timer,
        /// So long that the next writing need not wait.
        Pause,
    }

    /// A page that shows `state`, and a browser that shows `bar`.
    struct World {
        pace: Pace,
        now: f64,
        bar: String,
        state: String,
        changes: u32,
        waits: bool,
        clicked: Option<String>,
        untold: bool,
    }

    impl World {
        fn new() -> Self {
            World {
                pace: Pace::new("#0"),
                now: 0.0,
                bar: "#0".into(),
                state: "#0".into(),
                changes: 0,
                waits: false,
                clicked: None,
                untold: false,
            }
        }

        fn happens(&mut self, what: Happens) {
            self.now += 1.0;
            match what {
                Happens::Change => {
                    self.changes += 1;
                    self.state = format!("{}+{}", self.state, self.changes);
                    self.pace.want(self.state.clone());
                    self.waits = false;
                    self.look();
                }
                Happens::Click => {
                    self.bar = "#clicked".into();
                    (self.clicked, self.untold) = (Some(self.bar.clone()), true);
                }
                Happens::HashChange if std::mem::take(&mut self.untold) => self.take_over(),
                Happens::Timer if std::mem::take(&mut self.waits) => {
                    self.now += f64::from(PACE_MS);
                    self.look();
                }
                Happens::Pause => self.now += f64::from(PACE_MS),
                Happens::HashChange | Happens::Timer => {}
            }
        }

        fn look(&mut self) {
            match self.pace.due(self.now, &self.bar) {
                Due::Nothing => {}
                Due::Later => self.waits = true,
                Due::Write(hash) => {
                    self.bar = hash;
                    self.pace.taken(&self.bar);
                }
                Due::Moved => self.take_over(),
            }
        }

        fn take_over(&mut self) {
            self.pace.taken(&self.bar);
            self.waits = false;
            self.state = self.bar.clone();
        }
    }

    /// Every order of `left` after `done`.
    fn orders(done: &mut Vec<Happens>, left: &mut Vec<Happens>, each: &mut impl FnMut(&[Happens])) {
        if left.is_empty() {
            return each(done);
        }
        for index in 0..left.len() {
            done.push(left.remove(index));
            orders(done, left, each);
            left.insert(index, done.pop().unwrap());
        }
    }

    #[test]
    fn in_no_order_does_the_page_write_over_a_click_that_it_has_not_heard_of() {
        use Happens::{Change, Click, HashChange, Pause, Timer};
        let mut seen = 0;
        let mut left = vec![Change, Change, Change, Click, HashChange, Timer, Timer, Pause];
        orders(&mut Vec::new(), &mut left, &mut |order| {
            let click = order.iter().position(|what| *what == Click);
            if click > order.iter().position(|what| *what == HashChange) {
                return;
            }
            let mut world = World::new();
            for what in order {
                world.happens(*what);
            }
            // What is left to wait for comes in the end.
            world.happens(Timer);
            let clicked = world.clicked.clone().unwrap();
            assert!(world.state.starts_with(&clicked), "{order:?}: {}", world.state);
            assert_eq!(world.bar, world.state, "{order:?}");
            seen += 1;
        });
        assert_eq!(
            seen, 20_160,
            "half of all orders of eight: a click is told of after it was made"
        );
    }

    #[test]
    fn the_address_is_written_at_once_and_then_at_a_pace() {
        let mut pace = Pace::new("#a");
        pace.want("#b".into());
        assert_eq!(pace.due(1000.0, "#a"), Due::Write("#b".into()));
        pace.taken("#b");
        pace.want("#c".into());
        assert_eq!(pace.due(1001.0, "#b"), Due::Later);
        pace.want("#d".into());
        assert_eq!(pace.due(1400.0, "#b"), Due::Write("#d".into()));
        assert_eq!(pace.due(1900.0, "#b"), Due::Nothing);
    }

    /// Some frames forbid it: then the bar goes on showing what it did, and nobody takes that for a click.
    #[test]
    fn a_writing_that_the_browser_refuses_is_not_taken_for_a_click() {
        let mut pace = Pace::new("#a");
        pace.want("#b".into());
        assert_eq!(pace.due(1000.0, "#a"), Due::Write("#b".into()));
        pace.taken("#a");
        pace.want("#c".into());
        assert_eq!(pace.due(2000.0, "#a"), Due::Write("#c".into()));
    }
}
