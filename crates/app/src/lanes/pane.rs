//! The lanes' pane: names, picture, axis, legend, and the table in the picture's stead.

use super::{
    legend::legend,
    page::Picture,
    rows::{MOST_LOCKS, Row, rows},
    stage::Stage,
    table::table,
    view::View,
};
use crate::model::{
    Action, Chart, Command, KeptHistory, Playback, PtrEq, RcCell, Recording, Replay, ViewChange, ViewState,
    format::{count, nanos},
};
use crate::parts::{Dispatch, icons, looks, presses, swatch};
use crate::program::Sources;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What the part shows.
#[derive(PartialEq)]
pub struct LanesPane {
    /// The run on show.
    pub recording: RcCell<Recording>,
    /// Its version, which changes whenever it does.
    pub version: u64,
    /// What is on the canvas.
    pub stage: RcCell<Stage>,
    /// The run on show as it is played again, and the moment that is looked at.
    pub replay: (Option<Replay>, Option<u64>),
    /// What is pointed at, and whether the table is shown.
    pub looks: PtrEq<ViewState>,
    /// In lockstep a click on a lane moves its thread, and a kept run may stand above.
    pub lockstep: bool,
    /// A run that this one is compared with, what is on its canvas, and what came of both.
    pub kept: Option<(PtrEq<KeptHistory>, RcCell<Stage>, String)>,
    /// The variant's listings, to tell lines in.
    pub sources: PtrEq<Option<Sources>>,
    /// Whether what is on show is dark.
    pub dark: bool,
    /// Where actions go.
    pub send: Dispatch,
}

/// The lanes' pane.
pub fn lanes_pane(props: &LanesPane) -> Html {
    let recording = props.recording.borrow();
    let as_table = props.looks.lanes_table;
    html! {
        <section class="card lanes-card" aria-labelledby="lanes-title">
            <h2><span id="lanes-title">{"Threads"}</span>
                <span class="side">
                    if !as_table { {legend()} }
                    {replay(props)}
                    <button class="link" aria-pressed={as_table.to_string()} onclick={looks(&props.send, ViewChange::Table(Chart::Lanes, !as_table))}>
                        {if as_table { "as a picture" } else { "as a table" }}
                    </button>
                </span>
            </h2>
            if as_table {
                {table(&recording, view_of(&props.stage, &recording))}
            } else {
                {kept(props)}
                {picture(props, &recording)}
            }
            <p class="foot">{foot(props, &recording)}</p>
        </section>
    }
}

/// Plays the run again, and goes to any moment of it.
fn replay(props: &LanesPane) -> Html {
    let (Some(replay), send) = (props.replay.0, props.send.clone()) else {
        return html! {};
    };
    let (name, icon) = match replay.playing {
        true => ("Pause", icons::pause()),
        false => ("Replay", icons::play()),
    };
    let seek = Callback::from(move |event: InputEvent| {
        let input = event.target_dyn_into::<HtmlInputElement>();
        if let Some(at) = input.and_then(|input| input.value().parse::<f64>().ok()) {
            send.emit(Action::Command(Command::Playback(Playback::Moment(Some(at as u64)))));
        }
    });
    html! {
        <span class="replay">
            <button class="small" title="The run again, in a few seconds" onclick={presses(&props.send, Command::Playback(Playback::Play))}>{icon}{name}</button>
            <input type="range" aria-label="Moment shown" aria-valuetext={nanos(replay.at)} min="0" max={replay.until.to_string()} step="any"
                value={replay.at.to_string()} oninput={seek} />
        </span>
    }
}

fn view_of(stage: &RcCell<Stage>, recording: &Recording) -> View {
    let stage = stage.borrow();
    if stage.follows {
        View::all(recording.timeline.end)
    } else {
        stage.view
    }
}

fn picture(props: &LanesPane, recording: &Recording) -> Html {
    let rows = rows(recording);
    let height = super::stage::row_height(rows.len());
    html! {
        <div class="lanes">
            <ol class="names" aria-hidden="true">
                {rows.iter().map(|row| html! { <li style={format!("height:{height}px")}>{name(recording, *row)}</li> }).collect::<Html>()}
                <li class="corner"></li>
            </ol>
            <Picture recording={props.recording.clone()} version={props.version} playhead={props.replay.1} rows={rows.len()} stage={props.stage.clone()} moves={props.lockstep} sources={props.sources.clone()} language={props.looks.language} dark={props.dark} send={props.send.clone()} />
            if rows.is_empty() { <p class="empty">{"Press Run: each thread gets a lane here, and each lock."}</p> }
        </div>
    }
}

/// The lanes of the run that was kept, above those of the run on show.
fn kept(props: &LanesPane) -> Html {
    let Some((kept, stage, now)) = &props.kept else {
        return html! {};
    };
    let above = LanesPane {
        recording: kept.recording.clone(),
        version: props.version,
        stage: stage.clone(),
        replay: (None, None),
        looks: props.looks.clone(),
        lockstep: false,
        kept: None,
        sources: props.sources.clone(),
        dark: props.dark,
        send: props.send.clone(),
    };
    html! {
        <>
            <p class="way">{"Kept: "}<b>{&kept.outcome}</b></p>
            {picture(&above, &kept.recording.borrow())}
            <p class="way">{"Now: "}<b>{now}</b></p>
        </>
    }
}

fn name(recording: &Recording, row: Row) -> Html {
    match row {
        Row::Thread(thread) => html! { <>{swatch(thread)}<span>{recording.thread(thread)}</span></> },
        Row::Lock(lock) => {
            let name = recording
                .timeline
                .locks
                .get(lock)
                .map_or("", |lane| recording.object(lane.object));
            html! { <><i class="lock-mark"></i><span>{name}</span></> }
        }
    }
}

/// What the picture does not show, and how to look closer.
fn foot(props: &LanesPane, recording: &Recording) -> String {
    let locks = recording.timeline.locks.len();
    let mut said = Vec::new();
    if let Some(end) = recording.full_at {
        said.push(format!(
            "The picture ends at {}: more events than it holds came after that.",
            recording.moment(end)
        ));
    }
    if recording.timeline.dropped > 0 {
        said.push(format!(
            "{} events came too fast to be recorded.",
            count(recording.timeline.dropped)
        ));
    }
    if locks > MOST_LOCKS {
        said.push(format!("{MOST_LOCKS} of {locks} locks are shown."));
    }
    if said.is_empty() && props.lockstep {
        said.push(
            "In the order of the steps: a lane is filled where its thread moves. Click a lane to move its thread; drag to look elsewhere, Ctrl and wheel to look closer."
                .into(),
        );
    }
    if said.is_empty() && recording.timeline.end > 0 && !recording.live {
        said.push("Point at it for details; drag to move, Ctrl and wheel or + and − to look closer.".into());
    }
    said.join(" ")
}
