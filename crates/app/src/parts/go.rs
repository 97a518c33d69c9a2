//! Run, Stop, Sweep, Reset: the one dark button is what one presses next.

use super::{Send, presses};
use crate::model::Press;
use yew::prelude::*;

/// See [`Go`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// `loading`, `ready`, `running`, `deadlocked` or `failed`.
    pub state: &'static str,
    /// Why nothing can be run.
    pub blocked: Option<AttrValue>,
    /// Whether throughput says something here.
    pub sweeps: bool,
    /// How far the run is, from 0 to 1.
    pub share: Option<f64>,
    /// Where actions go.
    pub send: Send,
}

/// Run, Stop, Sweep, Reset.
#[component]
pub fn Go(props: &Props) -> Html {
    let going = matches!(props.state, "running" | "deadlocked");
    let blocked = props.blocked.is_some();
    let why = |usual: &'static str| props.blocked.clone().unwrap_or(usual.into());
    let sweep_why = if props.sweeps {
        why("Throughput against threads, lock off and on")
    } else {
        "This lab has no throughput to plot".into()
    };
    html! {
        <div class="go">
            <button class={classes!("run", (!going).then_some("primary"))} aria-label="Run" title={why("Run (r)")} disabled={blocked || props.state == "running"}
                onclick={presses(&props.send, Press::Run)}>
                <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true"><path d="M1 0l9 5-9 5z" fill="currentColor" /></svg>{"Run"}
            </button>
            <button class={classes!("stop", going.then_some("primary"))} aria-label="Stop" title="Stop (s)" disabled={!going}
                onclick={presses(&props.send, Press::Stop)}>
                <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true"><path d="M0 0h10v10H0z" fill="currentColor" /></svg>{"Stop"}
            </button>
            <button title={sweep_why} disabled={blocked || !props.sweeps || going} onclick={presses(&props.send, Press::Sweep)}>{"Sweep"}</button>
            <button title="Back to how this lab comes" onclick={presses(&props.send, Press::Reset)}>{"Reset"}</button>
            <span class="bar" aria-hidden="true" style={format!("transform:scaleX({:.3})", props.share.unwrap_or(0.0))}></span>
        </div>
    }
}
