//! Orders: what the stepper's buttons, keys and the page around this one ask of the simulator.

use super::{Asked, KeptHistory, Simulator, StepCommand, Stepping};
use crate::model::{Awaited, Effect, Model, PendingJob, PtrEq, RcCell, RichText};
use protocol::{Navigation, SimulatorCommand};
use trace::Snapshot;

impl Model {
    /// A button of the stepper was pressed.
    pub(in crate::model) fn press_step(&mut self, step: StepCommand) {
        if !self.is_lockstep() {
            return self.ctx.say(RichText::of(
                "Real threads run by themselves: choose Lockstep to step through them.",
            ));
        }
        match step {
            StepCommand::Thread(thread) => self.step(thread),
            StepCommand::Go(navigation) => self.go_paused(navigation),
            StepCommand::Random => {
                self.stepping.edit().rolls += 1;
                let seed = self.experiment.seed.wrapping_add(self.stepping.rolls);
                self.go_anew(Navigation::Random(seed));
            }
            StepCommand::Play => self.play(),
            StepCommand::Pace(pace) => self.pace(pace),
            StepCommand::Choose(thread) => self.choose(thread),
            StepCommand::Keep(keep) => self.keep(keep),
        }
    }

    /// Runs to the end as a fair machine would: what Run means here. What is over begins anew.
    pub(in crate::model) fn run_fair(&mut self) {
        match self.simulator {
            Simulator::Ready if self.is_shown() => self.go_anew(Navigation::Fair),
            Simulator::Ready if self.stepping.refused.is_some() => self.say_refused(),
            Simulator::Failed { .. } => {
                self.wanted = Some(PendingJob::Run);
                self.open();
            }
            _ => self.wanted = Some(PendingJob::Run),
        }
    }

    /// Sends a motion; a slider that moves faster than the simulator answers skips what lies between.
    pub(super) fn go(&mut self, navigation: Navigation) {
        if !self.is_shown() {
            return self.say_refused();
        }
        let stepping = self.stepping.edit();
        if let Navigation::Seek(at) = navigation
            && !stepping.asked.is_empty()
        {
            stepping.seek = Some(at);
            return;
        }
        let (id, seek) = (stepping.id, stepping.seek.take());
        for navigation in seek.map(Navigation::Seek).into_iter().chain([navigation]) {
            stepping.asked.push_back(Asked::Go(navigation));
            self.ctx
                .push(Effect::SimulatorCommand(SimulatorCommand::Go { id, navigation }));
        }
        self.stepping_watch.expect(Some(Awaited::Answer));
    }

    /// Sends what the slider has moved to meanwhile.
    pub(super) fn go_on_seeking(&mut self) {
        if let Some(at) = self.stepping.seek.filter(|_| self.stepping.asked.is_empty()) {
            self.stepping.edit().seek = None;
            self.go(Navigation::Seek(at));
        }
    }

    fn step(&mut self, thread: Option<u16>) {
        let navigation = match thread.or(self.stepping.chosen) {
            Some(thread) => Navigation::Step(thread),
            None => Navigation::Forward(1),
        };
        self.go_paused(navigation);
    }

    fn go_paused(&mut self, navigation: Navigation) {
        if self.stepping.playing {
            self.stepping.edit().playing = false;
        }
        // While an order is under way nobody knows yet what will be possible.
        let settled = self.stepping.asked.is_empty() && self.stepping.seek.is_none();
        let moment = self.stepping.moment.clone().filter(|_| settled);
        match moment.and_then(|moment| refusal(&moment, navigation)) {
            Some(refusal) => self.ctx.say(refusal),
            None => self.go(navigation),
        }
    }

    fn go_anew(&mut self, navigation: Navigation) {
        if self.stepping.is_over() {
            self.go(Navigation::Seek(0));
        }
        self.stepping.edit().playing = false;
        self.go(navigation);
    }

    fn choose(&mut self, thread: Option<u16>) {
        self.stepping.edit().chosen = thread;
        let name = thread.and_then(|thread| Some(self.stepping.turn(thread)?.name.clone()));
        self.ctx.say(match name {
            Some(name) => RichText::of("Step moves ").strong(name).say("."),
            None => RichText::of("Step moves whoever is next on a fair machine."),
        });
    }

    fn keep(&mut self, keep: bool) {
        let Some(moment) = self.stepping.moment.clone().filter(|_| keep) else {
            self.stepping.edit().kept = None;
            return self.ctx.say(RichText::of("Nothing is kept to compare with."));
        };
        let outcome = self.stepping.outcome.clone();
        self.ctx.say(RichText::default().strong("Kept").say(format!(
            ": {outcome}. Go back and move another thread: both ways stand one above the other."
        )));
        let recording = RcCell::new(self.recording.borrow().clone().into());
        self.stepping.edit().kept = Some(PtrEq::new(KeptHistory {
            moment,
            recording,
            outcome,
        }));
    }

    /// Why nothing can be stepped through.
    pub(super) fn say_refused(&mut self) {
        self.ctx.say(match &self.stepping.refused {
            Some(refused) => RichText::default().bad("Not here").say(format!(": {refused}")),
            None => RichText::of("Lockstep is being started…"),
        });
    }
}

impl Stepping {
    /// A thread and the move it could make.
    pub fn turn(&self, thread: u16) -> Option<&trace::ThreadView> {
        self.moment.as_ref()?.turns.get(usize::from(thread))
    }
}

/// What would do nothing is not asked; why it would.
fn refusal(moment: &Snapshot, navigation: Navigation) -> Option<RichText> {
    match navigation {
        Navigation::Step(thread) => crate::words::cannot_move(moment, thread),
        Navigation::Back if moment.at == 0 => Some(RichText::of("This is the beginning: no thread has moved yet.")),
        Navigation::Forward(_) if moment.ending.is_some() => Some(crate::words::is_over(moment)),
        _ => None,
    }
}
