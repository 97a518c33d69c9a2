//! What an engine's word means for the rest of the lab.

use super::Lab;
use crate::model::{Context, Next, PendingJob};

impl Lab {
    /// What of an event is the business of others than the engine.
    pub fn next(&mut self, next: Next, ctx: &mut Context) {
        match next {
            Next::Nothing => {}
            // Lockstep instead of threads that cannot be had, and a run that waited for them there.
            Next::FallBack if self.setup.is_lockstep() => {}
            Next::FallBack => {
                let runs = matches!(self.setup.wanted, Some(PendingJob::Run));
                let experiment = self.setup.in_lockstep(self.current());
                self.adopt(experiment, ctx);
                self.setup.wanted = runs.then_some(PendingJob::Run);
            }
            Next::Swept => {
                self.lockstep.foresee(&mut self.show, ctx);
                if !self.show.sweep.is_owed() {
                    self.show.sweep.tell(ctx);
                }
                self.threads.begin(&mut self.setup, &mut self.show, ctx);
            }
            Next::Text(news) => {
                if let Some(told) = self.setup.text.edit().heard(news) {
                    ctx.say(told);
                }
                if self.setup.is_lockstep() && self.setup.text.is_read() {
                    self.lockstep.open(&self.setup, ctx);
                }
                self.threads.begin(&mut self.setup, &mut self.show, ctx);
            }
        }
    }

    /// So much time went by.
    pub fn tick(&mut self, elapsed_ms: f64, ctx: &mut Context) {
        let next = self.threads.tick(elapsed_ms, &mut self.setup, &mut self.show, ctx);
        self.next(next, ctx);
        self.lockstep.tick(elapsed_ms, &mut self.setup, &mut self.show, ctx);
    }
}
