//! What is done in lockstep: by the stepper's buttons, by Run, by time, and by the page around this one.

use super::{Lockstep, Simulator};
use crate::model::{Context, PendingJob, RichText, Setup, Show, StepCommand};
use protocol::Navigation;

/// Steps that are kept while lockstep starts: as many as a held key asks for in about two seconds.
const MOST_EARLY: usize = 64;

impl Lockstep {
    /// A button of the stepper was pressed.
    pub fn press(&mut self, step: StepCommand, setup: &Setup, show: &Show, ctx: &mut Context) {
        if !setup.is_lockstep() {
            return ctx.note("Real threads run by themselves: choose Lockstep to step through them.");
        }
        let moves = matches!(
            step,
            StepCommand::Thread(_) | StepCommand::Go(_) | StepCommand::Random | StepCommand::Play
        );
        match &self.simulator {
            Simulator::Failed { message } if moves => {
                return ctx.say(RichText::default().bad(super::life::does_not_start(message)));
            }
            _ if moves && !self.is_shown(setup) && self.stepping.refused.is_none() => return self.postpone(step, ctx),
            _ => {}
        }
        let (stepping, watch) = (self.stepping.edit(), &mut self.watch);
        match step {
            StepCommand::Thread(thread) => stepping.step(thread, watch, ctx),
            StepCommand::Go(navigation) => stepping.go_paused(navigation, watch, ctx),
            StepCommand::Random => {
                stepping.orders.rolls += 1;
                let seed = setup.experiment.seed.wrapping_add(stepping.orders.rolls);
                stepping.go_anew(Navigation::Random(seed), watch, ctx);
            }
            StepCommand::Play => stepping.play(watch, ctx),
            StepCommand::Pace(pace) => stepping.set_pace(pace, ctx),
            StepCommand::Choose(thread) => stepping.choose(thread, ctx),
            StepCommand::Keep(keep) => stepping.keep(keep, &show.recording, ctx),
        }
    }

    /// It is done as soon as there is a run to do it in.
    fn postpone(&mut self, step: StepCommand, ctx: &mut Context) {
        let early = &mut self.stepping.edit().orders.early;
        if early.len() < MOST_EARLY {
            early.push(step);
        }
        ctx.note("Lockstep is being started; what you asked for follows.");
    }

    /// Runs to the end as a fair machine would: what Run means here. What is over begins anew.
    pub fn run_fair(&mut self, setup: &mut Setup, ctx: &mut Context) {
        match self.simulator {
            Simulator::Ready if self.is_shown(setup) => {
                self.stepping.edit().go_anew(Navigation::Fair, &mut self.watch, ctx);
            }
            Simulator::Ready if self.stepping.refused.is_some() => self.stepping.say_refused(ctx),
            Simulator::Failed { .. } => {
                setup.wanted = Some(PendingJob::Run);
                self.open(setup, ctx);
            }
            _ => setup.wanted = Some(PendingJob::Run),
        }
    }

    /// So many milliseconds went by.
    pub fn tick(&mut self, elapsed_ms: f64, setup: &mut Setup, show: &mut Show, ctx: &mut Context) {
        use crate::model::{Awaited, WatchdogVerdict};
        match self.watch.tick(elapsed_ms) {
            WatchdogVerdict::Waits | WatchdogVerdict::Late => {}
            WatchdogVerdict::InVain(Awaited::Start) => self.died("it did not start in time.", setup, show, ctx),
            WatchdogVerdict::InVain(_) => self.died("it stopped answering.", setup, show, ctx),
        }
        if self.stepping.playing && setup.is_lockstep() {
            self.stepping.edit().play_on(elapsed_ms, &mut self.watch, ctx);
        }
    }
}
