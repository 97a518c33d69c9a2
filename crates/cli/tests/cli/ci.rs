//! What a CI asks for: SARIF, annotations, programs that expect, completions and pages for `man`.

use crate::common::{RACE, Scratch, check, err, json, out, piped, threadbare, typed};
use serde_json::Value;
use std::{fs, process::Command};

fn log(file: &Scratch, flags: &str) -> Value {
    let sarif = Scratch::with(b"");
    check(file, &format!("{flags} --sarif {}", sarif.path()));
    serde_json::from_str(&fs::read_to_string(sarif.path()).unwrap()).unwrap()
}

const COMMANDS: [&str; 10] = [
    "labs",
    "check",
    "run",
    "sweep",
    "search",
    "load",
    "trace",
    "fidelity",
    "completions",
    "man",
];

/// The official schema is asked by `cargo xtask test exports`; here, that what is said is so.
#[test]
fn sarif_names_the_line_and_how_it_comes_to_that() {
    let file = Scratch::program(RACE);
    let run = &log(&file, "")["runs"][0];
    let results = run["results"].as_array().unwrap();
    assert_eq!(
        results.len(),
        1,
        "the same under two Pythons is one finding: {results:?}"
    );
    let found = &results[0];
    assert_eq!(
        (&found["ruleId"], &found["level"]),
        (&"exception".into(), &"error".into())
    );
    assert_eq!(found["properties"]["pythons"], serde_json::json!(["3.9", "3.14t"]));
    let rule = found["ruleIndex"].as_u64().unwrap() as usize;
    assert_eq!(run["tool"]["driver"]["rules"][rule]["id"], "exception");
    let region = &found["locations"][0]["physicalLocation"]["region"];
    assert_eq!(
        region,
        &serde_json::json!({ "startLine": 5, "startColumn": 5, "endColumn": 14 })
    );
    let flows = found["codeFlows"][0]["threadFlows"].as_array().unwrap();
    let mut order: Vec<u64> = flows
        .iter()
        .flat_map(|flow| flow["locations"].as_array().unwrap())
        .map(|step| step["executionOrder"].as_u64().unwrap())
        .collect();
    order.sort_unstable();
    assert_eq!(flows.len(), 3, "a flow a thread");
    assert_eq!(order, (1..=order.len() as u64).collect::<Vec<_>>());
    assert_eq!(run["invocations"][0]["exitCode"], 1);
}

#[test]
fn what_a_file_expects_is_suppressed_and_what_it_does_not_is_told_at_its_comment() {
    let expected = Scratch::program(&format!("# expect: fails AssertionError\n{RACE}"));
    let results = log(&expected, "")["runs"][0]["results"].clone();
    assert_eq!(results[0]["suppressions"][0]["kind"], "inSource");
    assert_eq!(
        out(&check(&expected, "--annotations github"))
            .matches("::error")
            .count(),
        0
    );
    let wrong = Scratch::program(&format!("# expect: safe\n{RACE}"));
    let results = log(&wrong, "--python 3.14t")["runs"][0]["results"].clone();
    assert_eq!(results[0]["ruleId"], "expectation");
    assert_eq!(results[0]["locations"][0]["physicalLocation"]["region"]["startLine"], 1);
}

#[test]
fn a_file_that_cannot_be_run_is_a_notification() {
    let file = Scratch::program("def broken(:\n");
    let run = &log(&file, "")["runs"][0];
    let told = &run["invocations"][0]["toolExecutionNotifications"][0];
    assert_eq!(told["locations"][0]["physicalLocation"]["region"]["startLine"], 1);
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
}

#[test]
fn annotations_are_for_github_alone() {
    let file = Scratch::program(RACE);
    let printed = |asked: &str, inside: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_threadbare"));
        command.args(["check", file.path()]).args(asked.split_whitespace());
        out(&command.env("GITHUB_ACTIONS", inside).output().unwrap())
    };
    let line = format!(
        "::error file={},line=5,col=5,endColumn=14,title=threadbare%3A AssertionError::Python 3.9 and 3.14t, 1 pre-emptive switch: Lost update",
        file.path()
    );
    assert!(printed("--annotations github", "false").contains(&line));
    assert!(printed("--annotations auto", "true").contains(&line));
    for (asked, inside) in [
        ("--annotations auto", "false"),
        ("--annotations off", "true"),
        ("", "true"),
    ] {
        assert!(!printed(asked, inside).contains("::error"), "{asked} {inside}");
    }
    let both = check(&file, "--annotations github --json");
    assert_eq!(json(&both)["results"].as_array().unwrap().len(), 3);
    assert!(err(&both).contains("::error"));
}

