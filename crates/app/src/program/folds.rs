//! Which lines of a Python listing are folded away: the imports above the program, and the start-up below it where no thread is ever seen.

use std::ops::Range;

/// Lines that are folded, and what they are; lines are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fold {
    /// The lines.
    pub lines: Range<u32>,
    /// What they are.
    pub name: &'static str,
}

/// Fewer lines than this are not worth a fold.
const FEWEST: u32 = 2;

/// The folds of a Python listing; `is_marked` says whether threads can be seen at a line.
pub fn folds(text: &str, is_marked: impl Fn(u32) -> bool) -> Vec<Fold> {
    let lines: Vec<&str> = text.lines().collect();
    let imports = Fold {
        lines: 1..imports(&lines) + 1,
        name: "imports",
    };
    let first = startup(&lines, is_marked).max(imports.lines.end);
    let startup = Fold {
        lines: first..lines.len() as u32 + 1,
        name: "start-up",
    };
    let all = [imports, startup].into_iter();
    all.filter(|fold| fold.lines.end >= fold.lines.start + FEWEST).collect()
}

/// How many lines from the top on are imports and blank.
fn imports(lines: &[&str]) -> u32 {
    let is_import = |line: &&&str| line.is_empty() || line.starts_with("import ") || line.starts_with("from ");
    lines.iter().take_while(is_import).count() as u32
}

/// The first line of the statements at the end that define nothing and at which no thread is seen.
fn startup(lines: &[&str], is_marked: impl Fn(u32) -> bool) -> u32 {
    let mut first = lines.len() as u32 + 1;
    for (index, line) in lines.iter().enumerate().rev() {
        let number = index as u32 + 1;
        let begins = !line.is_empty() && !line.starts_with([' ', ')', ']', '}']);
        if is_marked(number) || (begins && defines(line)) {
            break;
        }
        if begins {
            first = number;
        }
    }
    first
}

fn defines(line: &str) -> bool {
    ["def ", "class ", "@", "async "]
        .iter()
        .any(|head| line.starts_with(head))
}

#[cfg(test)]
mod tests {
    use super::*;

    const COUNTER: &str = "from threading import Thread\n\nTIMES = 4\nn = 0\n\ndef add():\n    global n\n    n += 1\n\n\
                           threads = [Thread(target=add)]\nfor thread in threads:\n    thread.start()\nprint(n)\n";

    #[test]
    fn imports_and_start_up_are_folded_and_the_function_is_not() {
        let folded: Vec<_> = folds(COUNTER, |line| line == 8)
            .into_iter()
            .map(|fold| (fold.lines, fold.name))
            .collect();
        assert_eq!(folded, [(1..3, "imports"), (10..14, "start-up")]);
    }

    #[test]
    fn start_up_in_which_a_thread_is_seen_stays() {
        let folded = folds(COUNTER, |line| line == 13);
        assert_eq!(folded.len(), 1, "{folded:?}");
    }

    #[test]
    fn nothing_is_folded_twice_or_for_one_line() {
        assert_eq!(folds("import os\nprint(os)\n", |_| true), []);
        assert_eq!(folds("", |_| false), []);
        let all = folds("import os\n\nimport re\n", |_| false);
        assert_eq!(
            all,
            [Fold {
                lines: 1..4,
                name: "imports"
            }]
        );
    }
}
