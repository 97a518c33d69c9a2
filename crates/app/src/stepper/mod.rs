//! Lockstep on the page: the bar that steps, the picture of the steps, the threads, and the evidence of races.

mod bar;
mod chart;
mod races;
mod threads;

pub use bar::{Bar, bar};
pub use races::{RacesPane, races_pane};
pub use threads::{ThreadsPane, threads_pane};

use crate::model::{Action, Press, Step};
use crate::parts::Send;
use yew::{Callback, MouseEvent};

/// A click that presses a button of the stepper.
fn steps(send: &Send, step: Step) -> Callback<MouseEvent> {
    crate::parts::presses(send, Press::Step(step))
}

fn emit(send: &Send, step: Step) {
    send.emit(Action::Press(Press::Step(step)));
}
