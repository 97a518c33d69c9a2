//! What was found, as a page of HTML that needs nothing else.

use check::report::RaceReport;
use check::{Checked, Outcome, json};

use super::columns::{source_of, threads_of};
use super::report::Report;

const STYLE: &str = include_str!("page.css");

/// The page of some files.
pub fn page(reports: &[Report]) -> String {
    let files: String = reports.iter().map(file).collect();
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>threadbare check</title>\n<style>\n{STYLE}</style>\n<h1>threadbare check</h1>\n{files}</html>\n"
    )
}

fn file(report: &Report) -> String {
    let cards: String = report.results.iter().map(|checked| card(report, checked)).collect();
    let shard = report
        .worth()
        .map_or_else(String::new, |words| format!("<p>{}</p>\n", escape(&words)));
    let failing = report.results.iter().filter(|checked| checked.shortest.is_some());
    let details: String = failing.map(|checked| failure(report, checked)).collect();
    let models: String = report
        .results
        .iter()
        .map(|checked| format!("<p>{}</p>\n", escape(checked.model.sentence())))
        .collect();
    format!(
        "<section>\n<h2>{}</h2>\n<div class=\"verdicts\">\n{cards}</div>\n{shard}{details}<h3>The program</h3>\n<pre><code>{}</code></pre>\n<footer>{models}</footer>\n</section>\n",
        escape(&report.name),
        numbered(&report.text)
    )
}

fn numbered(text: &str) -> String {
    let lines = text.lines().enumerate();
    lines
        .map(|(at, line)| format!("{:>4}  {}\n", at + 1, escape(line)))
        .collect()
}

fn card(report: &Report, checked: &Checked) -> String {
    let word = checked.verdict.word();
    let kind = checked
        .shortest
        .as_ref()
        .map_or_else(String::new, |failure| format!(": {}", failure.outcome.label()));
    let note =
        json::note(checked, &report.results).map_or_else(String::new, |note| format!("<p>{}</p>", escape(&note)));
    format!(
        "<div class=\"card {word}\"><p>Python {}</p><strong>{word}{}</strong><p>{}</p>{note}</div>\n",
        checked.model.name(),
        escape(&kind),
        super::show::count(checked)
    )
}

fn failure(report: &Report, checked: &Checked) -> String {
    let Some(failure) = &checked.shortest else {
        return String::new();
    };
    format!(
        "<h3>Python {}: the shortest failure, {}</h3>\n<p class=\"why\">{}</p>\n{}{}{}",
        checked.model.name(),
        super::show::switches(failure.switches),
        escape(&failure.why),
        film(report, checked),
        races(&checked.races),
        outcomes(&checked.outcomes)
    )
}

// A column a thread, a row a move, the source line in each move's cell.
fn film(report: &Report, checked: &Checked) -> String {
    let moves: Vec<_> = checked.shortest.iter().flat_map(|failure| &failure.moves).collect();
    if moves.is_empty() {
        return String::new();
    }
    let threads = threads_of(moves.iter().copied());
    let lines: Vec<&str> = report.text.lines().collect();
    let head: String = threads
        .iter()
        .map(|name| format!("<th scope=\"col\">{}", escape(name)))
        .collect();
    let row = |it: &check::report::Move| {
        let source = source_of(&lines, it).map_or_else(String::new, |source| {
            format!("<code>{}  {}</code>", it.line, escape(source))
        });
        let cells = threads.iter().map(|name| {
            if *name == it.thread {
                format!("<td class=\"here\">{}{source}", escape(&it.words))
            } else {
                "<td>".to_owned()
            }
        });
        cells.collect::<String>()
    };
    let rows: String = moves
        .iter()
        .enumerate()
        .map(|(at, it)| format!("<tr><td class=\"number\">{}{}\n", at + 1, row(it)))
        .collect();
    format!("<div class=\"wide\"><table>\n<tr><th scope=\"col\">move{head}\n{rows}</table></div>\n")
}

fn races(races: &[RaceReport]) -> String {
    if races.is_empty() {
        return String::new();
    }
    let rows: String = races
        .iter()
        .map(|race| {
            format!(
                "<tr><td>{}<td>{}<td>{} and {}<td>{} and {}<td>{}\n",
                escape(&race.object),
                race.kind,
                race.lines[0],
                race.lines[1],
                escape(&race.threads[0]),
                escape(&race.threads[1]),
                escape(&race.missing)
            )
        })
        .collect();
    format!(
        "<h3>Races</h3>\n<div class=\"wide\"><table>\n<tr><th>what<th>kind<th>lines<th>threads<th>missing\n{rows}</table></div>\n"
    )
}

fn outcomes(outcomes: &[(Outcome, u64)]) -> String {
    let rows: String = outcomes
        .iter()
        .map(|(outcome, count)| {
            format!(
                "<tr><td class=\"number\">{count}<td>{}<td><code>{}</code><td>{}<td>{}\n",
                outcome.kind.word(),
                escape(&outcome.stdout),
                escape(outcome.exception.as_deref().unwrap_or_default()),
                escape(&outcome.stuck.join(", "))
            )
        })
        .collect();
    format!(
        "<h3>Outcomes</h3>\n<div class=\"wide\"><table>\n<tr><th>schedules<th>how it ends<th>prints<th>raises<th>stuck\n{rows}</table></div>\n"
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}
