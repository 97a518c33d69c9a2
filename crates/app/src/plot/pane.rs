//! The plot's pane: picture or table, how long it will take, and what can be taken along.

use super::{measured::Measured, picture::Picture, table::table};
use crate::model::{
    Chart, Command, Format, PtrEq, ShareCommand, Shown, Sweep, ViewChange, ViewState,
    format::{counted, millis},
};
use crate::parts::{Dispatch, looks, presses, rich};
use crate::words;
use catalogue::LabInfo;
use yew::prelude::*;

/// What the part shows.
#[derive(PartialEq)]
pub struct PlotPane {
    /// The lab.
    pub lab: &'static str,
    /// What came of the run.
    pub shown: Option<PtrEq<Shown>>,
    /// Which numbers of threads a sweep goes through.
    pub threads: Vec<u32>,
    /// What was measured.
    pub sweep: PtrEq<Sweep>,
    /// Whether the table is shown.
    pub looks: PtrEq<ViewState>,
    /// Threads that the hardware runs at once.
    pub hardware: u16,
    /// Whether what is on show is dark.
    pub dark: bool,
    /// Where actions go.
    pub send: Dispatch,
}

/// The plot's pane.
pub fn plot_pane(props: &PlotPane) -> Html {
    let Ok(lab) = catalogue::lab(props.lab) else {
        return html! {};
    };
    if let Some(measured) = measured(props, lab) {
        return one_run(props, &measured);
    }
    html! {
        <section class="card plot" aria-labelledby="plot-title">
            <h2><span id="plot-title">{"Throughput"}</span>
                if lab.sweeps { <span class="side">{progress(&props.sweep)}{buttons(props)}</span> }
            </h2>
            {body(props, lab)}
        </section>
    }
}

/// What the run on show has measured, if it is one of this lab.
fn measured(props: &PlotPane, lab: &LabInfo) -> Option<Measured> {
    let report = &props.shown.as_ref()?.report;
    (report.lab == lab.id).then(|| Measured::of(report)).flatten()
}

/// What the picture is called of what a run has measured by itself, if its lab measures such a thing.
pub fn title_of_one_run(report: &trace::Report) -> Option<String> {
    Measured::of(report).map(|measured| measured.title().to_string())
}

fn one_run(props: &PlotPane, measured: &Measured) -> Html {
    html! {
        <section class="card plot" aria-labelledby="plot-title">
            <h2><span id="plot-title">{measured.title()}</span>
                <span class="side"><small>{measured.caption()}</small>{switch(props)}</span>
            </h2>
            {if props.looks.plot_table { measured.table() } else { measured.picture() }}
        </section>
    }
}

fn body(props: &PlotPane, lab: &'static LabInfo) -> Html {
    if !lab.sweeps {
        return html! { <p class="empty">{format!("There is no curve for {}: it is about what happens, not how fast.", lab.name.to_ascii_lowercase())}</p> };
    }
    let so_far = (props.sweep.live && props.sweep.measured() > 0).then(|| words::sweep_ended(&props.sweep));
    let told = so_far
        .or_else(|| words::foresight(&props.sweep))
        .map(|told| html! { <p class="foretold">{rich(&told)}</p> });
    if props.looks.plot_table {
        return html! { <>{table(&props.sweep, lab.unit)}{told}</> };
    }
    let price = format!(
        "Press Sweep: two curves come here, in {}.",
        words::sweep_price(&props.threads)
    );
    let empty = match (props.sweep.live, &props.sweep.calibration) {
        (true, None) => "Measuring what a few small things take here…",
        (true, Some(_)) => "Measuring the first point…",
        (false, _) => &price,
    };
    html! {
        <>
            <Picture sweep={props.sweep.clone()} unit={lab.unit} hardware={props.hardware} dark={props.dark} empty={empty.to_string()} />
            {told}
        </>
    }
}

fn progress(sweep: &Sweep) -> Html {
    match (sweep.live, sweep.left_ms) {
        (true, left) => {
            let left = left.map_or_else(|| "…".to_string(), |left| format!(", about {} left", millis(left)));
            html! { <small>{format!("{} of {} runs{left}", sweep.runs(), sweep.planned.max(sweep.runs()))}</small> }
        }
        (false, _) if sweep.measured() > 0 => {
            let runs = || {
                sweep
                    .curves
                    .iter()
                    .flat_map(|curve| &curve.points)
                    .map(|point| point.runs)
            };
            let (least, most) = (runs().min().unwrap_or(1), runs().max().unwrap_or(1));
            let runs = match least == most {
                true => counted(most.into(), "runs"),
                false => format!("{least} to {most} runs"),
            };
            html! { <small>{format!("{}; median of {runs}, band from lowest to highest", sweep.title)}</small> }
        }
        _ => html! { <small>{"against threads"}</small> },
    }
}

fn buttons(props: &PlotPane) -> Html {
    let measured = props.sweep.measured() > 0;
    html! {
        <>
            if measured && !props.sweep.live {
                <button class="link" onclick={presses(&props.send, Command::Share(ShareCommand::Save(Format::Csv)))}>{"CSV"}</button>
                if !props.looks.plot_table {
                    <button class="link" onclick={presses(&props.send, Command::Share(ShareCommand::Save(Format::Svg)))}>{"SVG"}</button>
                    <button class="link" onclick={presses(&props.send, Command::Share(ShareCommand::Save(Format::Png)))}>{"PNG"}</button>
                }
                if !props.sweep.texts.is_empty() {
                    <button class="link" onclick={presses(&props.send, Command::Share(ShareCommand::Save(Format::Json)))}>{"JSON"}</button>
                }
            }
            {switch(props)}
        </>
    }
}

fn switch(props: &PlotPane) -> Html {
    let as_table = props.looks.plot_table;
    html! {
        <button class="link" aria-pressed={as_table.to_string()} onclick={looks(&props.send, ViewChange::Table(Chart::Plot, !as_table))}>
            {if as_table { "as a picture" } else { "as a table" }}
        </button>
    }
}
