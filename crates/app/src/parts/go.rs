//! Run, Stop, Sweep, Reset: the one dark button is what one presses next.

use super::{Dispatch, icons, presses};
use crate::model::Command;
use yew::prelude::*;

/// Run, Stop, Sweep, Reset; `blocked` is why nothing can be run, `sweeps` whether throughput says something here. In lockstep the next thing to
/// press is Step, Run goes to the end, and real throughput cannot be measured.
pub fn go(state: &str, lockstep: bool, blocked: Option<&AttrValue>, sweeps: bool, send: &Dispatch) -> Html {
    let going = state == "running" || (state == "deadlocked" && !lockstep);
    let why = |usual: &'static str| blocked.cloned().unwrap_or(usual.into());
    let run_why = match lockstep {
        true => why("To the end, as a fair machine would (r)"),
        false => why("Run (r)"),
    };
    let sweep_why = match (lockstep, sweeps) {
        (true, _) => "Throughput is measured on real threads".into(),
        (false, true) => why("Throughput against threads, lock off and on"),
        (false, false) => "This lab has no throughput to plot".into(),
    };
    html! {
        <div class="go">
            <button class={classes!("run", (!going && !lockstep).then_some("primary"))} aria-label="Run" title={run_why}
                disabled={blocked.is_some() || state == "running"} onclick={presses(send, Command::Run)}>
                {icons::play()}{"Run"}
            </button>
            <button class={classes!("stop", going.then_some("primary"))} aria-label="Stop" title="Stop (s)" disabled={!going} onclick={presses(send, Command::Stop)}>
                {icons::square()}{"Stop"}
            </button>
            <button title={sweep_why} disabled={blocked.is_some() || !sweeps || going || lockstep} onclick={presses(send, Command::Sweep)}>{"Sweep"}</button>
            <button title="Back to how this lab comes" onclick={presses(send, Command::Reset)}>{"Reset"}</button>
        </div>
    }
}
