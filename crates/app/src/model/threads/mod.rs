//! Real threads: the engine of the labs, what goes on in it, and what goes on next.

mod act;
mod death;
mod heard;
mod series;
mod words;

pub use series::Series;

use super::{Activity, Awaited, Context, Effect, Pool, Setup, Show};
use protocol::{EngineCommand, TextStatus};

/// Real threads, as far as the page knows them.
#[derive(Clone, Debug)]
pub struct Threads {
    /// The engine.
    pub pool: Pool,
    /// What goes on.
    pub activity: Activity,
    /// Runs that go on one after another.
    pub series: Option<Series>,
    swept_as: (Vec<u32>, Option<u32>),
    told_at: u64,
}

/// What of an event is the business of others.
#[derive(Clone, Debug, PartialEq)]
pub enum Next {
    /// Nothing.
    Nothing,
    /// Threads cannot be had: lockstep takes their place.
    FallBack,
    /// A sweep is over, and can be predicted.
    Swept,
    /// The reader's own text.
    Text(TextStatus),
}

impl Threads {
    /// Threads of which nothing was wanted yet.
    pub fn new(pool: Pool) -> Self {
        Threads {
            pool,
            activity: Activity::Idle,
            series: None,
            swept_as: (Vec::new(), None),
            told_at: 0,
        }
    }

    /// Throws the engine away and starts another.
    pub fn launch(&mut self, (threads, tries): (u16, u8), setup: &mut Setup, show: &mut Show, ctx: &mut Context) {
        self.pool.start(threads, tries);
        self.activity = Activity::Idle;
        if !setup.is_lockstep() {
            show.recording.borrow_mut().end();
        }
        show.end_sweep();
        setup.text.edit().lose();
        ctx.push(Effect::Launch(threads));
    }

    /// The same, with as many threads as there are, or as are usual.
    pub fn relaunch(&mut self, setup: &mut Setup, show: &mut Show, ctx: &mut Context) {
        let threads = self.pool.threads(ctx.usual_pool());
        self.launch((threads, 0), setup, show, ctx);
    }

    /// Sends every thread home; what was wanted stays wanted.
    pub fn stop(&mut self, ctx: &mut Context) {
        if self.activity.stop() {
            self.pool.watch.expect(Some(Awaited::Home));
            ctx.push(Effect::EngineCommand(EngineCommand::Stop));
        }
    }
}
