//! `threadbare fidelity`: the same figures from CPython and from lockstep, side by side.

use crate::{
    exit_status::ExitStatus,
    output,
    table::{Side, aligned, count},
    wrong::CliError,
};
use clap::ArgMatches;
use fidelity::{CHECKS, Figure, holdout};
use serde_json::{Value, json};

/// Plays all checks and what was kept back, or one of them.
pub fn fidelity(matches: &ArgMatches) -> Result<ExitStatus, CliError> {
    let parts = chosen(matches)?;
    match matches.get_flag("json") {
        true => output::print_json(&value(&parts)),
        false => table(&parts),
    }
    Ok(ExitStatus::Well)
}

/// Figures that belong together.
struct Part {
    /// With its number, if it is a check.
    name: String,
    holdout: bool,
    run: Box<dyn Fn() -> Vec<Figure>>,
}

/// The name under which what was kept back is asked for.
const KEPT_BACK: &str = "kept-back";

/// Said before what was kept back.
const FIRST_TRY: &str = "Not used to fit anything: chosen before lockstep was asked for any of them. At the first try 83 of the 123 were inside; since\n\
    then what a Lock costs was corrected, from another measurement.\n\n";

fn chosen(matches: &ArgMatches) -> Result<Vec<Part>, CliError> {
    let wanted = matches.get_one::<String>("check").map(String::as_str);
    let checks = CHECKS
        .iter()
        .filter(|check| wanted.is_none_or(|wanted| check.number.to_string() == wanted));
    let checks = checks.map(|check| Part {
        name: format!("{}. {}", check.number, check.name),
        holdout: false,
        run: Box::new(|| check.run()),
    });
    let groups = holdout()
        .into_iter()
        .filter(|_| wanted.is_none_or(|wanted| wanted == KEPT_BACK));
    let groups = groups.map(|group| Part {
        name: group.name.to_string(),
        holdout: true,
        run: Box::new(move || group.run()),
    });
    let parts: Vec<Part> = checks.chain(groups).collect();
    match (parts.is_empty(), wanted) {
        (true, Some(wanted)) => Err(CliError::new(format!(
            "There is no check “{wanted}”: allowed is a number from 1 to {}, or {KEPT_BACK}.",
            CHECKS.len()
        ))),
        _ => Ok(parts),
    }
}

fn value(parts: &[Part]) -> Value {
    let (mut figures, mut holdout) = (Vec::new(), Vec::new());
    for part in parts {
        match part.holdout {
            false => figures.extend((part.run)()),
            true => holdout.extend((part.run)().into_iter().map(|figure| (&part.name, figure))),
        }
    }
    let inside = figures.iter().filter(|figure| figure.inside).count();
    let foretold = holdout.iter().filter(|(_, figure)| figure.inside).count();
    json!({
        "version": 1, "inside": inside, "outside": figures.len() - inside,
        "figures": figures.iter().map(Figure::json).collect::<Vec<_>>(),
        "kept_back": {
            "inside": foretold, "outside": holdout.len() - foretold,
            "figures": holdout.iter().map(|(group, figure)| figure.kept_back_json(group)).collect::<Vec<_>>(),
        },
    })
}

fn table(parts: &[Part]) {
    let mut tallies = [Tally::default(), Tally::default()];
    for part in parts {
        let tally = &mut tallies[usize::from(part.holdout)];
        if part.holdout && tally.all == 0 {
            output::print(FIRST_TRY);
        }
        let figures = (part.run)();
        tally.inside += figures.iter().filter(|figure| figure.inside).count() as u64;
        tally.all += figures.len() as u64;
        output::print(&told(&part.name, &figures));
    }
    let [checks, holdout] = tallies;
    let which = [
        (checks, "figures"),
        (holdout, "figures that were not used to fit anything"),
    ];
    for (tally, which) in which.iter().filter(|(tally, _)| tally.all > 0) {
        let (inside, all) = (count(tally.inside), count(tally.all));
        output::print(&format!("{inside} of {all} {which} are within the fair tolerance.\n"));
    }
}

#[derive(Clone, Copy, Default)]
struct Tally {
    inside: u64,
    all: u64,
}

fn told(name: &str, figures: &[Figure]) -> String {
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
    let mut notes: Vec<&str> = Vec::new();
    for note in figures.iter().map(|figure| figure.note).filter(|note| !note.is_empty()) {
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    let notes: String = notes.iter().map(|note| format!("  {note}\n")).collect();
    format!("{name}\n{}{notes}\n", aligned(&rows, &sides))
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
