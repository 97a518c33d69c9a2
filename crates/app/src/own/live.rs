//! The program on real threads: under which Python, what came of it, what it wrote, its lanes and who waits.

use crate::graph::{GraphPane, graph_pane, moment};
use crate::lanes::{LanesPane, Stage, lanes_pane};
use crate::model::{Action, Live, ProgramCommand, PtrEq, RcCell, Real, ViewState, format};
use crate::parts::{Dispatch, rich};
use crate::program::Sources;
use crate::shell::memo;
use protocol::{MOST_SECONDS, check::PYTHONS};
use yew::prelude::*;

/// What the part shows.
#[derive(Clone, PartialEq)]
pub struct LivePane {
    /// The run.
    pub live: PtrEq<Live>,
    /// No listing: the lines are those of the program.
    pub sources: PtrEq<Option<Sources>>,
    /// Which Python the next run is under.
    pub python: usize,
    /// What is on the lanes' canvas.
    pub stage: RcCell<Stage>,
    /// What is pointed at, and what is shown as a table.
    pub looks: PtrEq<ViewState>,
    /// Whether what is on show is dark.
    pub dark: bool,
    /// Where actions go.
    pub send: Dispatch,
}

/// So many bytes of each stream are on the page: more is slow to draw, and nobody reads it.
const MOST_SHOWN: usize = 64 << 10;

/// The run on show.
pub fn live_pane(props: &LivePane) -> Html {
    let live = &props.live;
    html! {
        <div class="live">
            {under(props)}
            if live.edited { <p class="muted">{"The program was edited since this run."}</p> }
            if let Some(over) = &live.over { <p class="came">{rich(&over.told)}</p> }
            {written(live)}
            {memo(lanes(props), lanes_pane)}
            if live.doing.is_stuck() || !live.recording.borrow().timeline.locks.is_empty() { {memo(graph(props), graph_pane)} }
            <p class="foot muted">{format!("Each thread of the program is a Worker with shared memory. A run is stopped after {MOST_SECONDS} seconds.")}</p>
        </div>
    }
}

/// Which Python.
fn under(props: &LivePane) -> Html {
    let choice = |(number, name): (usize, &'static str)| {
        let send = props.send.clone();
        let change =
            Callback::from(move |_: Event| send.emit(Action::Program(ProgramCommand::Real(Real::Under(number)))));
        html! {
            <label key={name}>
                <input type="radio" name="run-python" value={name} checked={number == props.python} onchange={change} />
                <span>{name}</span>
            </label>
        }
    };
    html! {
        <div class="under">
            <span>{"Python"}</span>
            <div class="seg" role="radiogroup" aria-label="Run as Python">{PYTHONS.into_iter().enumerate().map(choice).collect::<Html>()}</div>
            <small>{LOCKS[props.python.min(2)]}</small>
        </div>
    }
}

const LOCKS: [&str; 3] = [
    "one thread at a time: the global lock is on",
    "free-threaded: no global lock",
    "one thread at a time: the global lock is on",
];

/// Runs the program on real threads, or stops it.
pub fn run_button(running: bool, send: &Dispatch) -> Html {
    let (name, title, what) = match running {
        true => ("Stop", "Stop the run", Real::Stop),
        false => ("Run", "Run it on real threads", Real::Run),
    };
    let send = send.clone();
    let press = Callback::from(move |_: MouseEvent| send.emit(Action::Program(ProgramCommand::Real(what))));
    html! { <button {title} onclick={press}>{name}</button> }
}

fn written(live: &Live) -> Html {
    let (output, errors) = live.written();
    html! {
        <>
            <h2>{"Output"}</h2>
            if output.is_empty() && errors.is_empty() { <p class="empty">{silence(live)}</p> }
            if !output.is_empty() { <pre class="output" aria-label="Output" tabindex="0">{beginning(&output)}</pre> }
            if !errors.is_empty() { <pre class="output errors" aria-label="Errors" tabindex="0">{beginning(&errors)}</pre> }
        </>
    }
}

fn silence(live: &Live) -> &'static str {
    match live.over {
        Some(_) => "The run printed nothing.",
        None => "Nothing is printed yet.",
    }
}

fn beginning(text: &str) -> String {
    if text.len() <= MOST_SHOWN {
        return text.to_owned();
    }
    let shown = &text[..text.floor_char_boundary(MOST_SHOWN)];
    let more = format::count((text.len() - shown.len()) as u64);
    format!("{shown}\n… and {more} bytes more.")
}

fn lanes(props: &LivePane) -> LanesPane {
    let recording = &props.live.recording;
    LanesPane {
        recording: recording.clone(),
        version: recording.borrow().version,
        stage: props.stage.clone(),
        replay: (None, pointed_at(props)),
        looks: props.looks.clone(),
        lockstep: false,
        kept: None,
        sources: props.sources.clone(),
        dark: props.dark,
        send: props.send.clone(),
    }
}

fn pointed_at(props: &LivePane) -> Option<u64> {
    props.looks.pointed.map(|pointed| pointed.moment)
}

fn graph(props: &LivePane) -> GraphPane {
    let live = &props.live;
    let recording = live.recording.borrow();
    GraphPane {
        recording: live.recording.clone(),
        run: recording.run,
        moment: moment(&recording, pointed_at(props)),
        stepped: None,
        shown: live.over.as_ref().and_then(|over| over.shown.clone()),
        stuck: live.doing.is_stuck(),
        sources: props.sources.clone(),
        language: props.looks.language,
        send: props.send.clone(),
    }
}
