//! The checks against CPython: which were played, and what came of them.

use super::{Context, Effect, RichText};
use protocol::{Checked, SimulatorCommand};

/// The checks, as far as they were played.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fidelity {
    /// The page's number for those that are being played.
    pub live: Option<u32>,
    /// What was played.
    pub checks: Vec<Checked>,
}

impl Fidelity {
    /// The checks, or what was kept back, as far as it was played.
    pub fn of(&self, holdout: bool) -> impl Iterator<Item = &Checked> {
        self.checks.iter().filter(move |check| check.holdout == holdout)
    }

    /// Figures within the tolerance, and all.
    fn inside(&self, holdout: bool) -> (usize, usize) {
        let figures = || self.of(holdout).flat_map(|check| &check.figures);
        (figures().filter(|figure| figure.inside).count(), figures().count())
    }

    /// Plays the checks from the first, or ends what is being played.
    pub fn press(&mut self, is_ready: bool, ctx: &mut Context) {
        if self.live.take().is_some() {
            ctx.push(Effect::SimulatorCommand(SimulatorCommand::Stop));
            return ctx.note("The checks were stopped.");
        }
        if !is_ready {
            return ctx.note("Lockstep is being started; press it again in a moment.");
        }
        let id = ctx.take_id();
        *self = Fidelity {
            live: Some(id),
            checks: Vec::new(),
        };
        ctx.push(Effect::SimulatorCommand(SimulatorCommand::Check { id }));
        ctx.note("Playing the checks, one after the other…");
    }

    /// One of them was played.
    pub fn told(&mut self, checked: Checked, ctx: &mut Context) {
        let last = checked.number == checked.of;
        self.checks.push(checked);
        if last {
            self.live = None;
        }
        let (inside, all) = self.inside(false);
        let (foretold, holdout) = self.inside(true);
        let so_far = if last { "All checks played" } else { "So far" };
        let mut said = RichText::of(format!("{so_far}: "))
            .strong(format!("{inside} of {all}"))
            .say(" figures are within the fair tolerance");
        if holdout > 0 {
            said = said
                .say(", and ")
                .strong(format!("{foretold} of {holdout}"))
                .say(" of those that were not used to fit anything");
        }
        ctx.say(said.say("."));
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Action, Command, Effect, Facts, Missing, Model, WorkerEvent};
    use protocol::{Checked, Figure, SimulatorCommand, SimulatorEvent};

    fn checked(id: u32, number: u8, holdout: bool, inside: bool) -> Action {
        let figure = Figure {
            name: "a turn".into(),
            unit: "ms".into(),
            cpython: 5.08,
            threadbare: 5.0,
            low: 4.6,
            high: 5.6,
            inside,
            note: String::new(),
        };
        let (of, name, figures) = (3, "turns".into(), vec![figure]);
        Action::Worker(WorkerEvent::Simulator(SimulatorEvent::Checked(Checked {
            id,
            number,
            of,
            holdout,
            name,
            figures,
        })))
    }

    fn opened() -> (Model, u32) {
        let facts = Facts {
            hardware: 2,
            missing: Some(Missing::Framed),
            dark: false,
        };
        let (mut model, _) = Model::new(facts, "", "#page=fidelity");
        model.update(Action::Worker(WorkerEvent::Simulator(SimulatorEvent::Alive)));
        let effects = model.update(Action::Command(Command::Check));
        let id = effects.iter().find_map(|effect| match effect {
            Effect::SimulatorCommand(SimulatorCommand::Check { id }) => Some(*id),
            _ => None,
        });
        (model, id.unwrap_or_default())
    }

    #[test]
    fn the_checks_are_counted_as_they_come_in() {
        let (mut model, id) = opened();
        assert_eq!(model.state(), "running");
        model.update(checked(id, 1, false, true));
        assert_eq!(
            model.ctx.status.plain(),
            "So far: 1 of 1 figures are within the fair tolerance."
        );
        model.update(checked(id, 2, false, false));
        assert_eq!(
            model.ctx.status.plain(),
            "So far: 1 of 2 figures are within the fair tolerance."
        );
        model.update(checked(id, 3, true, true));
        assert_eq!(
            model.ctx.status.plain(),
            "All checks played: 1 of 2 figures are within the fair tolerance, and 1 of 1 of those that were not used to fit anything."
        );
        assert_eq!(model.lab.lockstep.fidelity.live, None);
    }

    #[test]
    fn checks_that_were_stopped_say_no_more() {
        let (mut model, id) = opened();
        let effects = model.update(Action::Command(Command::Check));
        assert!(effects.contains(&Effect::SimulatorCommand(SimulatorCommand::Stop)));
        model.update(checked(id, 1, false, true));
        assert!(model.lab.lockstep.fidelity.checks.is_empty());
    }
}
