//! Notices an engine that will not answer, without blaming it for a page that was itself held up.

/// What the page waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expect {
    /// The first message of a Worker that was just started: its code is on its way.
    Start,
    /// The threads of an engine whose code runs.
    Pool,
    /// Any sign of life while a job runs.
    Sign,
    /// Every thread home after a stop.
    Home,
    /// The answer to an order in lockstep.
    Answer,
}

/// Counts the silence of an engine in the page's own ticks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Watch {
    expect: Option<Expect>,
    silent_ms: f64,
}

/// How often the page ticks, in milliseconds.
pub const TICK_MS: f64 = 25.0;

impl Expect {
    /// How long the page waits, in milliseconds.
    pub fn patience_ms(self) -> f64 {
        match self {
            // A slow line and a slow phone take some seconds for the code.
            Expect::Start => 15_000.0,
            // A Worker of the pool is there about 30 ms after the one before, on a slow phone ten times that. Not one in two seconds: it hangs.
            Expect::Pool => 2_000.0,
            // Alive comes every 100 ms, progress every frame.
            Expect::Sign | Expect::Home => 600.0,
            // A million steps to the end of a run, on a slow phone.
            Expect::Answer => 30_000.0,
        }
    }
}

impl Watch {
    /// Waits for this from now on; `None` waits for nothing.
    pub fn expect(&mut self, expect: Option<Expect>) {
        *self = Watch { expect, silent_ms: 0.0 };
    }

    /// Whether ticks are wanted.
    pub fn is_on(&self) -> bool {
        self.expect.is_some()
    }

    /// The engine said something: only a start and a homecoming are not satisfied by just anything.
    pub fn heard(&mut self) {
        match self.expect {
            Some(Expect::Sign | Expect::Pool | Expect::Answer) => self.silent_ms = 0.0,
            Some(Expect::Start | Expect::Home) | None => {}
        }
    }

    /// The engine's code runs, so that from now on its threads are awaited.
    pub fn listens(&mut self) {
        if self.expect == Some(Expect::Start) {
            self.expect(Some(Expect::Pool));
        }
    }

    /// So much time went by; what the page waited for in vain, if it has waited long enough.
    ///
    /// A tick that comes late says that the page stood still, or that the machine is busy and the engine gets on as slowly as the page does.
    /// So it counts no more than any other: patience is measured in what the page itself got done meanwhile.
    pub fn tick(&mut self, elapsed_ms: f64) -> Option<Expect> {
        let expect = self.expect?;
        self.silent_ms += elapsed_ms.clamp(0.0, TICK_MS);
        if self.silent_ms <= expect.patience_ms() {
            return None;
        }
        self.expect = None;
        Some(expect)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn silent_for(watch: &mut Watch, ticks: usize) -> Option<Expect> {
        (0..ticks).find_map(|_| watch.tick(TICK_MS))
    }

    #[test]
    fn silence_during_a_job_is_noticed_after_600_ms() {
        let mut watch = Watch::default();
        watch.expect(Some(Expect::Sign));
        assert_eq!(silent_for(&mut watch, 24), None);
        assert_eq!(silent_for(&mut watch, 1), Some(Expect::Sign));
        assert!(!watch.is_on());
    }

    #[test]
    fn a_sign_of_life_starts_the_count_anew() {
        let mut watch = Watch::default();
        watch.expect(Some(Expect::Sign));
        silent_for(&mut watch, 24);
        watch.heard();
        assert_eq!(silent_for(&mut watch, 24), None);
    }

    /// In Firefox under remote control the Worker that makes a Worker may never get it: nobody waits a quarter of a minute for that.
    #[test]
    fn a_pool_is_awaited_as_long_as_its_threads_come_and_two_seconds_more() {
        let mut watch = Watch::default();
        watch.expect(Some(Expect::Start));
        assert_eq!(silent_for(&mut watch, 400), None, "ten seconds for the code");
        watch.listens();
        for _ in 0..9 {
            assert_eq!(silent_for(&mut watch, 80), None, "two seconds for each thread");
            watch.heard();
        }
        assert_eq!(silent_for(&mut watch, 81), Some(Expect::Pool));
    }

    #[test]
    fn a_sign_of_life_is_not_a_homecoming() {
        let mut watch = Watch::default();
        watch.expect(Some(Expect::Home));
        silent_for(&mut watch, 24);
        watch.heard();
        assert_eq!(silent_for(&mut watch, 1), Some(Expect::Home));
    }

    #[test]
    fn a_page_that_stood_still_does_not_blame_the_engine() {
        let mut watch = Watch::default();
        watch.expect(Some(Expect::Sign));
        assert_eq!(watch.tick(5_000.0), None);
    }

    /// With eight busy threads and other work on two cores, ticks came up to 200 ms apart and signs of life up to 500 ms.
    #[test]
    fn a_machine_that_is_busy_is_not_a_dead_engine() {
        let mut watch = Watch::default();
        watch.expect(Some(Expect::Sign));
        for _ in 0..100 {
            assert!((0..5).all(|_| watch.tick(150.0).is_none()), "750 ms on a busy machine");
            watch.heard();
        }
        let late = (0..).find_map(|tick| watch.tick(150.0).map(|_| tick));
        assert_eq!(late, Some(24), "a dead engine is noticed there too");
    }
}
