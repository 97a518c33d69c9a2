//! What the search's buttons, the simulator and the page around this one do to it.

use super::{FinishedSearch, MOST, Search, SearchCommand, SearchOptions, SearchProgress, program};
use crate::model::{Effect, Model, PtrEq, RichText, Simulator};
use crate::words;
use catalogue::{Engine, Experiment};
use protocol::{Reply, Searching, SimulatorCommand, SimulatorEvent};
use trace::SearchReport;

/// Milliseconds of a search between two progress messages to the page around this one.
const TELL_EVERY_MS: f64 = 250.0;

impl Model {
    /// A control of the search was used.
    pub(in crate::model) fn press_find(&mut self, find: SearchCommand) {
        match find {
            SearchCommand::Begin => self.find(self.search.how),
            SearchCommand::Stop => drop(self.stop_search()),
            SearchCommand::Open => self.open_shortest(),
            SearchCommand::Elsewhere => self.find_elsewhere(),
            SearchCommand::Forget => {
                let search = self.search.edit();
                (search.found, search.refused) = (None, None);
                self.ctx.say(RichText::of("What was found is taken off the page."));
            }
            SearchCommand::Reduction(reduction) => {
                self.search.edit().how.reduction = reduction;
                self.ctx.say(words::reduction(reduction));
            }
            SearchCommand::Preemptions(most) => {
                self.search.edit().how.preemptions = most;
                self.ctx.say(words::preemptions(most));
            }
        }
    }

    /// The page around this one asks for a search.
    pub(in crate::model) fn find_for_host(&mut self, how: (bool, Option<u32>, Option<u64>)) {
        let (reduction, preemptions, most) = how;
        let most = most.unwrap_or(MOST);
        self.find(SearchOptions {
            reduction,
            preemptions,
            most,
        });
        if !self.search.goes_on() {
            self.ctx.push(Effect::Tell(Reply::Error(self.ctx.status.plain())));
        }
    }

    /// Ends the search that goes on; whether there was one.
    pub(in crate::model) fn stop_search(&mut self) -> bool {
        if self.search.edit().wanted.take().is_some() {
            self.ctx.say(RichText::of("The search was not begun."));
            return true;
        }
        let Some(live) = &mut self.search.edit().live else {
            return false;
        };
        if !std::mem::replace(&mut live.stopping, true) {
            self.ctx.push(Effect::SimulatorCommand(SimulatorCommand::Stop));
            self.ctx.say(RichText::of("Ending the search…"));
        }
        true
    }

    /// What is set has changed: what another program was searched for is stopped, and another lab begins with nothing found.
    pub(in crate::model) fn leave_search(&mut self, before: &Experiment) {
        let now = program(&self.experiment);
        if self.search.live.as_ref().is_some_and(|live| live.experiment != now) {
            self.stop_search();
        }
        if before.lab.id != now.lab.id {
            let search = self.search.edit();
            (search.found, search.refused, search.wanted) = (None, None, None);
        }
    }

    /// The simulator listens: what is wanted begins.
    pub(in crate::model) fn begin_search(&mut self) {
        if self.simulator != Simulator::Ready || self.search.wanted.is_none() || self.search.live.is_some() {
            return;
        }
        let id = self.ctx.take_id();
        let experiment = program(&self.experiment);
        let settings = experiment.to_settings();
        let search = self.search.edit();
        let Some(SearchOptions {
            reduction,
            preemptions,
            most,
        }) = search.wanted.take()
        else {
            return;
        };
        let far = Searching {
            id,
            ..Searching::default()
        };
        search.live = Some(SearchProgress {
            experiment,
            far,
            stopping: false,
            told_at: 0.0,
        });
        (search.found, search.refused) = (None, None);
        self.ctx.push(Effect::SimulatorCommand(SimulatorCommand::Search {
            id,
            settings,
            reduction,
            preemptions,
            most,
        }));
        self.ctx.say(words::search_begun(&self.experiment));
    }

