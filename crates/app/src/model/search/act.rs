//! What the simulator and the page do to a search.

use super::{FinishedSearch, Search, SearchCommand, SearchOptions, SearchProgress, program};
use crate::model::{Context, Effect, PtrEq, RichText, Setup};
use crate::words;
use catalogue::Experiment;
use protocol::{Reply, Searching, SimulatorCommand, SimulatorEvent};
use trace::SearchReport;

/// Milliseconds of a search between two progress messages to the page around this one.
const TELL_EVERY_MS: f64 = 250.0;

/// What a control of the search wants of the rest of the lab.
#[derive(Clone, Debug, PartialEq)]
pub enum SearchWish {
    /// To search what is set.
    Search,
    /// To set this, and search it.
    SearchThis(Experiment),
    /// To set this, and stand at its moment.
    Open(Experiment),
}

impl Search {
    /// A control of it was used; `current` is what is set at the moment on show.
    pub fn press(&mut self, find: SearchCommand, current: &Experiment, ctx: &mut Context) -> Option<SearchWish> {
        ctx.say(match find {
            SearchCommand::Begin => return Some(SearchWish::Search),
            SearchCommand::Stop => {
                self.stop(ctx);
                return None;
            }
            SearchCommand::Open => match self.found.as_ref().and_then(|found| found.shortest()) {
                None => RichText::of("There is no schedule that ends badly to open."),
                Some(shortest) if shortest == *current => {
                    RichText::of("It is open: go back step by step to see how it came to this.")
                }
                Some(shortest) => {
                    ctx.note("Opening the shortest schedule that ends badly…");
                    return Some(SearchWish::Open(shortest));
                }
            },
            SearchCommand::Elsewhere => match self.elsewhere() {
                None => RichText::of("Nothing was found right by accident."),
                elsewhere => return elsewhere.map(SearchWish::SearchThis),
            },
            SearchCommand::Forget => {
                self.forget();
                RichText::of("What was found is taken off the page.")
            }
            SearchCommand::Reduction(reduction) => {
                self.how.reduction = reduction;
                words::reduction(reduction)
            }
            SearchCommand::Preemptions(most) => {
                self.how.preemptions = most;
                words::preemptions(most)
            }
        });
        None
    }

    /// The same program under check points that make it go wrong, where it was found right by accident.
    fn elsewhere(&self) -> Option<Experiment> {
        let experiment = self.found.as_ref()?.experiment.clone();
        let variant = experiment.elsewhere()?;
        Some(Experiment { variant, ..experiment })
    }

    /// One is wanted as soon as the simulator listens.
    pub fn want(&mut self, how: SearchOptions, ctx: &mut Context) {
        self.wanted = Some(how);
        ctx.say_for_now("The search begins as soon as lockstep is there…");
    }

    /// Whether one is wanted, and none stands in its way.
    pub fn can_begin(&self) -> bool {
        self.wanted.is_some() && self.live.is_none()
    }

    /// What is wanted begins.
    pub fn begin(&mut self, setup: &Setup, ctx: &mut Context) {
        let Some(SearchOptions {
            reduction,
            preemptions,
            most,
        }) = self.wanted.take()
        else {
            return;
        };
        let id = ctx.take_id();
        let experiment = program(&setup.experiment);
        let settings = experiment.to_settings();
        let far = Searching {
            id,
            ..Searching::default()
        };
        self.live = Some(SearchProgress {
            experiment,
            far,
            stopping: false,
            told_at: 0.0,
        });
        (self.found, self.refused) = (None, None);
        ctx.push(Effect::SimulatorCommand(SimulatorCommand::Search {
            id,
            settings,
            reduction,
            preemptions,
            most,
        }));
        ctx.say(words::search_begun(&setup.experiment));
    }

    /// Ends the search that goes on; whether there was one.
    pub fn stop(&mut self, ctx: &mut Context) -> bool {
        if self.wanted.take().is_some() {
            ctx.note("The search was not begun.");
            return true;
        }
        let Some(live) = &mut self.live else {
            return false;
        };
        if !std::mem::replace(&mut live.stopping, true) {
            ctx.push(Effect::SimulatorCommand(SimulatorCommand::Stop));
            ctx.note("Ending the search…");
        }
        true
    }

    /// What was found is taken off the page.
    pub fn forget(&mut self) {
        (self.found, self.refused) = (None, None);
    }

    /// What is set has changed: what another program was searched for is stopped, and another lab begins with nothing found.
    pub fn leave(&mut self, before: &Experiment, setup: &Setup, ctx: &mut Context) {
        let now = program(&setup.experiment);
        if self.live.as_ref().is_some_and(|live| live.experiment != now) {
            self.stop(ctx);
        }
        if before.lab.id != now.lab.id {
            self.forget();
            self.wanted = None;
        }
    }

    /// Whether the simulator speaks of the search that goes on.
    pub fn is_about(&self, told: &SimulatorEvent) -> bool {
        let current = self.live.as_ref().map(|live| live.far.id);
        match told {
            SimulatorEvent::Searching(far) => current == Some(far.id),
            SimulatorEvent::Searched { id, .. } | SimulatorEvent::Refused { id, .. } => current == Some(*id),
            _ => false,
        }
    }

    /// The simulator said something about it.
    pub fn told(&mut self, told: &SimulatorEvent, setup: &Setup, ctx: &mut Context) {
        match told {
            SimulatorEvent::Searching(far) => self.progressed(far, ctx),
            SimulatorEvent::Searched { report, .. } => self.searched(report, setup, ctx),
            SimulatorEvent::Refused { message, .. } => self.not_searched(message, ctx),
            _ => {}
        }
    }

    /// The simulator is gone, and with it what it searched.
    pub fn lose(&mut self, message: &str) {
        self.wanted = None;
        if self.live.take().is_some() {
            self.refused = Some(format!("The search broke off: {message}"));
        }
    }

    fn progressed(&mut self, far: &Searching, ctx: &mut Context) {
        let Some(live) = &mut self.live else {
            return;
        };
        live.far = far.clone();
        if far.elapsed_ms >= live.told_at + TELL_EVERY_MS {
            live.told_at = far.elapsed_ms;
            let (done, bad) = (far.schedules, far.bad);
            ctx.tell(Reply::Searching { done, bad });
        }
    }

    fn searched(&mut self, json: &str, setup: &Setup, ctx: &mut Context) {
        let Some(SearchProgress { experiment, .. }) = self.live.take() else {
            return;
        };
        let Some(report) = SearchReport::read(json) else {
            return self.not_searched("what was found could not be read; reload the page.", ctx);
        };
        ctx.tell(Reply::Search(json.to_string()));
        // What was set meanwhile is another program; nobody looks at what was found about this one.
        if experiment == program(&setup.experiment) {
            ctx.say(words::search_ended(&report));
            self.found = Some(PtrEq::new(FinishedSearch { experiment, report }));
        }
    }

    fn not_searched(&mut self, message: &str, ctx: &mut Context) {
        (self.live, self.refused) = (None, Some(message.to_string()));
        ctx.say(RichText::default().bad("Not searched").say(format!(": {message}")));
        ctx.tell(Reply::Error(message.to_string()));
    }

    /// Whether what was found belongs to what is set.
    pub fn is_of(&self, experiment: &Experiment) -> bool {
        self.found
            .as_ref()
            .is_some_and(|found| found.experiment == program(experiment))
    }
}
