//! Standard input, a full disk, a reader that has gone away, Ctrl-C.

use crate::common::{Scratch, err, json, out};
use std::{
    fs::OpenOptions,
    io::{BufRead, BufReader, Write},
    process::{Child, Command, Output, Stdio},
};

fn begun(line: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_threadbare"));
    command
        .args(line.split_whitespace())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

#[test]
fn a_text_may_come_from_standard_input() {
    let mut child = begun("run --lab mapreduce --input - --json").spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"one two two").unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(json(&output)["result"]["words"], 3, "{}", err(&output));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = begun("run --lab counter --size 100 --json")
        .stdout(full)
        .spawn()
        .unwrap()
        .wait_with_output()
        .unwrap();
    assert_eq!(output.status.code(), Some(74));
    assert_eq!(err(&output).lines().count(), 1, "{}", err(&output));
}

#[test]
fn a_reader_that_has_gone_away_is_none() {
    let mut child = begun("run --lab counter --size 100 --json").spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), err(&output)), (Some(0), String::new()));
}

/// Ctrl-C, once the child listens to it.
#[cfg(target_os = "linux")]
fn interrupted(line: &str) -> Output {
    interrupted_after(line, wait_for_its_handler)
}

#[cfg(target_os = "linux")]
fn interrupted_after(line: &str, wait: fn(&Child)) -> Output {
    interrupt(begun(line), wait)
}

#[cfg(target_os = "linux")]
fn interrupt(mut command: Command, wait: fn(&Child)) -> Output {
    let mut child = command.spawn().unwrap();
    wait(&child);
    let told = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .unwrap();
    assert!(told.success());
    drop(child.stdin.take());
    child.wait_with_output().unwrap()
}

/// Waits until the kernel says that the child catches SIGINT (bit 2 of `SigCgt`, proc(5)).
#[cfg(target_os = "linux")]
fn wait_for_its_handler(child: &Child) {
    let path = format!("/proc/{}/status", child.id());
    let catches = || {
        let file = std::fs::File::open(&path).ok()?;
        let line = BufReader::new(file)
            .lines()
            .map_while(Result::ok)
            .find(|line| line.starts_with("SigCgt:"))?;
        let caught = u64::from_str_radix(line.split_whitespace().nth(1)?, 16).ok()?;
        Some(caught & 2 != 0)
    };
    while catches() != Some(true) {
        std::thread::yield_now();
    }
}