#[test]
fn only_files_that_expect_are_checked_where_that_is_asked_for() {
    let (silent, expecting) = (
        Scratch::program(RACE),
        Scratch::program(&format!("# expect: fails\n{RACE}")),
    );
    let output = threadbare(&["check", "--expecting", silent.path(), expecting.path()]);
    assert_eq!(output.status.code(), Some(0));
    assert!(!out(&output).contains(silent.path()) && out(&output).contains(expecting.path()));
    let nothing = threadbare(&["check", "--expecting", silent.path()]);
    assert_eq!((nothing.status.code(), out(&nothing)), (Some(0), String::new()));
    assert_eq!(
        threadbare(&["check", "--expecting", "no-such.py"]).status.code(),
        Some(2)
    );
}

/// A pipe can be read but once, whatever it is called.
#[cfg(target_os = "linux")]
#[test]
fn a_pipe_that_expects_is_read_once() {
    let text = format!("# expect: safe\n{RACE}");
    for file in ["-", "/dev/stdin"] {
        let output = piped(&["check", "--expecting", "--python", "3.14t", file], &text);
        assert_eq!(output.status.code(), Some(1), "{file}: {}", out(&output));
        assert!(out(&output).contains("fails: AssertionError"), "{}", out(&output));
        let silent = piped(&["check", "--expecting", file], RACE);
        assert_eq!((silent.status.code(), out(&silent)), (Some(0), String::new()), "{file}");
    }
    let twice = piped(&["check", "-", "-"], RACE);
    assert_eq!((twice.status.code(), out(&twice)), (Some(2), String::new()));
    assert!(err(&twice).contains("more than once"), "{}", err(&twice));
}

/// What was found is told, whatever cannot be written.
#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_written_loses_no_verdict() {
    let file = Scratch::program(RACE);
    for flags in ["--sarif /dev/full", "--state no-such-folder/state", "--html /dev/full"] {
        let output = check(&file, &format!("--python 3.14t {flags}"));
        assert_eq!(output.status.code(), Some(2), "{flags}: {}", err(&output));
        assert!(out(&output).contains("fails"), "{flags}: {}", out(&output));
        assert!(err(&output).contains("cannot be written"), "{flags}: {}", err(&output));
        assert_eq!(err(&output).lines().count(), 1, "{flags}: {}", err(&output));
    }
    let page = Scratch::with(b"");
    let output = check(&file, &format!("--sarif /dev/full --html {}", page.path()));
    assert_eq!(output.status.code(), Some(2));
    assert!(fs::read_to_string(page.path()).unwrap().contains("AssertionError"));
}

#[test]
fn shells_complete_all_that_there_is() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = out(&typed(&format!("completions {shell}")));
        for word in ["sarif", "completions", "schedule", "lab"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    let output = typed("completions tcsh");
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("allowed is bash"));
}

#[test]
fn each_command_has_a_page() {
    let folder = std::env::temp_dir().join(format!("threadbare-man-{}", std::process::id()));
    assert_eq!(typed(&format!("man --out {}", folder.display())).status.code(), Some(0));
    for command in COMMANDS {
        let page = fs::read_to_string(folder.join(format!("threadbare-{command}.1"))).unwrap();
        assert!(page.contains(".TH") && page.contains("SYNOPSIS"), "{command}");
    }
    fs::remove_dir_all(folder).unwrap();
    assert!(out(&typed("man")).contains(".TH threadbare 1"));
}

#[test]
fn every_command_explains_itself() {
    for line in COMMANDS.into_iter().chain([""]) {
        for asked in ["--help", "-h"] {
            let output = typed(&format!("{line} {asked}"));
            assert_eq!(output.status.code(), Some(0), "{line}");
            assert!(out(&output).contains("Usage: "), "{line}");
            assert_eq!(err(&output), "", "{line}");
        }
    }
    for line in ["run", "sweep", "trace"] {
        assert!(
            out(&typed(&format!("{line} --help"))).contains("FILE.py --help"),
            "{line}"
        );
        assert!(
            out(&typed(&format!("{line} program.py --help"))).contains("FILE"),
            "{line}"
        );
    }
}
