//! Run, Stop, Sweep, Reset: the one dark button is what one presses next.

use super::{Send, icons, presses};
use crate::model::Press;
use yew::prelude::*;

/// Run, Stop, Sweep, Reset; `blocked` is why nothing can be run, `sweeps` whether throughput says something here.
pub fn go(state: &str, blocked: Option<&AttrValue>, sweeps: bool, send: &Send) -> Html {
    let going = matches!(state, "running" | "deadlocked");
    let why = |usual: &'static str| blocked.cloned().unwrap_or(usual.into());
    let sweep_why = match sweeps {
        true => why("Throughput against threads, lock off and on"),
        false => "This lab has no throughput to plot".into(),
    };
    html! {
        <div class="go">
            <button class={classes!("run", (!going).then_some("primary"))} aria-label="Run" title={why("Run (r)")}
                disabled={blocked.is_some() || state == "running"} onclick={presses(send, Press::Run)}>
                {icons::play()}{"Run"}
            </button>
            <button class={classes!("stop", going.then_some("primary"))} aria-label="Stop" title="Stop (s)" disabled={!going} onclick={presses(send, Press::Stop)}>
                {icons::square()}{"Stop"}
            </button>
            <button title={sweep_why} disabled={blocked.is_some() || !sweeps || going} onclick={presses(send, Press::Sweep)}>{"Sweep"}</button>
            <button title="Back to how this lab comes" onclick={presses(send, Press::Reset)}>{"Reset"}</button>
        </div>
    }
}
