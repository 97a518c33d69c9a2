//! What a report says to those who read code line by line: one finding a failure, with its place.

use check::report::Failure;
use check::{Checked, Kind, Verdict};

use super::report::Report;
use crate::source::Refusal;

/// A kind of finding; its id is public.
pub struct Rule {
    /// As in SARIF's `ruleId`.
    pub id: &'static str,
    /// What it means, in a sentence.
    pub means: &'static str,
    /// What helps.
    pub help: &'static str,
}

/// All kinds.
pub const RULES: [Rule; 7] = [
    Rule {
        id: "exception",
        means: "Some order of the threads ends in an exception that nobody catches.",
        help: "Look at the moves that lead there: what one thread reads, another changes in between. A lock around both, or a queue, keeps them together.",
    },
    Rule {
        id: "deadlock",
        means: "Some order of the threads leaves all of them waiting for ever.",
        help: "Take locks in the same order everywhere, and see to it that whatever somebody waits for is still to come.",
    },
    Rule {
        id: "partial-deadlock",
        means: "Some order of the threads leaves a few of them waiting for ever.",
        help: "See to it that whatever somebody waits for is still to come, also when another thread fails.",
    },
    Rule {
        id: "livelock",
        means: "Some order of the threads keeps them running for ever without getting anywhere.",
        help: "Let who backs off wait for the other, or wait for different times.",
    },
    Rule {
        id: "unknown",
        means: "No schedule that was tried fails, and not all were tried.",
        help: "Fewer threads, fewer rounds or more time make a search complete; `--shard` and `--state` share a large one out.",
    },
    Rule {
        id: "expectation",
        means: "What the program's comments expect does not hold.",
        help: "Mend the program, or the comment `# expect:`.",
    },
    Rule {
        id: "not-run",
        means: "The program cannot be run.",
        help: "The sentence says what is not understood, and where.",
    },
];

/// One finding.
pub struct Finding<'a> {
    /// Of [`RULES`].
    pub rule: &'static str,
    /// The line, from 1; `None` where the whole file is meant.
    pub line: Option<u32>,
    /// The column, from 1, where it is not the line's first letter.
    pub column: Option<u32>,
    /// Under which Pythons.
    pub pythons: Vec<&'static str>,
    /// In a few words.
    pub title: String,
    /// For a person.
    pub message: String,
    /// How it comes to that.
    pub failure: Option<&'a Failure>,
    /// What else has to do with it: a line, and why.
    pub related: Vec<(u32, String)>,
    /// Whether the program's comments expect it.
    pub expected: bool,
}

/// The findings of a file: first what is not as its comments say, then failures, then what is not known.
pub fn of(report: &Report) -> Vec<Finding<'_>> {
    let mut all: Vec<Finding> = Vec::new();
    all.extend((report.as_expected() == Some(false)).then(|| unexpected(report)));
    let expected = report.is_expected();
    for checked in &report.results {
        let Some(finding) = failure(checked, expected).or_else(|| unknown(checked)) else {
            continue;
        };
        // The same under another Python is the same finding.
        let same = |other: &&mut Finding| {
            (other.rule, other.line, &other.message) == (finding.rule, finding.line, &finding.message)
        };
        match all.iter_mut().find(same) {
            Some(other) => other.pythons.extend(finding.pythons),
            None => all.push(finding),
        }
    }
    all
}

fn failure(checked: &Checked, expected: bool) -> Option<Finding<'_>> {
    let failure = checked.shortest.as_ref()?;
    let race = checked.races.first();
    let last = failure.moves.iter().rev().map(|it| it.line).find(|line| *line > 0);
    let line = match failure.outcome.kind {
        // What was raced for is where it is to be mended; what is raised then is only where it shows.
        Kind::Exception => race.map(|race| race.lines[1]).filter(|line| *line > 0).or(last),
        _ => last,
    };
    let related = checked.races.iter().flat_map(|race| {
        let words = |at: usize| {
            format!(
                "{} of {} by {}: {}.",
                race.kind, race.object, race.threads[at], race.missing
            )
        };
        [(race.lines[0], words(0)), (race.lines[1], words(1))]
    });
    Some(Finding {
        rule: match failure.outcome.kind {
            Kind::PartialDeadlock => "partial-deadlock",
            Kind::Deadlock => "deadlock",
            Kind::Livelock => "livelock",
            _ => "exception",
        },
        line,
        column: None,
        pythons: vec![checked.model.name()],
        title: failure.outcome.label().to_owned(),
        message: failure.why.clone(),
        failure: Some(failure),
        related: related.filter(|(line, _)| *line > 0).collect(),
        expected,
    })
}

fn unknown(checked: &Checked) -> Option<Finding<'_>> {
    (checked.verdict == Verdict::Unknown).then(|| Finding {
        rule: "unknown",
        line: None,
        column: None,
        pythons: vec![checked.model.name()],
        title: "not all schedules were tried".into(),
        message: check::json::note(checked, &[]).unwrap_or_default(),
        failure: None,
        related: Vec::new(),
        expected: false,
    })
}

fn unexpected(report: &Report) -> Finding<'_> {
    let comment = |line: &str| !check::expect::read(line).is_empty();
    let found: Vec<String> = report
        .results
        .iter()
        .map(|checked| format!("{} in {}", checked.verdict.word(), checked.model.name()))
        .collect();
    Finding {
        rule: "expectation",
        line: report
            .text
            .lines()
            .position(comment)
            .and_then(|at| u32::try_from(at + 1).ok()),
        column: None,
        pythons: Vec::new(),
        title: "not as expected".into(),
        message: format!("The program is not as its comments expect: {}.", found.join(", ")),
        failure: None,
        related: Vec::new(),
        expected: false,
    }
}

/// The finding of a file that cannot be run.
pub fn refused(refusal: &Refusal) -> Finding<'_> {
    Finding {
        rule: "not-run",
        line: refusal.place.map(|(line, _)| line),
        column: refusal.place.map(|(_, column)| column),
        pythons: Vec::new(),
        title: "cannot be run".into(),
        message: refusal.sentence.clone(),
        failure: None,
        related: Vec::new(),
        expected: false,
    }
}

impl Finding<'_> {
    /// In how many switches and under which Pythons, then why.
    pub fn words(&self) -> String {
        let pythons = match self.pythons.as_slice() {
            [] => return self.message.clone(),
            [only] => format!("Python {only}"),
            [all @ .., last] => format!("Python {} and {last}", all.join(", ")),
        };
        match self.failure {
            Some(failure) => format!(
                "{pythons}, {}: {}",
                super::show::switches(failure.switches),
                self.message
            ),
            None => format!("{pythons}: {}", self.message),
        }
    }
}

/// Where the text of a line begins and ends, in columns from 1.
pub fn columns(text: &str, line: u32) -> Option<(usize, usize)> {
    let line = text.lines().nth((line as usize).checked_sub(1)?)?;
    let indent = line.chars().take_while(|letter| letter.is_whitespace()).count();
    let end = line.trim_end().chars().count();
    (end > indent).then_some((indent + 1, end + 1))
}
