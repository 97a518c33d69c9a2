//! Counts what passed and what failed, from the closing lines of the test runners.

use std::fmt;
use std::ops::Add;
use std::process::Command;

use crate::{Outcome, child};

/// How many tests or checks passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TestCounts {
    /// Those that passed.
    pub passed: u32,
    /// Those that failed, or ran too long.
    pub failed: u32,
}

impl TestCounts {
    /// One check.
    pub fn check(passed: bool) -> Self {
        Self {
            passed: u32::from(passed),
            failed: u32::from(!passed),
        }
    }

    /// One step; why it failed is printed.
    pub fn tried(outcome: Outcome) -> Self {
        Self::or_failed(outcome.map(|()| Self::check(true)))
    }

    /// What was counted, or one failure where nothing could be; why is printed.
    pub fn or_failed(counted: Outcome<Self>) -> Self {
        counted.unwrap_or_else(|why| {
            println!("{why}");
            Self::check(false)
        })
    }

    /// What a test runner counts, with its output shown. A suite that does not compile, dies, or has no test at all closes with no count of failures; it
    /// has failed all the same.
    pub fn counted(command: &mut Command) -> Outcome<Self> {
        let (status, said) = child::run_heard(command)?;
        Ok(Self::of(&said).judged(status.success()))
    }

    fn judged(self, success: bool) -> Self {
        let silent = self.failed == 0 && (!success || self.passed == 0);
        if silent { self + Self::check(false) } else { self }
    }

    /// The sum of all closing lines in what cargo test, cargo nextest, wasm-bindgen's runner, pytest or node's TAP reporter printed.
    pub fn of(said: &str) -> Self {
        said.lines()
            .filter(|line| is_closing(line))
            .map(Self::of_line)
            .fold(Self::default(), Add::add)
    }

    fn of_line(line: &str) -> Self {
        let words: Vec<&str> = line
            .split([' ', ',', ';', ':'])
            .filter(|word| !word.is_empty())
            .collect();
        let before = |label: &str| {
            let counts = words
                .windows(2)
                .filter(|pair| pair[1] == label)
                .filter_map(|pair| pair[0].parse::<u32>().ok());
            counts.sum::<u32>()
        };
        let timed_out = words.windows(3).filter(|three| three[1..] == ["timed", "out"]);
        let late: u32 = timed_out.filter_map(|three| three[0].parse::<u32>().ok()).sum();
        let after = |label: &str| match words[..] {
            ["#", word, count] if word == label => count.parse().unwrap_or(0),
            _ => 0,
        };
        Self {
            passed: before("passed") + after("pass"),
            failed: before("failed") + before("error") + before("errors") + late + after("fail"),
        }
    }
}

impl Add for TestCounts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
        }
    }
}

impl fmt::Display for TestCounts {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{} passed, {} failed", self.passed, self.failed)
    }
}

fn is_closing(line: &str) -> bool {
    let line = line.trim_start();
    let of_pytest = line.starts_with("==") && line.ends_with("==") && line.contains(" in ");
    let of_node = line.starts_with("# pass ") || line.starts_with("# fail ");
    of_pytest
        || of_node
        || line.starts_with("test result:")
        || (line.starts_with("Summary [") && line.contains(" run: "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_are_summed() {
        let said = "test result: ok. 3 passed; 0 failed; 0 ignored; 0 filtered out; finished in 0.07s\n\
                    5 passed, in a test's own words\n\
                    test result: FAILED. 1 passed; 2 failed; 0 ignored\n";
        assert_eq!(TestCounts::of(said), TestCounts { passed: 4, failed: 2 });
    }

    #[test]
    fn pytest_is_understood() {
        let said =
            "============ test session starts ============\n======= 1 failed, 5 passed, 2 errors in 0.02s =======\n";
        assert_eq!(TestCounts::of(said), TestCounts { passed: 5, failed: 3 });
    }

    #[test]
    fn node_is_understood() {
        let said = "ok 1 - all errors passed\n1..1\n# tests 5\n# pass 3\n# fail 2\n# cancelled 0\n";
        assert_eq!(TestCounts::of(said), TestCounts { passed: 3, failed: 2 });
    }

    #[test]
    fn nextest_is_understood() {
        let said = "     Summary [   4.2s] 14 tests run: 10 passed (1 slow), 3 failed, 1 timed out, 2 skipped\n";
        assert_eq!(TestCounts::of(said), TestCounts { passed: 10, failed: 4 });
    }

    /// As the suite `docs` did as long as no block in the documentation was a program.
    #[test]
    fn a_suite_without_a_test_has_failed() {
        let judged = |tally: TestCounts| tally.judged(true);
        assert_eq!(judged(TestCounts::default()), TestCounts { passed: 0, failed: 1 });
        assert_eq!(
            judged(TestCounts { passed: 3, failed: 0 }),
            TestCounts { passed: 3, failed: 0 }
        );
    }

    #[test]
    fn a_suite_that_dies_has_failed_however_much_passed() {
        let judged = |tally: TestCounts| tally.judged(false);
        assert_eq!(
            judged(TestCounts { passed: 3, failed: 0 }),
            TestCounts { passed: 3, failed: 1 }
        );
        assert_eq!(
            judged(TestCounts { passed: 3, failed: 2 }),
            TestCounts { passed: 3, failed: 2 }
        );
    }
}
