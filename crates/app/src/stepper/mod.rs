//! Lockstep on the page: the bar that steps, the picture of the steps, the threads, and the evidence of races.

mod bar;
mod chart;
mod races;
mod threads;

pub use bar::{Bar, bar};
pub use races::{RacesPane, races_pane};
pub use threads::{ThreadsPane, threads_pane};

use crate::model::{Action, Command, Lab, PtrEq, StepCommand};
use crate::parts::Dispatch;
use trace::WaitGraph;
use yew::{Callback, MouseEvent};

/// A click that presses a button of the stepper.
fn steps(send: &Dispatch, step: StepCommand) -> Callback<MouseEvent> {
    crate::parts::presses(send, Command::Step(step))
}

fn emit(send: &Dispatch, step: StepCommand) {
    send.emit(Action::Command(Command::Step(step)));
}

/// Who moved last in lockstep.
pub fn last_mover(lab: &Lab) -> Option<u16> {
    let moment = lab.lockstep.stepping.moment.as_ref();
    let moment = moment.filter(|_| lab.setup.is_lockstep())?;
    moment.last.as_ref().map(|last| last.thread)
}

/// Who waits for whom in lockstep, and after which step.
pub fn stepped(lab: &Lab) -> Option<(PtrEq<WaitGraph>, u64)> {
    let stepping = &lab.lockstep.stepping;
    let moment = stepping.moment.as_ref().filter(|_| lab.setup.is_lockstep())?;
    Some((stepping.graph.clone(), moment.at))
}
