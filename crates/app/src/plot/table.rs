//! The curves in numbers.

use crate::model::{Sweep, at, format::large};
use crate::parts::Markup;
use trace::{Curve, Point};
use yew::prelude::*;

/// A row a number of threads that was measured, three columns a lock: the median, in times of one thread, and from the lowest to the highest; behind them, what was
/// predicted, if anything was. Predictions for more threads stand in a table of their own.
pub fn table(sweep: &Sweep, unit: &str) -> Html {
    let foretold = sweep.is_foretold();
    let mut heads = vec!["Threads".to_string()];
    for curve in &sweep.curves {
        heads.extend([
            format!("{}, median {unit}/s", name(&curve.lock)),
            "times one thread".into(),
            "lowest to highest".into(),
        ]);
    }
    if foretold {
        heads.extend(predicted_heads(sweep));
    }
    let reference = sweep.reference();
    heads.extend((!reference.is_empty()).then(|| "The write-up".to_string()));
    let published = |threads: u32| {
        let same = reference.iter().find(|point| point.0 == threads);
        (!reference.is_empty()).then(|| same.map_or("–".into(), |point| large(point.1)))
    };
    let (measured, beyond): (Vec<u32>, Vec<u32>) = sweep.threads().into_iter().partition(|threads| {
        let mut curves = sweep.curves.iter();
        curves.any(|curve| at(&curve.points, *threads).is_some())
    });
    let rows = measured.into_iter().map(|threads| {
        let mut cells = row(sweep, threads, foretold);
        cells.extend(published(threads));
        cells
    });
    let table = Markup::default().table("Throughput as a table", &heads, rows);
    let further = (!beyond.is_empty()).then(|| {
        let heads: Vec<String> = ["Threads".to_string()]
            .into_iter()
            .chain(predicted_heads(sweep))
            .collect();
        let row = |threads: u32| {
            [threads.to_string()]
                .into_iter()
                .chain(predicted(sweep, threads))
                .collect()
        };
        Markup::default()
            .table(
                "Predicted for more threads as a table",
                &heads,
                beyond.into_iter().map(row),
            )
            .html()
    });
    html! {
        <div class="tables" tabindex="0" role="region" aria-label="Throughput in numbers">
            {table.html()}
            {further}
            if sweep.measured() == 0 { <p>{"Nothing is measured yet."}</p> }
        </div>
    }
}

fn predicted_heads(sweep: &Sweep) -> impl Iterator<Item = String> {
    sweep
        .curves
        .iter()
        .map(|curve| format!("{}, predicted", name(&curve.lock)))
}

fn predicted(sweep: &Sweep, threads: u32) -> impl Iterator<Item = String> {
    let points = sweep.curves.iter().map(move |curve| at(&curve.predicted, threads));
    points.map(|point| point.map_or("–".into(), |point| large(point.median)))
}

/// A lock's name in a plot.
pub fn name(lock: &str) -> &'static str {
    match lock {
        "off" => "Lock off",
        "held" => "Lock held",
        _ => "Lock on",
    }
}

/// The speed-up, where one thread was measured.
fn times_one(curve: &Curve, median: f64) -> String {
    match at(&curve.points, 1) {
        Some(one) if one.median > 0.0 => format!("{:.2}", median / one.median),
        _ => "–".into(),
    }
}

fn row(sweep: &Sweep, threads: u32, foretold: bool) -> Vec<String> {
    let mut cells = vec![threads.to_string()];
    for curve in &sweep.curves {
        cells.extend(match at(&curve.points, threads) {
            Some(Point { median, low, high, .. }) => [
                large(*median),
                times_one(curve, *median),
                format!("{} to {}", large(*low), large(*high)),
            ],
            None => ["–".into(), String::new(), String::new()],
        });
    }
    if foretold {
        cells.extend(predicted(sweep, threads));
    }
    cells
}
