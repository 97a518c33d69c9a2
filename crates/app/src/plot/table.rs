//! The curves in numbers.

use crate::model::{Sweep, format::large};
use crate::parts::Markup;
use trace::{Curve, Point};
use yew::prelude::*;

/// A row a number of threads, two columns a lock: the median, and from the lowest to the highest.
pub fn table(sweep: &Sweep, unit: &str) -> Html {
    let points = sweep.curves.iter().flat_map(|curve| &curve.points);
    let mut threads: Vec<u32> = points.map(|point| point.threads).collect();
    threads.sort_unstable();
    threads.dedup();
    let mut heads = vec!["Threads".to_string()];
    for curve in &sweep.curves {
        heads.extend([
            format!("{}, median {unit}/s", name(&curve.lock)),
            "lowest to highest".into(),
        ]);
    }
    let table = Markup::default().table(
        "Throughput as a table",
        &heads,
        threads.into_iter().map(|threads| row(sweep, threads)),
    );
    html! {
        <div class="tables" tabindex="0" role="region" aria-label="Throughput in numbers">
            {table.html()}
            if sweep.measured() == 0 { <p>{"Nothing is measured yet."}</p> }
        </div>
    }
}

/// A lock's name in a plot.
fn name(lock: &str) -> &'static str {
    match lock {
        "off" => "Lock off",
        "held" => "Lock held",
        _ => "Lock on",
    }
}

fn row(sweep: &Sweep, threads: u32) -> Vec<String> {
    let mut cells = vec![threads.to_string()];
    for curve in &sweep.curves {
        cells.extend(match point(curve, threads) {
            Some(Point { median, low, high, .. }) => [large(*median), format!("{} to {}", large(*low), large(*high))],
            None => ["–".into(), String::new()],
        });
    }
    cells
}

fn point(curve: &Curve, threads: u32) -> Option<&Point> {
    curve.points.iter().find(|point| point.threads == threads)
}
