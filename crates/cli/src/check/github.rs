//! Annotations of GitHub Actions: a workflow command a finding, which shows beside the line in a pull request.

use super::findings::{self, Finding};
use super::report::Report;
use crate::source::Refusal;

/// When they are printed.
pub const CHOICES: [&str; 3] = ["github", "auto", "off"];

/// Whether they are wanted: `auto` means inside GitHub Actions.
pub fn are_wanted(asked: Option<&str>) -> bool {
    match asked {
        Some("github") => true,
        Some("auto") => std::env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true"),
        _ => false,
    }
}

/// A line a finding that nobody expects.
pub fn annotations(reports: &[Report], refusals: &[Refusal]) -> String {
    let found = reports.iter().flat_map(|report| {
        let news = findings::of(report).into_iter().filter(|finding| !finding.expected);
        news.map(|finding| command(&report.name, Some(&report.text), &finding))
    });
    let refused = refusals
        .iter()
        .map(|refusal| command(&refusal.name, None, &findings::refused(refusal)));
    found.chain(refused).collect()
}

fn command(file: &str, text: Option<&str>, finding: &Finding) -> String {
    let level = if finding.rule == "unknown" { "warning" } else { "error" };
    let mut properties = vec![format!("file={}", property(file))];
    if let Some(line) = finding.line {
        properties.push(format!("line={line}"));
        let whole = text.and_then(|text| findings::columns(text, line));
        match (finding.column, whole) {
            (Some(column), _) => properties.push(format!("col={column}")),
            (None, Some((from, to))) => properties.push(format!("col={from},endColumn={to}")),
            (None, None) => {}
        }
    }
    properties.push(format!("title={}", property(&format!("threadbare: {}", finding.title))));
    format!("::{level} {}::{}\n", properties.join(","), data(&finding.words()))
}

// As the runner reads them back.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_command_is_escaped() {
        let refusal = Refusal {
            name: "a,b:c%.py".into(),
            place: Some((2, 5)),
            sentence: "no\nsuch: 100 %, really\r".into(),
        };
        assert_eq!(
            annotations(&[], &[refusal]),
            "::error file=a%2Cb%3Ac%25.py,line=2,col=5,title=threadbare%3A cannot be run::no%0Asuch: 100 %25, really%0D\n"
        );
    }
}
