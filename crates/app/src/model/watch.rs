//! Notices an engine that will not answer, without blaming it for a page that was itself held up.

/// What the page waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Awaited {
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
pub struct Watchdog {
    expect: Option<Awaited>,
    silent_ms: f64,
    /// How many threads want each core.
    crowd: f64,
}

/// The most that threads which crowd a core make the page wait longer: with 32 threads on two busy cores the longest silence was 2.3 s.
const MOST_CROWD: f64 = 4.0;
/// From so much silence on it is said that the machine may be busy, in milliseconds.
const LATE_MS: f64 = 600.0;

/// What became of a tick.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WatchdogVerdict {
    /// All is well so far.
    Waits,
    /// It takes longer than on a quiet machine.
    Late,
    /// What the page waited for in vain.
    InVain(Awaited),
}

/// How often the page ticks, in milliseconds.
pub const TICK_MS: f64 = 25.0;

impl Awaited {
    /// How long the page waits, in milliseconds.
    pub fn patience_ms(self) -> f64 {
        match self {
            // A slow line and a slow phone take some seconds for the code.
            Awaited::Start => 15_000.0,
            // A Worker of the pool is there about 30 ms after the one before, on a slow phone ten times that. Not one in two seconds: it hangs.
            Awaited::Pool => 2_000.0,
            // Alive comes every 100 ms, progress every frame; but whoever shares cores with busy threads may not get one for a while.
            Awaited::Sign => 2_000.0,
            // A thread comes home when what it computes is done: a word as long as its file, at most.
            Awaited::Home => 2_000.0,
            // A million steps to the end of a run, on a slow phone.
            Awaited::Answer => 30_000.0,
        }
    }
}

impl Watchdog {
    /// Waits for this from now on; `None` waits for nothing.
    pub fn expect(&mut self, expect: Option<Awaited>) {
        (self.expect, self.silent_ms) = (expect, 0.0);
    }

    /// So many threads will want so many cores.
    pub fn crowd(&mut self, threads: u32, cores: u32) {
        self.crowd = f64::from(threads) / f64::from(cores.max(1));
    }

    /// Whether ticks are wanted.
    pub fn is_on(&self) -> bool {
        self.expect.is_some()
    }

    /// The engine said something: only a start and a homecoming are not satisfied by just anything.
    pub fn heard(&mut self) {
        match self.expect {
            Some(Awaited::Sign | Awaited::Pool | Awaited::Answer) => self.silent_ms = 0.0,
            Some(Awaited::Start | Awaited::Home) | None => {}
        }
    }

    /// Some of its code has come.
    pub fn arrives(&mut self) {
        if self.expect == Some(Awaited::Start) {
            self.silent_ms = 0.0;
        }
    }

    /// The engine's code runs, so that from now on its threads are awaited.
    pub fn listens(&mut self) {
        if self.expect == Some(Awaited::Start) {
            self.expect(Some(Awaited::Pool));
        }
    }

