//! The rules of single files.

/// The longest a source file may be, in lines.
const LONGEST: usize = 600;

// Spelt in two halves, so that this file keeps its own rules.
const UNFINISHED: [&str; 3] = [
    concat!("to", "do!("),
    concat!("db", "g!("),
    concat!("unimple", "mented!("),
];
const MACHINES: [&str; 4] = [
    concat!("/ho", "me/"),
    concat!("/ro", "ot/"),
    concat!("/Us", "ers/"),
    concat!("/wo", "rk/"),
];
const DANGER: &str = concat!("uns", "afe");
const MARK: &str = concat!("TO", "DO");

/// The broken rules of one file, named from the root of the project.
pub fn complaints(name: &str, text: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    let mut say = |line: usize, what: &str| complaints.push(format!("{name}:{line}: {what}"));
    let rust = name.ends_with(".rs");
    if rust && !text.starts_with("//! ") {
        say(1, "opens without a `//!` sentence");
    }
    let lines = text.lines().count();
    if (rust || name.ends_with(".js")) && lines > LONGEST {
        say(lines, "is longer than 600 lines: split it");
    }
    for (index, line) in text.lines().enumerate() {
        for what in of_line(name, line) {
            say(index + 1, what);
        }
    }
    complaints
}

fn of_line(name: &str, line: &str) -> Vec<&'static str> {
    let rust = name.ends_with(".rs");
    let code = if rust {
        line.split("//").next().unwrap_or_default()
    } else {
        line
    };
    let mut broken = Vec::new();
    let mut rule = |is_broken: bool, what: &'static str| {
        if is_broken {
            broken.push(what);
        }
    };
    rule(line.contains('\t'), "has a tab");
    rule(line.ends_with([' ', '\t']) && !name.ends_with(".md"), "ends in a blank");
    rule(
        MACHINES.iter().any(|path| line.contains(path)),
        "names a path of one machine",
    );
    rule(line.contains(MARK), "has a mark of something unfinished");
    rule(
        rust && UNFINISHED.iter().any(|call| code.contains(call)),
        "has a macro of something unfinished",
    );
    let danger = rust
        && code
            .split(|c: char| !c.is_alphanumeric() && c != '_')
            .any(|word| word == DANGER);
    rule(
        danger && !name.starts_with("crates/threads/"),
        "is not in crates/threads, the only place for what the compiler cannot check",
    );
    broken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tidy_file_passes() {
        assert!(complaints("crates/app/src/a.rs", "//! One sentence.\n\nfn a() {} // not unsafe\n").is_empty());
    }

    #[test]
    fn each_rule_complains() {
        let broken = |name: &str, text: &str| complaints(name, text).len();
        assert_eq!(broken("crates/app/src/a.rs", "fn a() {}\n"), 1);
        assert_eq!(broken("crates/app/src/a.rs", &"//! x\n".repeat(601)), 1);
        assert_eq!(
            broken("crates/app/src/a.rs", &format!("//! x\n{DANGER} fn a() {{}}\n")),
            1
        );
        assert_eq!(
            broken("crates/threads/src/a.rs", &format!("//! x\n{DANGER} fn a() {{}}\n")),
            0
        );
        assert_eq!(broken("a.rs", &format!("//! x\n{}a)\n", UNFINISHED[1])), 1);
        assert_eq!(broken("a.css", "\ta {}\n"), 1);
        assert_eq!(broken("a.md", &format!("see {}me/x\n", MACHINES[0])), 1);
    }
}
