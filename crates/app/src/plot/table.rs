//! The curves in numbers.

use crate::model::{Sweep, format::large};
use trace::{Curve, Point};
use yew::prelude::*;

/// A row a number of threads, two columns a lock: the median, and from the lowest to the highest.
pub fn table(sweep: &Sweep, unit: &str) -> Html {
    let mut threads: Vec<u32> = sweep
        .curves
        .iter()
        .flat_map(|curve| &curve.points)
        .map(|point| point.threads)
        .collect();
    threads.sort_unstable();
    threads.dedup();
    let head = |curve: &Curve| html! { <><th scope="col">{format!("{}, median", name(&curve.lock))}</th><th scope="col">{"lowest to highest"}</th></> };
    html! {
        <div class="tables" tabindex="0" role="region" aria-label="Throughput in numbers">
            <table aria-label="Throughput as a table">
                <caption>{format!("{unit} a second")}</caption>
                <thead><tr><th scope="col">{"Threads"}</th>{sweep.curves.iter().map(head).collect::<Html>()}</tr></thead>
                <tbody>{threads.into_iter().map(|threads| row(sweep, threads)).collect::<Html>()}</tbody>
            </table>
            if sweep.measured() == 0 { <p>{"Nothing is measured yet."}</p> }
        </div>
    }
}

/// A lock's name in a plot.
pub fn name(lock: &str) -> &'static str {
    match lock {
        "off" => "Lock off",
        "held" => "Lock held while waiting",
        _ => "Lock on, as CPython",
    }
}

fn row(sweep: &Sweep, threads: u32) -> Html {
    let point = |curve: &Curve| match curve.points.iter().find(|point| point.threads == threads) {
        Some(Point { median, low, high, .. }) => {
            html! { <><td>{large(*median)}</td><td>{format!("{} to {}", large(*low), large(*high))}</td></> }
        }
        None => html! { <><td>{"–"}</td><td></td></> },
    };
    html! { <tr key={threads}><th scope="row">{threads}</th>{sweep.curves.iter().map(point).collect::<Html>()}</tr> }
}
