//! What was found, as a page of HTML that needs nothing else.

use super::Report;
use check::{Checked, json};

const STYLE: &str = "body{font:16px/1.5 system-ui;margin:2rem auto;max-width:70rem;padding:0 1rem}table{border-collapse:collapse}td,th{border:1px solid #8886;padding:.2rem .6rem;text-align:left;vertical-align:top}.safe{color:#157f3b}.fails{color:#b3261e}code{white-space:pre}";

/// The page of some files.
pub fn page(reports: &[Report]) -> String {
    let files: String = reports.iter().map(file).collect();
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>threadbare check</title><style>{STYLE}</style><h1>threadbare check</h1>{files}</html>\n"
    )
}

fn file(report: &Report) -> String {
    let results: String = report.results.iter().map(|checked| result(report, checked)).collect();
    format!("<section><h2>{}</h2>{results}</section>", escape(&report.name))
}

fn result(report: &Report, checked: &Checked) -> String {
    let note =
        json::note(checked, &report.results).map_or_else(String::new, |note| format!("<p>{}</p>", escape(&note)));
    let failure = checked.shortest.as_ref().map_or_else(String::new, |failure| {
        format!("<p>{}</p>{}", escape(&failure.why), moves(report, checked))
    });
    format!(
        "<h3 class=\"{0}\">Python {1}: {0} ({2} schedules)</h3>{note}{failure}",
        checked.verdict.word(),
        checked.model.name(),
        checked.schedules
    )
}

fn moves(report: &Report, checked: &Checked) -> String {
    let lines: Vec<&str> = report.text.lines().collect();
    let rows: String = checked
        .shortest
        .iter()
        .flat_map(|failure| &failure.moves)
        .map(|it| {
            let source = lines
                .get((it.line as usize).wrapping_sub(1))
                .copied()
                .unwrap_or_default();
            format!(
                "<tr><td>{}<td>{}<td>{}<td><code>{}</code>",
                escape(&it.thread),
                it.line,
                escape(&it.words),
                escape(source)
            )
        })
        .collect();
    format!("<table><tr><th>thread<th>line<th>move<th>source{rows}</table>")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
