//! The graph's pane: the deadlock that stands, or else the moment that is pointed at in the lanes.

use super::{knot, passing};
use crate::model::{
    Command, Language, PtrEq, RcCell, Recording, RunCommand, Shown,
    format::{count, nanos},
};
use crate::parts::{Dispatch, presses};
use crate::program::{Sources, told_place};
use trace::{DeadlockReport, WaitGraph};
use yew::prelude::*;

/// What the part shows.
#[derive(PartialEq)]
pub struct GraphPane {
    /// The run on show.
    pub recording: RcCell<Recording>,
    /// Which run that is.
    pub run: u64,
    /// The moment to be shown, see [`moment`].
    pub moment: Option<u64>,
    /// The graph of the moment on show in lockstep, and its step.
    pub stepped: Option<(PtrEq<WaitGraph>, u64)>,
    /// What came of the run.
    pub shown: Option<PtrEq<Shown>>,
    /// Whether threads are stuck right now.
    pub stuck: bool,
    /// The variant's listings, to tell lines in.
    pub sources: PtrEq<Option<Sources>>,
    /// Which of them is in front.
    pub language: Language,
    /// Where actions go.
    pub send: Dispatch,
}

/// While a run goes on, the graph is drawn anew so often, in nanoseconds of the run.
const EVERY: u64 = 250_000_000;

/// The graph's pane.
pub fn graph_pane(props: &GraphPane) -> Html {
    let stuck = props
        .shown
        .as_ref()
        .and_then(|shown| shown.graph.as_ref())
        .filter(|graph| !graph.nodes.is_empty());
    let moment = props.moment.filter(|_| props.stepped.is_none());
    let passing = moment.map(|moment| props.recording.borrow().graph_at(moment));
    let (graph, when) = match (stuck, passing.as_ref(), moment) {
        _ if let Some((graph, at)) = &props.stepped => (Some(&**graph), after(*at, props.stuck)),
        (Some(graph), ..) => (
            Some(graph),
            if props.stuck {
                "now, and for ever"
            } else {
                "when it was stuck"
            }
            .to_string(),
        ),
        (None, Some(graph), Some(moment)) => (Some(graph), format!("at {}", nanos(moment))),
        _ => (None, String::new()),
    };
    html! {
        <section class={classes!("card", "graph", props.stuck.then_some("stuck"))} aria-labelledby="graph-title">
            <h2><span id="graph-title">{"Who waits for whom"}</span>
                <span class="side"><small>{when}</small>
                    if props.stuck && props.stepped.is_none() { <button class="small" onclick={presses(&props.send, Command::Run(RunCommand::Stop))}>{"Break it"}</button> }
                </span>
            </h2>
            <div class="fill" tabindex="0" role="group" aria-labelledby="graph-title">{body(props, graph, stuck.is_some() || props.stepped.is_some())}</div>
        </section>
    }
}

fn after(step: u64, stuck: bool) -> String {
    match (step, stuck) {
        (_, true) => "now, and for ever".into(),
        (0, _) => "at the beginning".into(),
        (step, _) => format!("after step {}", count(step)),
    }
}

/// The moment to be shown: the one that is looked at, or else every quarter of a second of a run that goes on.
pub fn moment(recording: &Recording, playhead: Option<u64>) -> Option<u64> {
    let now = recording.timeline.end;
    let passing = (recording.live && now > 0).then(|| now - now % EVERY);
    playhead.or(passing)
}

fn body(props: &GraphPane, graph: Option<&WaitGraph>, deadlock: bool) -> Html {
    let Some(graph) = graph.filter(|graph| !graph.edges.is_empty()) else {
        return html! { <p class="empty">{nobody(props)}</p> };
    };
    let over = props.stuck || props.stepped.is_none();
    let stuck = match (deadlock, over) {
        (false, _) => None,
        (true, true) => graph.stuck(),
        (true, false) => DeadlockReport::already(graph),
    };
    match stuck {
        None => passing::picture(graph),
        Some(stuck) => html! {
            <>
                {knot::picture(&stuck)}
                if !over { {passing::picture(graph)} }
                {knot::table(&stuck, |waiter| told_place(waiter.place.as_ref(), &props.sources, props.language))}
            </>
        },
    }
}

fn nobody(props: &GraphPane) -> &'static str {
    if props.stepped.is_some() || props.recording.borrow().timeline.end == 0 {
        "Nobody waits for anybody."
    } else if props.moment.is_some() {
        "Nobody waits for anybody at this moment."
    } else {
        "Nobody waits for anybody. Point at a wait in the picture above to see who waited for whom."
    }
}
