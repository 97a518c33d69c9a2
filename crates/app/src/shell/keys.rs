//! Keys for the whole page; none of them acts while somebody types.

use super::dom;
use crate::model::{
    Action, CheckCommand, Command, Dialog, ProgramCommand, RunCommand, SetCommand, StepCommand, ViewChange,
};
use protocol::Navigation;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// What a key does, if it does anything here.
pub fn action(event: &KeyboardEvent) -> Option<Action> {
    let own = dom::root().and_then(|root| root.dataset().get("page")).as_deref() == Some(catalogue::PROGRAM);
    if own && event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) && !event.repeat() {
        return Some(Action::Program(ProgramCommand::Check(CheckCommand::Look)));
    }
    if event.ctrl_key() || event.meta_key() || event.alt_key() || is_in(event, TYPED) {
        return None;
    }
    if event.key().len() == 1 && event.key() != " " && !dom::has_letters() {
        return None;
    }
    // Where people write programs, letters are theirs.
    if own {
        return (event.key() == "?" && !event.repeat()).then_some(Action::Look(ViewChange::Dialog(Some(Dialog::Help))));
    }
    let stepping = dom::root().and_then(|root| root.dataset().get("engine")).as_deref() == Some("lockstep");
    let step = stepping.then(|| step(event)).flatten();
    if let Some(step) = step {
        return Some(Action::Command(Command::Step(step)));
    }
    match event.key().as_str() {
        _ if event.repeat() => None,
        "r" => Some(Action::Command(Command::Run(RunCommand::Begin))),
        "s" => Some(Action::Command(Command::Run(RunCommand::Stop))),
        "l" => Some(Action::Command(Command::Set(SetCommand::Lock))),
        "p" => Some(Action::Command(Command::Run(RunCommand::Progress))),
        "?" => Some(Action::Look(ViewChange::Dialog(Some(Dialog::Help)))),
        _ => None,
    }
}

/// Fields and dialogs: whatever is typed there is theirs.
const TYPED: &str = "textarea, select, dialog, [contenteditable], input:not([type=radio], [type=range])";

/// What moves or scrolls by arrows.
const MOVED: &str = "input, summary, canvas, [tabindex=\"0\"], [role=tab]";

/// What is pressed by the space bar.
const PRESSED: &str = "button, a, input, summary, canvas";

/// What a key does in lockstep; a key that is held steps on and on.
fn step(event: &KeyboardEvent) -> Option<StepCommand> {
    match event.key().as_str() {
        "n" => Some(StepCommand::Thread(None)),
        "b" | "Backspace" => Some(StepCommand::Go(Navigation::Back)),
        "ArrowRight" if !is_in(event, MOVED) => Some(StepCommand::Thread(None)),
        "ArrowLeft" if !is_in(event, MOVED) => Some(StepCommand::Go(Navigation::Back)),
        " " if !is_in(event, PRESSED) && !event.repeat() => Some(StepCommand::Play),
        digit => {
            let thread = digit.parse::<u16>().ok().filter(|thread| (1..=9).contains(thread))?;
            Some(StepCommand::Thread(Some(thread - 1)))
        }
    }
}

/// Whether the key goes into something of this kind.
fn is_in(event: &KeyboardEvent, selector: &str) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    element.is_some_and(|element| element.closest(selector).is_ok_and(|found| found.is_some()))
}
