//! What the search's buttons do, and with them to what is set.

use super::Lab;
use crate::model::{Context, RichText, SearchCommand, SearchOptions, Simulator};
use crate::words;
use catalogue::{Engine, Experiment};

impl Lab {
    /// A control of the search was used.
    pub fn find(&mut self, find: SearchCommand, ctx: &mut Context) {
        match find {
            SearchCommand::Begin => self.search(self.lockstep.search.how, ctx),
            SearchCommand::Stop => drop(self.lockstep.search.edit().stop(ctx)),
            SearchCommand::Open => self.open_shortest(ctx),
            SearchCommand::Elsewhere => self.find_elsewhere(ctx),
            SearchCommand::Forget => {
                self.lockstep.search.edit().forget();
                ctx.say(RichText::of("What was found is taken off the page."));
            }
            SearchCommand::Reduction(reduction) => {
                self.lockstep.search.edit().how.reduction = reduction;
                ctx.say(words::reduction(reduction));
            }
            SearchCommand::Preemptions(most) => {
                self.lockstep.search.edit().how.preemptions = most;
                ctx.say(words::preemptions(most));
            }
        }
    }

    /// Searches what is set; in lockstep, with its small numbers.
    pub fn search(&mut self, how: SearchOptions, ctx: &mut Context) {
        let live = self.lockstep.search.live.as_ref();
        if live.is_some_and(|live| !live.stopping) {
            return ctx.say(RichText::of("A search is under way; stop it first."));
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

    fn find_elsewhere(&mut self, ctx: &mut Context) {
        let found = self.lockstep.search.found.as_ref();
        let found = found.map(|found| found.experiment.clone());
        let Some((variant, experiment)) = found.and_then(|found| Some((found.elsewhere()?, found))) else {
            return ctx.say(RichText::of("Nothing was found right by accident."));
        };
        self.adopt(Experiment { variant, ..experiment }, ctx);
        self.search(self.lockstep.search.how, ctx);
    }

    fn open_shortest(&mut self, ctx: &mut Context) {
        let found = self.lockstep.search.found.as_ref();
        let Some(experiment) = found.and_then(|found| found.shortest()) else {
            return ctx.say(RichText::of("There is no schedule that ends badly to open."));
        };
        if self.current() == experiment {
            return ctx.say(RichText::of(
                "It is open: go back step by step to see how it came to this.",
            ));
        }
        ctx.say(RichText::of("Opening the shortest schedule that ends badly…"));
        self.adopt(experiment, ctx);
    }
}
