//! The curves in numbers.

use crate::model::{Sweep, at, format::large};
use crate::parts::Markup;
use trace::Point;
use yew::prelude::*;

/// A row a number of threads, two columns a lock: the median, and from the lowest to the highest; and what was predicted, if anything was.
pub fn table(sweep: &Sweep, unit: &str) -> Html {
    let foretold = sweep.is_foretold();
    let mut heads = vec!["Threads".to_string()];
    for curve in &sweep.curves {
        heads.extend([
            format!("{}, median {unit}/s", name(&curve.lock)),
            "lowest to highest".into(),
        ]);
        heads.extend(foretold.then(|| format!("{}, predicted", name(&curve.lock))));
    }
    let table = Markup::default().table(
        "Throughput as a table",
        &heads,
        sweep.threads().into_iter().map(|threads| row(sweep, threads)),
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
    let foretold = sweep.is_foretold();
    let mut cells = vec![threads.to_string()];
    for curve in &sweep.curves {
        cells.extend(match at(&curve.points, threads) {
            Some(Point { median, low, high, .. }) => [large(*median), format!("{} to {}", large(*low), large(*high))],
            None => ["–".into(), String::new()],
        });
        if foretold {
            let predicted = at(&curve.predicted, threads);
            cells.push(predicted.map_or("–".into(), |point| large(point.median)));
        }
    }
    cells
}
