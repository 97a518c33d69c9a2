//! Run, Step, Stop, Sweep, Reset: the one dark button is what one presses next.

use super::{Dispatch, icons, presses, set};
use crate::model::{Command, Missing, RunCommand, SetCommand};
use yew::prelude::*;

/// Run, Step, and what is pressed less often. `blocked` is why nothing can be run and why there are no real threads, `sweeps` whether throughput says
/// something here, `undo` whether settings were changed. In lockstep Step stands where one steps, Run goes to the end, and real throughput cannot be measured.
pub fn go(
    state: &str,
    lockstep: bool,
    (blocked, missing): (Option<&AttrValue>, Option<Missing>),
    (sweeps, undo): (bool, bool),
    send: &Dispatch,
) -> Html {
    let going = state == "running" || (state == "deadlocked" && !lockstep);
    let run = blocked.cloned().unwrap_or_else(|| {
        AttrValue::from(match lockstep {
            true => "To the end, as a fair machine would (r)",
            false => "Run (r)",
        })
    });
    let sweep = match sweeps {
        true => "Throughput against threads, lock off and on",
        false => "This lab has no throughput to plot",
    };
    html! {
        <div class="go">
            <button class={classes!("run", (!going && !lockstep).then_some("primary"))} aria-label="Run" title={run}
                disabled={blocked.is_some() || state == "running"} onclick={presses(send, Command::Run(RunCommand::Begin))}>
                {icons::play()}{"Run"}
            </button>
            if !lockstep {
                <button class="step-in" aria-label="Step" title="The same program in lockstep, one move at a time" onclick={engine(send, "lockstep")}>
                    {icons::forward()}{"Step"}
                </button>
            }
            if !lockstep || going {
                <button class={classes!("stop", going.then_some("primary"))} aria-label="Stop" title="Stop (s)" disabled={!going} onclick={presses(send, Command::Run(RunCommand::Stop))}>
                    {icons::square()}{"Stop"}
                </button>
            }
            if !lockstep {
                <button class="quiet" title={sweep} disabled={blocked.is_some() || !sweeps || going} onclick={presses(send, Command::Run(RunCommand::Sweep))}>{"Sweep"}</button>
            } else if missing.is_none() {
                <button class="quiet" title="Back to real threads" onclick={engine(send, "threads")}>{"Real threads"}</button>
            }
            if undo {
                <button class="quiet" title="The settings as they were before" onclick={presses(send, Command::Set(SetCommand::Undo))}>{"Undo"}</button>
            }
            <button class="quiet" title="Back to how this lab comes" onclick={presses(send, Command::Run(RunCommand::Reset))}>{"Reset"}</button>
        </div>
    }
}

fn engine(send: &Dispatch, engine: &'static str) -> Callback<MouseEvent> {
    let send = send.clone();
    Callback::from(move |_| set(&send, "engine", engine))
}
