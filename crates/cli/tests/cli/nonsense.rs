//! Nonsense for every flag: exit code 2, nothing on standard output, one line on standard error that says what is allowed.

use crate::common::{err, out, threadbare, typed};
use std::process::Output;

fn check(output: &Output, line: &str) {
    let said = err(output);
    assert_eq!(output.status.code(), Some(2), "{line}: {said}");
    assert_eq!(out(output), "", "{line}");
    assert!(
        said.starts_with("threadbare: ") && said.ends_with('\n'),
        "{line}: {said}"
    );
    assert_eq!(said.lines().count(), 1, "{line}: {said}");
    assert!(said.contains("allowed is "), "{line}: {said}");
}

#[test]
fn lockstep_records_nothing_for_it_tells_its_schedule_anyway() {
    let line = "run --lab counter --engine lockstep --record";
    check(&typed(line), line);
}

#[test]
fn there_are_twelve_checks() {
    for line in ["fidelity --check 0", "fidelity --check 13", "fidelity --check x"] {
        check(&typed(line), line);
    }
}

#[test]
fn nonsense_for_every_flag_that_takes_a_value() {
    let nonsense = [
        "x",
        "-1",
        "1.5.5",
        "99999999999999999999999",
        "NaN",
        "off;drop",
        "…",
        "0x10",
        "1\n2",
        " ",
        "",
    ];
    let run = [
        "--variant",
        "--engine",
        "--lock",
        "--threads",
        "--size",
        "--interval",
        "--seed",
        "--time-limit",
        "--cores",
        "--schedule",
    ];
    for value in nonsense {
        for flag in run {
            check(
                &threadbare(&["run", "--lab", "counter", flag, value]),
                &format!("run {flag} {value:?}"),
            );
        }
        for (lab, flag) in [
            ("hashing", "--message"),
            ("mapreduce", "--reducers"),
            ("mapreduce", "--chunk"),
            ("mapreduce", "--text"),
            ("nested-pools", "--inner"),
            ("pipeline", "--producers"),
            ("pipeline", "--capacity"),
            ("convoy", "--answer"),
            ("dining", "--pause"),
            ("dining", "--scene"),
            ("condition", "--capacity"),
            ("readers", "--prefer"),
            ("barrier", "--dies"),
        ] {
            check(
                &threadbare(&["run", "--lab", lab, flag, value]),
                &format!("run {flag} {value:?}"),
            );
        }
        for flag in ["--threads", "--lock", "--runs"] {
            check(
                &threadbare(&["sweep", "--lab", "counter", flag, value]),
                &format!("sweep {flag} {value:?}"),
            );
        }
        check(&threadbare(&["run", "--lab", value]), &format!("--lab {value:?}"));
    }
}

#[test]
fn nonsense_as_a_whole() {
    for line in [
        "",
        "walk",
        "run",
        "run --lab",
        "run --lab counter --threads",
        "run --lab counter --bogus",
        "run --lab counter more",
        "run --lab counter --lab counter",
        "run --lab counter --json=1",
        "run --lab counter --message 64",
        "run --lab counter --text book",
        "run --lab counter --svg x.svg",
        "run --lab counter --cores 2",
        "run --lab mapreduce --text own",
        "labs --lab counter",
        "sweep",
        "sweep --lab crash",
        "sweep --lab nested-pools",
        "sweep --lab counter --threads 8..1",
        "sweep --lab counter --threads 1..",
        "sweep --lab counter --threads 0..4",
        "sweep --lab counter --threads 1..4000000000",
        "sweep --lab counter --threads 1,,2",
        "sweep --lab counter --lock off,",
        "sweep --lab counter --json --csv",
        "sweep --lab counter --csv --json",
        "run --lab counter --schedule f",
        "search",
        "search --lab counter --engine threads",
        "search --lab counter --schedule f",
        "search --lab counter --reduction maybe",
        "search --lab counter --preemptions -1",
        "search --lab counter --schedules 0",
        "trace --lab counter --format pdf --out x.json",
        "trace --lab counter --out /there/is/none/x.json",
        "sweep --lab counter --svg",
    ] {
        check(&typed(line), line);
    }
}

#[test]
fn files_that_cannot_be_used() {
    let folder = std::env::temp_dir();
    let folder = folder.to_str().unwrap();
    for (flag, path) in [("--input", "/there/is/none"), ("--input", folder), ("--input", "")] {
        check(&threadbare(&["run", "--lab", "mapreduce", flag, path]), path);
    }
    for path in ["/there/is/none/x.svg", folder, ""] {
        check(&threadbare(&["sweep", "--lab", "counter", "--svg", path]), path);
    }
    let mixed = ["run", "--lab", "mapreduce", "--input", "/dev/null", "--text", "book"];
    check(&threadbare(&mixed), "--input and --text");
    let sized = ["run", "--lab", "mapreduce", "--input", "/dev/null", "--size", "5"];
    check(&threadbare(&sized), "--input and --size");
    check(
        &threadbare(&["run", "--lab", "counter", "--input", "/dev/null"]),
        "--input where nothing is read",
    );
}

#[cfg(unix)]
#[test]
fn arguments_that_are_no_utf_8() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
    let odd = OsStr::from_bytes(b"\xff\xfe");
    for flag in ["--lab", "--threads", "--input", "--json"] {
        let arguments = [OsStr::new("run"), OsStr::new(flag), odd];
        check(&threadbare(&arguments), flag);
    }
}

#[test]
fn help_and_version_are_no_errors() {
    for line in ["--help", "run --help", "sweep --help", "labs --help", "--version"] {
        let output = typed(line);
        assert_eq!((output.status.code(), err(&output)), (Some(0), String::new()), "{line}");
        assert!(!output.stdout.is_empty());
    }
}
