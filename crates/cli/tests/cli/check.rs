//! `threadbare check`: exit codes, JSON, the page, and comments that expect something.

use crate::common::{RACE, Scratch, err, json, out, piped, threadbare};
use serde_json::Value;

const SAFE: &str = "import threading\none = threading.Thread(target=print, args=('hello',))\none.start()\none.join()\n";

fn check(text: &str, flags: &[&str]) -> std::process::Output {
    let file = Scratch::with(text.as_bytes());
    let arguments: Vec<&str> = ["check", file.path()]
        .into_iter()
        .chain(flags.iter().copied())
        .collect();
    threadbare(&arguments)
}

fn code(text: &str, flags: &[&str]) -> Option<i32> {
    check(text, flags).status.code()
}

#[test]
fn the_exit_code_is_the_verdict() {
    assert_eq!(code(SAFE, &[]), Some(0));
    assert_eq!(code(RACE, &[]), Some(1));
    assert_eq!(code(RACE, &["--python", "3.14"]), Some(0));
    assert_eq!(code("import multiprocessing\n", &[]), Some(2));
    assert_eq!(code("if\n", &[]), Some(2));
    let loops = "import threading\nn = 0\ndef f():\n    global n\n    for _ in range(6):\n        n += 1\nall = [threading.Thread(target=f) for _ in range(4)]\nfor t in all: t.start()\nfor t in all: t.join()\n";
    assert_eq!(code(loops, &["--python", "3.14t", "--schedules", "50"]), Some(4));
}

/// Two threads add 1 each: read and write of the one come before, after or between those of the other; see `check/tests/differing.rs`.
#[test]
fn outputs_that_depend_on_the_order_are_told() {
    let counter = "import threading\nhits = 0\ndef visit():\n    global hits\n    hits += 1\nall = [threading.Thread(target=visit) for _ in range(2)]\nfor t in all: t.start()\nfor t in all: t.join()\nprint(hits)\n";
    let told = check(counter, &[]);
    let text = out(&told);
    assert_eq!(told.status.code(), Some(0));
    assert!(text.contains("safe, but 2 outputs"), "{text}");
    assert!(
        text.contains("3.9 and 3.14t: What it prints depends on the order: of 4 schedules"),
        "{text}"
    );
    assert!(text.contains("by accident in 3.14"), "{text}");
    let outcomes = &json(&check(counter, &["--python", "3.14t", "--json"]))["results"][0]["outcomes"];
    assert!(
        outcomes[0]["schedule"].is_string() && outcomes[1]["schedule"].is_string(),
        "{outcomes}"
    );
}

#[test]
fn a_comment_decides_what_is_right() {
    assert_eq!(code(&format!("# expect: fails AssertionError\n{RACE}"), &[]), Some(0));
    assert_eq!(code(&format!("# expect: safe\n{RACE}"), &[]), Some(1));
    assert_eq!(code(&format!("# expect: fails deadlock\n{RACE}"), &[]), Some(1));
    assert_eq!(code(&format!("# expect: fails\n{SAFE}"), &[]), Some(1));
}

#[test]
fn json_has_every_key_of_the_contract() {
    let file = json(&check(RACE, &["--json"]));
    assert_eq!(file["version"], 1);
    let results = file["results"].as_array().expect("results");
    let verdicts: Vec<&str> = results.iter().filter_map(|it| it["verdict"].as_str()).collect();
    assert_eq!(verdicts, ["fails", "safe", "fails"]);
    let free = &results[2];
    assert_eq!((&free["python"], &free["complete"]), (&"3.14t".into(), &true.into()));
    for key in [
        "schedules",
        "bound",
        "elapsed_ms",
        "outcomes",
        "shortest",
        "races",
        "model",
    ] {
        assert!(free.get(key).is_some(), "{key}");
    }
    let shortest = &free["shortest"];
    assert_eq!(shortest["switches"], 1);
    assert!(
        shortest["why"]
            .as_str()
            .is_some_and(|why| why.starts_with("Lost update: ")),
        "{shortest}"
    );
    let moves = shortest["moves"].as_array().expect("moves");
    let read = serde_json::json!({ "thread": "Thread-1", "line": 5, "words": "reads hits = 0" });
    assert!(moves.contains(&read), "{moves:#?}");
    assert_eq!(
        (&free["races"][0]["object"], &free["races"][0]["lines"]),
        (&"hits".into(), &serde_json::json!([5, 5]))
    );
}

#[test]
fn the_page_needs_nothing_else_and_escapes_all() {
    let page = Scratch::with(b"");
    let output = check(&RACE.replace("lost", "<b>lost</b>"), &["--html", page.path()]);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    let html = std::fs::read_to_string(page.path()).expect("a page");
    assert!(html.contains("AssertionError: &lt;b&gt;lost&lt;/b&gt;") && !html.contains("<b>lost"));
    for foreign in ["src=", "href=", "url(", "@import", "<script"] {
        assert!(!html.contains(foreign), "{foreign}");
    }
    assert!(html.contains("class=\"card safe\"") && html.contains("class=\"card fails\""));
}

#[test]
fn several_files_are_told_one_after_another_and_the_worst_counts() {
    let (race, safe) = (Scratch::with(RACE.as_bytes()), Scratch::with(SAFE.as_bytes()));
    let output = threadbare(&["check", safe.path(), race.path(), "no-such-file.py"]);
    let text = out(&output);
    let place = |file: &Scratch| text.find(file.path()).expect("the file's name");
    assert!(place(&safe) < place(&race), "{text}");
    assert!(text.contains("no-such-file.py") || err(&output).contains("no-such-file.py"));
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_hyphen_is_standard_input() {
    let given = piped(&["check", "-", "--json", "--python", "3.14"], SAFE);
    let found = json(&given);
    assert_eq!(given.status.code(), Some(0));
    assert_eq!(
        (&found["file"], &found["results"][0]["verdict"]),
        (&"<stdin>".into(), &"safe".into())
    );
    let broken = piped(&["check", "-"], "if\n");
    assert_eq!(broken.status.code(), Some(2));
    assert!(err(&broken).starts_with("threadbare: <stdin>: "), "{}", err(&broken));
}

#[test]
fn the_json_says_whether_the_comments_hold() {
    let said = |text: &str| json(&check(text, &["--json", "--python", "3.14t"]))["as_expected"].clone();
    assert_eq!(said(RACE), Value::Null);
    assert_eq!(said(&format!("# expect: fails\n{RACE}")), Value::Bool(true));
    assert_eq!(said(&format!("# expect: safe\n{RACE}")), Value::Bool(false));
}
