//! `cargo xtask test`: every check and every test, with the totals last.

mod native;
mod rules;
mod site;

use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use crate::setup::{Browser, Tools};
use crate::site::{self as built, BuiltOnce};
use crate::tally::TestCounts;
use crate::{Outcome, child, say, setup};

type Suite = fn(&SuiteTools) -> Outcome<TestCounts>;

const SUITES: [(&str, Suite); 12] = [
    ("tidy", rules::tidy),
    ("advisories", rules::advisories),
    ("format", rules::format),
    ("lint", rules::lint),
    ("native", native::native),
    ("docs", native::docs),
    ("models", native::models),
    ("browser", site::in_browser),
    ("e2e", site::end_to_end),
    ("packages", site::packages),
    ("exports", site::exports_opened),
    ("chores", site::chores),
];

struct SuiteTools {
    kit: Tools,
    browser: Browser,
    site: BuiltOnce,
}

impl SuiteTools {
    /// Where the site is, which is built once for all suites that look at it.
    fn site(&self) -> Outcome<PathBuf> {
        self.site.folder(|dist| built::build(&self.kit, dist))
    }
}

/// Runs the named suites, or all; an error when anything failed.
pub fn run(asked: &[String]) -> Outcome {
    let suites = chosen(asked)?;
    let (kit, browser) = setup::for_testing()?;
    let tools = SuiteTools {
        kit,
        browser,
        site: BuiltOnce::default(),
    };
    let results: Vec<(&str, TestCounts, String)> =
        suites.iter().map(|(name, suite)| one(name, *suite, &tools)).collect();
    println!();
    for (name, tally, took) in &results {
        println!("{name:10} {tally} in {took}");
    }
    let total = results
        .iter()
        .fold(TestCounts::default(), |sum, (_, tally, _)| sum + *tally);
    println!("{total}");
    if total.failed > 0 {
        Err("not everything passed".to_owned())
    } else {
        Ok(())
    }
}

fn chosen(asked: &[String]) -> Outcome<Vec<(&'static str, Suite)>> {
    let known = |name: &String| SUITES.iter().any(|(suite, _)| suite == name);
    if let Some(unknown) = asked.iter().find(|name| !known(name)) {
        let names = SUITES.map(|(name, _)| name).join(", ");
        return Err(format!("there is no suite `{unknown}`; there are {names}"));
    }
    let wanted = |(name, _): &&(&str, Suite)| asked.is_empty() || asked.iter().any(|one| one == name);
    Ok(SUITES.iter().filter(wanted).copied().collect())
}

fn one<'a>(name: &'a str, suite: Suite, tools: &SuiteTools) -> (&'a str, TestCounts, String) {
    println!("\n== {name}");
    let start = Instant::now();
    let tally = TestCounts::or_failed(suite(tools));
    println!("{name}: {tally}");
    (name, tally, say::time(start.elapsed()))
}

fn check(command: &mut Command) -> TestCounts {
    TestCounts::tried(child::run(command))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options;

    #[test]
    fn the_help_names_every_suite() {
        let help = options::parse(["test", "-h"].map(str::to_owned).into_iter());
        let Ok(options::Subcommand::Explain(help)) = help else {
            panic!("{help:?}");
        };
        let usage = options::USAGE.lines().find(|line| line.trim().starts_with("test "));
        for (name, _) in SUITES {
            assert!(help.lines().any(|line| line.trim().starts_with(name)), "{name}");
            assert!(
                usage.is_some_and(|usage| usage.split(' ').any(|word| word == name)),
                "{name}"
            );
        }
    }
}