    /// So much time went by.
    ///
    /// A tick that comes late says that the page stood still, or that the machine is busy and the engine gets on as slowly as the page does.
    /// So it counts no more than any other: patience is measured in what the page itself got done meanwhile. And where many threads want each
    /// core, an engine that is well may not get one for as many times longer.
    pub fn tick(&mut self, elapsed_ms: f64) -> WatchdogVerdict {
        let Some(expect) = self.expect else {
            return WatchdogVerdict::Waits;
        };
        let before = self.silent_ms;
        self.silent_ms += elapsed_ms.clamp(0.0, TICK_MS);
        let crowd = match expect {
            Awaited::Sign | Awaited::Home => self.crowd.clamp(1.0, MOST_CROWD),
            Awaited::Start | Awaited::Pool | Awaited::Answer => 1.0,
        };
        if self.silent_ms > expect.patience_ms() * crowd {
            self.expect = None;
            return WatchdogVerdict::InVain(expect);
        }
        let late = expect == Awaited::Sign && before <= LATE_MS && self.silent_ms > LATE_MS;
        if late {
            WatchdogVerdict::Late
        } else {
            WatchdogVerdict::Waits
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first tick of so many in silence that finds the wait to be in vain, counted from 0.
    fn in_vain(watch: &mut Watchdog, ticks: usize, elapsed_ms: f64) -> Option<usize> {
        (0..ticks).find(|_| matches!(watch.tick(elapsed_ms), WatchdogVerdict::InVain(_)))
    }

    fn waiting_for(expect: Awaited) -> Watchdog {
        let mut watch = Watchdog::default();
        watch.expect(Some(expect));
        watch
    }

    #[test]
    fn silence_during_a_job_is_late_after_600_ms_and_noticed_after_2_s() {
        let mut watch = waiting_for(Awaited::Sign);
        let said = (0..80).map(|_| watch.tick(TICK_MS)).collect::<Vec<_>>();
        assert_eq!(said.iter().position(|said| *said == WatchdogVerdict::Late), Some(24));
        assert_eq!(said.iter().filter(|said| **said != WatchdogVerdict::Waits).count(), 1);
        assert_eq!(watch.tick(TICK_MS), WatchdogVerdict::InVain(Awaited::Sign));
        assert!(!watch.is_on());
    }

    #[test]
    fn a_sign_of_life_starts_the_count_anew() {
        let mut watch = waiting_for(Awaited::Sign);
        in_vain(&mut watch, 80, TICK_MS);
        watch.heard();
        assert_eq!(in_vain(&mut watch, 80, TICK_MS), None);
    }

    /// In Firefox under remote control the Worker that makes a Worker may never get it: nobody waits a quarter of a minute for that.
    #[test]
    fn a_pool_is_awaited_as_long_as_its_threads_come_and_two_seconds_more() {
        let mut watch = waiting_for(Awaited::Start);
        assert_eq!(in_vain(&mut watch, 400, TICK_MS), None, "ten seconds for the code");
        watch.listens();
        for _ in 0..9 {
            assert_eq!(in_vain(&mut watch, 80, TICK_MS), None, "two seconds for each thread");
            watch.heard();
        }
        in_vain(&mut watch, 80, TICK_MS);
        assert_eq!(watch.tick(TICK_MS), WatchdogVerdict::InVain(Awaited::Pool));
    }

    #[test]
    fn a_sign_of_life_is_not_a_homecoming() {
        let mut watch = waiting_for(Awaited::Home);
        in_vain(&mut watch, 80, TICK_MS);
        watch.heard();
        assert_eq!(watch.tick(TICK_MS), WatchdogVerdict::InVain(Awaited::Home));
    }

    #[test]
    fn a_page_that_stood_still_does_not_blame_the_engine() {
        assert_eq!(waiting_for(Awaited::Sign).tick(5_000.0), WatchdogVerdict::Waits);
    }

    /// With eight busy threads and other work on two cores, ticks came up to 200 ms apart and signs of life up to 500 ms.
    #[test]
    fn a_machine_that_is_busy_is_not_a_dead_engine() {
        let mut watch = waiting_for(Awaited::Sign);
        for _ in 0..100 {
            assert_eq!(in_vain(&mut watch, 5, 150.0), None, "750 ms on a busy machine");
            watch.heard();
        }
        assert_eq!(
            in_vain(&mut watch, 1_000, 150.0),
            Some(80),
            "a dead engine is noticed there too"
        );
    }

    /// With 32 threads on two cores that had other work, signs of life came up to 2.3 s apart, by a page that was not held up itself.
    #[test]
    fn threads_that_crowd_the_cores_are_waited_for_longer() {
        let mut watch = waiting_for(Awaited::Sign);
        watch.crowd(32, 2);
        assert_eq!(in_vain(&mut watch, 92, TICK_MS), None);
        watch.heard();
        assert_eq!(in_vain(&mut watch, 1_000, TICK_MS), Some(320), "8 s");
        watch.expect(Some(Awaited::Start));
        assert_eq!(in_vain(&mut watch, 1_000, TICK_MS), Some(600), "a start has no crowd");
    }
}
