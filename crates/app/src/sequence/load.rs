//! The load test's table: the same requests under each kind of lock.

use crate::model::{
    Command, RunCommand,
    format::{count, millis},
};
use crate::parts::{Dispatch, Markup, presses};
use catalogue::SweepAxis;
use trace::LoadRow;
use yew::prelude::*;

/// What the part shows.
#[derive(PartialEq)]
pub struct LoadPane {
    /// A row a kind of lock, as far as it was run with these settings.
    pub rows: Vec<LoadRow>,
    /// Whether the test goes on.
    pub live: bool,
    /// Whether it could begin.
    pub ready: bool,
    /// Where actions go.
    pub send: Dispatch,
}

/// The pane.
pub fn load_pane(props: &LoadPane) -> Html {
    let whys = props.rows.iter().filter_map(|row| Some((row, row.why.as_ref()?)));
    html! {
        <section class="card load" aria-labelledby="load-title">
            <h2><span id="load-title">{"Load test"}</span><small>{"the same requests under each kind of lock"}</small>
                <span class="side"><button class="small" disabled={props.live || !props.ready} onclick={presses(&props.send, Command::Run(RunCommand::Compare(SweepAxis::Lock)))}>
                    {if props.live { "Testing…" } else { "Run the load test" }}
                </button></span>
            </h2>
            if props.rows.is_empty() {
                <p class="empty">{"Three runs: lock off, as CPython, and held while waiting. Each may take ten seconds at most."}</p>
            } else {
                <div class="tables" tabindex="0" role="region" aria-label="Load test in numbers">{table(&props.rows)}</div>
                {whys.map(|(row, why)| html! { <p class="hint"><b>{mode(row)}</b>{": "}{why}</p> }).collect::<Html>()}
            }
        </section>
    }
}

fn table(rows: &[LoadRow]) -> Html {
    let heads = ["Mode", "Requests", "Chunk", "Workers", "Result", "Time", "p50", "p95"].map(str::to_string);
    let latency = |at: Option<f64>| at.map_or("–".to_string(), millis);
    let cells = |row: &LoadRow| {
        vec![
            mode(row).to_string(),
            count(row.requests),
            count(row.chunk),
            row.workers.to_string(),
            row.result(),
            millis(row.elapsed_ms),
            latency(row.p50_ms),
            latency(row.p95_ms),
        ]
    };
    Markup::default()
        .table("Load test as a table", &heads, rows.iter().map(cells))
        .html()
}

fn mode(row: &LoadRow) -> &'static str {
    match row.lock.as_str() {
        "off" => "Lock off",
        "cpython" => "As CPython",
        _ => "Held while waiting",
    }
}
