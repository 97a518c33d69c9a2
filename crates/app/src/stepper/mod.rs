//! Lockstep on the page: the bar that steps, the picture of the steps, the threads, and the evidence of races.

mod bar;
mod chart;
mod races;
mod threads;

pub use bar::{Bar, bar};
pub use races::{RacesPane, races_pane};
pub use threads::{ThreadsPane, threads_pane};

use crate::model::{Action, Command, StepCommand};
use crate::parts::Dispatch;
use yew::{Callback, MouseEvent};

/// A click that presses a button of the stepper.
fn steps(send: &Dispatch, step: StepCommand) -> Callback<MouseEvent> {
    crate::parts::presses(send, Command::Step(step))
}

fn emit(send: &Dispatch, step: StepCommand) {
    send.emit(Action::Command(Command::Step(step)));
}
