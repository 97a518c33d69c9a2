//! `threadbare fidelity`: the same figures from CPython and from lockstep, side by side.

use crate::{
    Done, Wrong, output,
    table::{Side, aligned, count},
};
use clap::ArgMatches;
use lab::fidelity::{CHECKS, Check, Figure};
use serde_json::json;

/// Runs all checks, or one.
pub fn fidelity(matches: &ArgMatches) -> Result<Done, Wrong> {
    let checks = chosen(matches)?;
    if matches.get_flag("json") {
        let figures: Vec<Figure> = checks.iter().flat_map(|check| check.run()).collect();
        let inside = figures.iter().filter(|figure| figure.inside).count();
        output::print_json(&json!({
            "version": 1, "inside": inside, "outside": figures.len() - inside,
            "figures": figures.iter().map(Figure::json).collect::<Vec<_>>(),
        }));
        return Ok(Done::Well);
    }
    let (mut inside, mut all) = (0, 0);
    for check in checks {
        let figures = check.run();
        inside += figures.iter().filter(|figure| figure.inside).count();
        all += figures.len();
        output::print(&told(check, &figures));
    }
    let (inside, all) = (count(inside as u64), count(all as u64));
    output::print(&format!("{inside} of {all} figures are within the fair tolerance.\n"));
    Ok(Done::Well)
}

fn chosen(matches: &ArgMatches) -> Result<Vec<&'static Check>, Wrong> {
    let Some(wanted) = matches.get_one::<String>("check") else {
        return Ok(CHECKS.iter().collect());
    };
    let found = CHECKS.iter().find(|check| check.number.to_string() == *wanted);
    found.map(|check| vec![check]).ok_or_else(|| {
        Wrong::new(format!(
            "There is no check “{wanted}”: allowed is a number from 1 to {}.",
            CHECKS.len()
        ))
    })
}

fn told(check: &Check, figures: &[Figure]) -> String {
    let mut rows = vec![
        ["figure", "CPython", "Threadbare", "ratio", "fair", "", ""]
            .map(String::from)
            .to_vec(),
    ];
    rows.extend(figures.iter().map(row));
    let sides = [
        Side::Left,
        Side::Right,
        Side::Right,
        Side::Right,
        Side::Left,
        Side::Left,
        Side::Left,
    ];
    let mut notes: Vec<&str> = figures
        .iter()
        .map(|figure| figure.note)
        .filter(|note| !note.is_empty())
        .collect();
    notes.dedup();
    let notes: String = notes.iter().map(|note| format!("  {note}\n")).collect();
    format!("{}. {}\n{}{notes}\n", check.number, check.name, aligned(&rows, &sides))
}

fn row(figure: &Figure) -> Vec<String> {
    let fair = match figure.is_exact() {
        true => "exactly".to_string(),
        false => format!("{} to {}", short(figure.low), short(figure.high)),
    };
    let ratio = figure.ratio().map_or("-".to_string(), |ratio| format!("{ratio:.2}"));
    let verdict = if figure.inside { "inside" } else { "OUTSIDE" };
    vec![
        figure.name.clone(),
        short(figure.cpython),
        short(figure.threadbare),
        ratio,
        fair,
        figure.unit.to_string(),
        verdict.to_string(),
    ]
}

/// As short as it can be read: `0`, `0.58`, `5.08`, `80.5`.
fn short(number: f64) -> String {
    let text = match number.abs() {
        large if large >= 100.0 => format!("{number:.0}"),
        middle if middle >= 10.0 => format!("{number:.1}"),
        _ => format!("{number:.3}"),
    };
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_string(),
        false => text,
    }
}
