//! What was found, for a terminal: the verdicts side by side, then the shortest failure in columns.

use check::{Checked, Verdict, json};

use super::columns;
use super::report::Report;

/// A file's report.
pub fn report(report: &Report) -> String {
    let mut text = format!("{}\n", report.name);
    text.push_str(&verdicts(report));
    text.push_str(&notes(&report.results));
    text.push_str(&report.worth().map_or_else(String::new, |words| format!("  {words}\n")));
    let failing = report.results.iter().filter(|checked| checked.shortest.is_some());
    let shortest = failing.min_by_key(|checked| {
        checked
            .shortest
            .as_ref()
            .map(|failure| (failure.switches, failure.steps))
    });
    if let Some(checked) = shortest {
        text.push_str(&failure(report, checked));
    }
    text.push('\n');
    text
}

/// What the verdicts are worth; what is the same of several Pythons is said once, with their names.
fn notes(results: &[Checked]) -> String {
    let mut notes: Vec<(String, Vec<&str>)> = Vec::new();
    for checked in results {
        let Some(note) = json::note(checked, results) else {
            continue;
        };
        // What is safe by accident says itself in which Python.
        let of = (checked.verdict != Verdict::Safe || checked.differs()).then(|| checked.model.name());
        match notes.iter_mut().find(|(known, _)| *known == note) {
            Some((_, all)) => all.extend(of),
            None => notes.push((note, of.into_iter().collect())),
        }
    }
    let line = |(note, of): &(String, Vec<&str>)| match of.is_empty() || of.len() == results.len() {
        true => format!("  {note}\n"),
        false => format!("  {}: {note}\n", of.join(" and ")),
    };
    notes.iter().map(line).collect()
}

fn verdicts(report: &Report) -> String {
    let cells: Vec<(String, String, String)> = report.results.iter().map(|checked| cell(report, checked)).collect();
    let width = cells
        .iter()
        .map(|(_, words, counts)| words.len().max(counts.len()))
        .max()
        .unwrap_or(0)
        + 3;
    let line = |part: fn(&(String, String, String)) -> &String| {
        let cells: String = cells.iter().map(|cell| format!("{:width$}", part(cell))).collect();
        format!("  {}\n", cells.trim_end())
    };
    [line(|cell| &cell.0), line(|cell| &cell.1), line(|cell| &cell.2)].concat()
}

fn cell(report: &Report, checked: &Checked) -> (String, String, String) {
    let words = match &checked.shortest {
        Some(failure) => format!("fails: {}", failure.outcome.label()),
        None if checked.differs() => format!("{}, but {} outputs", checked.verdict.word(), checked.prints().count()),
        None => checked.verdict.word().to_owned(),
    };
    (
        format!("Python {}", checked.model.name()),
        words,
        count(checked)
            + if report.is_part(checked.model) {
                " of the shard"
            } else {
                ""
            },
    )
}

/// How many schedules were tried, and whether that is all.
pub fn count(checked: &Checked) -> String {
    let count = format!(
        "{} schedule{}",
        checked.schedules,
        if checked.schedules == 1 { "" } else { "s" }
    );
    match checked.verdict {
        Verdict::Unknown => format!("{count}, not all"),
        _ if checked.complete => format!("all {count}"),
        _ => count,
    }
}

/// A number of switches in words.
pub fn switches(count: usize) -> String {
    match count {
        0 => "no pre-emptive switch".to_owned(),
        1 => "1 pre-emptive switch".to_owned(),
        count => format!("{count} pre-emptive switches"),
    }
}

fn failure(report: &Report, checked: &Checked) -> String {
    let Some(failure) = &checked.shortest else {
        return String::new();
    };
    let (which, moves) = match checked.long {
        true => ("A", String::new()),
        false => ("The shortest", columns::columns(&report.text, &failure.moves) + "\n"),
    };
    format!(
        "\n  {which} failure, Python {}, {}:\n\n{moves}  {}\n",
        checked.model.name(),
        switches(failure.switches),
        failure.why
    )
}
