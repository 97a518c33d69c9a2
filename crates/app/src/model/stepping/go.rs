//! Orders: what the stepper's buttons, keys and the page around this one ask of the simulator.

use super::{Asked, KeptHistory, Stepping, is_stuck};
use crate::model::{Awaited, Context, Effect, PtrEq, RcCell, Recording, RichText, Watchdog};
use protocol::{Navigation, SimulatorCommand};
use trace::Snapshot;

impl Stepping {
    /// Sends a motion; a slider that moves faster than the simulator answers skips what lies between.
    pub(in crate::model) fn go(&mut self, navigation: Navigation, watch: &mut Watchdog, ctx: &mut Context) {
        if !self.is_shown() {
            return self.say_refused(ctx);
        }
        if let Navigation::Seek(at) = navigation
            && !self.orders.is_settled()
        {
            self.orders.seek = Some(at);
            return;
        }
        let (id, seek) = (self.orders.id, self.orders.seek.take());
        for navigation in seek.map(Navigation::Seek).into_iter().chain([navigation]) {
            self.orders.ask(Asked::Go(navigation));
            ctx.push(Effect::SimulatorCommand(SimulatorCommand::Go { id, navigation }));
        }
        watch.expect(Some(Awaited::Answer));
    }

    /// Sends what the slider has moved to meanwhile.
    pub(in crate::model) fn go_on_seeking(&mut self, watch: &mut Watchdog, ctx: &mut Context) {
        if let Some(at) = self.orders.seek.filter(|_| self.orders.is_settled()) {
            self.orders.seek = None;
            self.go(Navigation::Seek(at), watch, ctx);
        }
    }

    /// Moves a thread, or the chosen one, or whoever is next.
    pub(in crate::model) fn step(&mut self, thread: Option<u16>, watch: &mut Watchdog, ctx: &mut Context) {
        let navigation = match thread.or(self.chosen) {
            Some(thread) => Navigation::Step(thread),
            None => Navigation::Forward(1),
        };
        self.go_paused(navigation, watch, ctx);
    }

    /// Goes somewhere by hand: what plays pauses.
    pub(in crate::model) fn go_paused(&mut self, navigation: Navigation, watch: &mut Watchdog, ctx: &mut Context) {
        self.playing = false;
        // While an order is under way nobody knows yet what will be possible.
        let settled = self.orders.is_settled() && self.orders.seek.is_none();
        let moment = self.moment.clone().filter(|_| settled);
        match moment.and_then(|moment| refusal(&moment, navigation)) {
            Some(refusal) => ctx.say(refusal),
            None => self.go(navigation, watch, ctx),
        }
    }

    /// Goes far; what is over begins anew.
    pub(in crate::model) fn go_anew(&mut self, navigation: Navigation, watch: &mut Watchdog, ctx: &mut Context) {
        if self.is_over() {
            self.go(Navigation::Seek(0), watch, ctx);
        }
        self.playing = false;
        self.go(navigation, watch, ctx);
    }

    /// Chooses which thread Step moves.
    pub(in crate::model) fn choose(&mut self, thread: Option<u16>, ctx: &mut Context) {
        self.chosen = thread;
        let name = thread.and_then(|thread| Some(self.turn(thread)?.name.clone()));
        ctx.say(match name {
            Some(name) => RichText::of("Step moves ").strong(name).say("."),
            None => RichText::of("Step moves whoever is next on a fair machine."),
        });
    }

    /// Keeps the run on show to compare others with it, or lets go of it.
    pub(in crate::model) fn keep(&mut self, keep: bool, recording: &RcCell<Recording>, ctx: &mut Context) {
        let Some(moment) = self.moment.clone().filter(|_| keep) else {
            self.kept = None;
            return ctx.note("Nothing is kept to compare with.");
        };
        let outcome = self.outcome.clone();
        ctx.say(RichText::default().strong("Kept").say(format!(
            ": {outcome}. Go back and move another thread: both ways stand one above the other."
        )));
        let recording = RcCell::new(recording.borrow().clone().into());
        self.kept = Some(PtrEq::new(KeptHistory {
            moment,
            recording,
            outcome,
        }));
    }

    /// Why nothing can be stepped through.
    pub(in crate::model) fn say_refused(&self, ctx: &mut Context) {
        ctx.say(match &self.refused {
            Some(refused) => RichText::default().bad("Not here").say(format!(": {refused}")),
            None => RichText::of("Lockstep is being started…"),
        });
    }

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
        Navigation::Forward(_) => {
            let ending = moment.ending.as_deref()?;
            Some(crate::words::is_over(moment, is_stuck(ending)))
        }
        _ => None,
    }
}
