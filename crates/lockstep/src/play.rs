//! Plays a run on, as a policy says.

use crate::{
    Stage,
    here::kernel,
    kernel::Did,
    schedule::{Choice, Policy, Table},
};

/// Why playing stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Played {
    /// Nobody can move any more: see [`Stage::ending`].
    Ended,
    /// As many steps as were asked for.
    Enough,
    /// The policy has nothing further to say.
    Stopped,
    /// The policy wanted to move a task that cannot move.
    Refused {
        /// The task, counted from 0.
        task: usize,
    },
}

/// Moves tasks as `policy` says, for at most so many steps.
pub fn play(stage: &mut Stage, policy: &mut dyn Policy, steps: u64) -> Played {
    play_on(stage, policy, steps, &mut |_, _| {})
}

/// As [`play`], telling who moved, and whether it was a step or in vain.
pub(crate) fn play_on(
    stage: &mut Stage,
    policy: &mut dyn Policy,
    steps: u64,
    tell: &mut dyn FnMut(usize, bool),
) -> Played {
    if stage.failure().is_some() {
        return Played::Ended;
    }
    stage.enter(|lives| {
        let mut taken = 0;
        loop {
            if taken == steps {
                return Played::Enough;
            }
            let choice = kernel(|kernel| {
                let choice = policy.choose(&Table(kernel));
                kernel.patient = matches!(choice, Choice::MoveInTime(_));
                choice
            });
            let task = match choice {
                Choice::Move(task) | Choice::MoveInTime(task) => task,
                Choice::Refused(task) => return Played::Refused { task },
                Choice::Stop => return kernel(|kernel| stopped(&Table(kernel))),
            };
            let stepped = lives.step(task) != Did::Nothing;
            taken += u64::from(stepped);
            tell(task, stepped);
            if lives.failure().is_some() {
                return Played::Ended;
            }
        }
    })
}

fn stopped(table: &Table<'_>) -> Played {
    match (0..table.len()).any(|task| table.is_movable(task)) {
        true => Played::Stopped,
        false => Played::Ended,
    }
}
