//! An engine with its pool of threads, as the page sees it: its life, and how long it may be silent.

use super::{Awaited, Context, Engine, TRIES, Watchdog, WatchdogVerdict};

/// An engine, and how long it may be silent.
#[derive(Clone, Debug, PartialEq)]
pub struct Pool {
    /// The engine's life.
    pub engine: Engine,
    pub(super) watch: Watchdog,
}

/// What has become of an engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Death {
    /// Nothing: nobody wanted anything of it.
    None,
    /// It did not start, and is to be started once more.
    Again {
        /// Threads of its pool.
        threads: u16,
        /// Starts that failed before, this one among them.
        tries: u8,
    },
    /// It did not start however often that was tried.
    Never,
    /// It is of no more use.
    Lost,
}

impl Pool {
    /// An engine with this life.
    pub fn new(engine: Engine) -> Self {
        Pool {
            engine,
            watch: Watchdog::default(),
        }
    }

    /// Threads of the pool there is, or is on its way; `usual` where there is none.
    pub fn threads(&self, usual: u16) -> u16 {
        match self.engine {
            Engine::Starting { threads, .. } | Engine::Ready { threads } => threads,
            _ => usual,
        }
    }

    /// Whether there is none, and nobody is about to start one.
    pub fn is_off(&self) -> bool {
        matches!(self.engine, Engine::Off | Engine::Failed { .. })
    }

    /// Whether it cannot be had, or did not start however often that was tried.
    pub fn is_missing(&self) -> bool {
        matches!(self.engine, Engine::Missing(_) | Engine::Failed { .. })
    }

    /// It is being started.
    pub fn start(&mut self, threads: u16, tries: u8) {
        self.engine = Engine::Starting { threads, tries };
        self.watch.expect(Some(Awaited::Start));
    }

    /// Its threads are there.
    pub fn ready(&mut self, threads: u16) {
        self.engine = Engine::Ready { threads };
        self.watch.expect(None);
    }

    /// A job of so many threads is to show signs of life.
    pub fn watch_over(&mut self, threads: u32, ctx: &Context) {
        self.watch.crowd(threads, ctx.facts.hardware.into());
        self.watch.expect(Some(Awaited::Sign));
    }

    /// It would not start.
    pub fn fail(&mut self, message: &str) {
        self.watch.expect(None);
        self.engine = Engine::Failed {
            message: message.to_owned(),
        };
    }

    /// It broke, or would not answer: what is to be done.
    pub fn die(&self) -> Death {
        match self.engine {
            Engine::Starting { threads, tries } if tries + 1 < TRIES => Death::Again {
                threads,
                tries: tries + 1,
            },
            Engine::Starting { .. } => Death::Never,
            Engine::Ready { .. } => Death::Lost,
            Engine::Missing(_) | Engine::Off | Engine::Failed { .. } => Death::None,
        }
    }

    /// So much time went by: what its silence means.
    pub fn tick(&mut self, elapsed_ms: f64) -> Silence {
        Silence::of(self.watch.tick(elapsed_ms))
    }
}

/// What the silence of an engine means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// Nothing.
    Usual,
    /// The machine is busy.
    Late,
    /// It is dead: it says nothing any more.
    Mute,
    /// It is dead: it did not do this in time.
    Dead(&'static str),
}

/// What is said of an engine that is late.
pub const LATE: &str = "This machine is very busy: no sign of the threads for a moment, waiting…";

impl Silence {
    fn of(verdict: WatchdogVerdict) -> Self {
        match verdict {
            WatchdogVerdict::Waits => Silence::Usual,
            WatchdogVerdict::Late => Silence::Late,
            WatchdogVerdict::InVain(Awaited::Start) => Silence::Dead("their code did not start in time."),
            WatchdogVerdict::InVain(Awaited::Pool) => Silence::Dead("one of them did not start in time."),
            WatchdogVerdict::InVain(Awaited::Sign | Awaited::Answer) => Silence::Mute,
            WatchdogVerdict::InVain(Awaited::Home) => Silence::Dead("the threads did not come home in time."),
        }
    }
}
