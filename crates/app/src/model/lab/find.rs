//! What the search's buttons do, and with them to what is set.

use super::Lab;
use crate::model::{Context, SearchCommand, SearchOptions, SearchWish, Simulator};
use catalogue::Engine;

impl Lab {
    /// A control of the search was used.
    pub fn find(&mut self, find: SearchCommand, ctx: &mut Context) {
        let current = self.current();
        match self.lockstep.search.edit().press(find, &current, ctx) {
            None => {}
            Some(SearchWish::Search) => self.search(self.lockstep.search.how, ctx),
            Some(SearchWish::Open(experiment)) => self.adopt(experiment, ctx),
            Some(SearchWish::SearchThis(experiment)) => {
                self.adopt(experiment, ctx);
                self.search(self.lockstep.search.how, ctx);
            }
        }
    }

    /// Searches what is set; in lockstep, with its small numbers.
    pub fn search(&mut self, how: SearchOptions, ctx: &mut Context) {
        let live = self.lockstep.search.live.as_ref();
        if live.is_some_and(|live| !live.stopping) {
            return ctx.note("A search is under way; stop it first.");
        }
        if !self.setup.is_lockstep() {
            self.load(&[("engine".into(), Engine::Lockstep.id().into())], ctx);
        }
        self.lockstep.search.edit().want(how, ctx);
        match self.lockstep.simulator {
            Simulator::Ready => self.lockstep.begin_search(&self.setup, ctx),
            Simulator::Starting { .. } => {}
            Simulator::Off | Simulator::Failed { .. } => self.lockstep.open(&self.setup, ctx),
        }
    }
}