/// Waits until the child has computed for a while (`utime`, proc(5)): a fifth of a second where a tick is a hundredth.
#[cfg(target_os = "linux")]
fn wait_until_it_searches(child: &Child) {
    wait_for_its_handler(child);
    let path = format!("/proc/{}/stat", child.id());
    let ticks = || {
        let stat = std::fs::read_to_string(&path).ok()?;
        let behind_its_name = stat.rsplit(')').next()?.to_owned();
        behind_its_name.split_whitespace().nth(11)?.parse::<u64>().ok()
    };
    while ticks().is_some_and(|ticks| ticks < 20) {
        std::thread::yield_now();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn ctrl_c_keeps_what_was_measured() {
    let search = interrupted("search --lab pipeline --variant pill --lock cpython --time-limit 600 --json");
    assert_eq!(search.status.code(), Some(130), "{}", err(&search));
    assert!(
        json(&search)["verdict"]
            .as_str()
            .unwrap()
            .ends_with("The search was interrupted."),
        "{}",
        out(&search)
    );
    let sweep = interrupted("sweep --lab counter --size 50000000 --threads 1..8 --runs 50 --json");
    assert_eq!(sweep.status.code(), Some(130), "{}", err(&sweep));
    assert!(json(&sweep).is_array());
    let load = interrupted("load --size 100000 --json");
    assert_eq!(load.status.code(), Some(130), "{}", err(&load));
    assert!(json(&load).is_array());
}

/// Five threads that add three times each: more classes than anybody waits for.
#[cfg(target_os = "linux")]
const ENDLESS: &str = "import threading
n = 0
def f():
    global n
    for _ in range(3):
        n += 1
all = [threading.Thread(target=f) for _ in range(5)]
for t in all: t.start()
for t in all: t.join()
";

#[cfg(target_os = "linux")]
#[test]
fn ctrl_c_keeps_what_a_check_found() {
    let (file, sarif, page) = (Scratch::program(ENDLESS), Scratch::with(b""), Scratch::with(b""));
    for flags in ["", "--shard 1/2", "--state"] {
        let flags = flags.replace("--state", &format!("--state {}.state", file.path()));
        let files = format!("{} --sarif {} --html {}", file.path(), sarif.path(), page.path());
        let line = format!("check {files} --seconds 600 {flags}");
        let output = interrupted_after(&line, wait_until_it_searches);
        assert_eq!(output.status.code(), Some(130), "{flags}: {}", err(&output));
        let log: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(sarif.path()).unwrap()).unwrap();
        let invocation = &log["runs"][0]["invocations"][0];
        assert_eq!(
            (&invocation["exitCode"], &invocation["executionSuccessful"]),
            (&130.into(), &false.into())
        );
        assert_eq!(log["runs"][0]["results"][0]["ruleId"], "unknown", "{flags}");
        assert!(std::fs::read_to_string(page.path()).unwrap().contains("unknown"));
    }
    let _ = std::fs::remove_file(format!("{}.state", file.path()));
}

/// That it was interrupted is what a script must know first.
#[cfg(target_os = "linux")]
#[test]
fn who_is_interrupted_on_a_full_disk_was_interrupted() {
    let file = Scratch::program(ENDLESS);
    let mut command = begun(&format!("check {} --seconds 600", file.path()));
    command.stdout(OpenOptions::new().write(true).open("/dev/full").unwrap());
    assert_eq!(interrupt(command, wait_until_it_searches).status.code(), Some(130));
}

/// Programs end as others do whose reader has gone away; one that prints for ever would never know.
#[test]
fn a_program_whose_reader_has_gone_away_ends() {
    let file = Scratch::program("while True:\n    print('on')\n");
    for engine in ["lockstep", "threads"] {
        let mut child = begun(&format!("run {} --engine {engine}", file.path()))
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        lines.read_line(&mut String::new()).unwrap();
        drop(lines);
        let output = child.wait_with_output().unwrap();
        assert_eq!(
            (output.status.code(), err(&output)),
            (Some(141), String::new()),
            "{engine}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_whatever_is_written() {
    let full = || OpenOptions::new().write(true).open("/dev/full").unwrap();
    let file = Scratch::program("print('on')\n");
    for line in [
        "check FILE",
        "check FILE --json",
        "run FILE",
        "run FILE --engine threads",
        "check --help",
        "--help",
        "labs",
        "completions bash",
        "man",
    ] {
        let line = line.replace("FILE", file.path());
        let output = begun(&line).stdout(full()).spawn().unwrap().wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(74), "{line}: {}", err(&output));
        assert_eq!(err(&output).lines().count(), 1, "{line}: {}", err(&output));
    }
    for line in [
        "check FILE --sarif /dev/full",
        "check FILE --html /dev/full",
        "trace FILE --out /dev/full",
    ] {
        let output = begun(&line.replace("FILE", file.path())).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{line}");
        assert!(
            err(&output).contains("cannot be written") || err(&output).contains("can be written"),
            "{line}: {}",
            err(&output)
        );
    }
}

/// What is wrong is told where nobody can read it: that is no reason to break.
#[cfg(target_os = "linux")]
#[test]
fn a_full_standard_error_breaks_nothing() {
    for (line, code) in [
        ("check no-such-file.py", 2),
        ("fly", 2),
        ("run --lab nested-pools --time-limit 5 --json", 3),
    ] {
        let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = begun(line).stderr(full).spawn().unwrap().wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{line}");
    }
}