    /// The simulator said something about a search; `false` when it is about something else.
    pub(in crate::model) fn search_told(&mut self, told: &SimulatorEvent) -> bool {
        let current = self.search.live.as_ref().map(|live| live.far.id);
        match told {
            SimulatorEvent::Searching(far) if current == Some(far.id) => self.goes_on(far),
            SimulatorEvent::Searched { id, report } if current == Some(*id) => self.searched(report),
            SimulatorEvent::Refused { id, message } if current == Some(*id) => self.not_searched(message),
            _ => return false,
        }
        true
    }

    /// The simulator is gone, and with it what it searched.
    pub(in crate::model) fn search_lost(&mut self, message: &str) {
        let search = self.search.edit();
        search.wanted = None;
        if search.live.take().is_some() {
            search.refused = Some(format!("The search broke off: {message}"));
        }
    }

    fn find(&mut self, how: SearchOptions) {
        if self.search.live.as_ref().is_some_and(|live| !live.stopping) {
            return self.ctx.say(RichText::of("A search is under way; stop it first."));
        }
        if self.experiment.engine != Engine::Lockstep {
            self.load(&[("engine".into(), Engine::Lockstep.id().into())]);
        }
        self.search.edit().wanted = Some(how);
        self.ctx.say_for_now("The search begins as soon as lockstep is there…");
        match self.simulator {
            Simulator::Ready => self.begin_search(),
            Simulator::Starting { .. } => {}
            Simulator::Off | Simulator::Failed { .. } => self.open(),
        }
    }

    fn find_elsewhere(&mut self) {
        let found = self.search.found.as_ref().map(|found| found.experiment.clone());
        let Some((variant, experiment)) = found.and_then(|found| Some((found.elsewhere()?, found))) else {
            return self.ctx.say(RichText::of("Nothing was found right by accident."));
        };
        self.adopt(Experiment { variant, ..experiment });
        self.find(self.search.how);
    }

    fn goes_on(&mut self, far: &Searching) {
        let Some(live) = &mut self.search.edit().live else {
            return;
        };
        live.far = far.clone();
        if far.elapsed_ms >= live.told_at + TELL_EVERY_MS {
            live.told_at = far.elapsed_ms;
            let (done, bad) = (far.schedules, far.bad);
            self.ctx.push(Effect::Tell(Reply::Searching { done, bad }));
        }
    }

    fn searched(&mut self, json: &str) {
        let Some(SearchProgress { experiment, .. }) = self.search.edit().live.take() else {
            return;
        };
        let Some(report) = SearchReport::read(json) else {
            return self.not_searched("what was found could not be read; reload the page.");
        };
        self.ctx.push(Effect::Tell(Reply::Search(json.to_string())));
        // What was set meanwhile is another program; nobody looks at what was found about this one.
        if experiment == program(&self.experiment) {
            self.ctx.say(words::search_ended(&report));
            self.search.edit().found = Some(PtrEq::new(FinishedSearch { experiment, report }));
        }
        self.begin_search();
    }

    fn not_searched(&mut self, message: &str) {
        let search = self.search.edit();
        (search.live, search.refused) = (None, Some(message.to_string()));
        self.ctx
            .say(RichText::default().bad("Not searched").say(format!(": {message}")));
        self.ctx.push(Effect::Tell(Reply::Error(message.to_string())));
        self.begin_search();
    }

    fn open_shortest(&mut self) {
        let Some(experiment) = self.search.found.as_ref().and_then(|found| found.shortest()) else {
            return self
                .ctx
                .say(RichText::of("There is no schedule that ends badly to open."));
        };
        if self.current() == experiment {
            return self.ctx.say(RichText::of(
                "It is open: go back step by step to see how it came to this.",
            ));
        }
        self.ctx
            .say(RichText::of("Opening the shortest schedule that ends badly…"));
        self.adopt(experiment);
    }
}

impl Search {
    /// Whether what was found belongs to what is set.
    pub fn is_of(&self, experiment: &Experiment) -> bool {
        self.found
            .as_ref()
            .is_some_and(|found| found.experiment == program(experiment))
    }
}
