//! Schedules a second beside Frontrun's, from the Python index, on five shapes: how many there are, how fast, and whether the verdicts agree.
//!
//! Frontrun is installed into a virtual environment in the folder for temporary files; where it cannot be had, that is said and only our column is printed.

use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;

use check::{Limits, Model, Text, Verdict};

// As in the command line.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const BEGIN: &str = "import threading, queue\n";
const RUN: &str = "
both = [threading.Thread(target=one), threading.Thread(target=two)]
for it in both: it.start()
for it in both: it.join()
";

/// Each shape: its name, the two functions and what they need, and what must hold at the end.
const SHAPES: [(&str, &str, &str); 5] = [
    (
        "+= 2 x 1",
        "n = 0\ndef one():\n    global n\n    n += 1\ntwo = one\n",
        "assert n == 2\n",
    ),
    (
        "+= 2 x 2",
        "n = 0\ndef one():\n    global n\n    n += 1\n    n += 1\ntwo = one\n",
        "assert n == 4\n",
    ),
    (
        "AB-BA",
        "a = threading.Lock()\nb = threading.Lock()\ndef one():\n    with a:\n        with b: pass\ndef two():\n    with b:\n        with a: pass\n",
        "",
    ),
    (
        "queue pair",
        "q = queue.Queue()\ngot = []\ndef one():\n    q.put(1)\ndef two():\n    got.append(q.get())\n",
        "assert got == [1]\n",
    ),
    (
        "lock pair",
        "n = 0\nlock = threading.Lock()\ndef one():\n    global n\n    with lock:\n        n += 1\ntwo = one\n",
        "assert n == 2\n",
    ),
];

/// How many times each is searched, for one search is too short to be measured.
const TIMES: u32 = 200;

struct Row {
    schedules: u64,
    rate: f64,
    fails: bool,
}

fn main() {
    let theirs = frontrun();
    if theirs.is_none() {
        println!("Frontrun cannot be had here (no Python, no index): only our own figures.");
    }
    println!(
        "{:12} {:>10} {:>14} {:>10} {:>14} {:>8}  verdicts",
        "shape", "schedules", "a second", "Frontrun", "a second", "times"
    );
    for (name, functions, holds) in SHAPES {
        let ours = measure(&format!("{BEGIN}{functions}{RUN}{holds}"));
        let their = theirs.as_ref().and_then(|all| row(all.get(name)?));
        let rest = their.map_or_else(String::new, |their| {
            let same = if their.fails == ours.fails { "agree" } else { "DIFFER" };
            format!(
                "{:>10} {:>14.0} {:>8.0}  {same}",
                their.schedules,
                their.rate,
                ours.rate / their.rate
            )
        });
        println!("{name:12} {:>10} {:>14.0} {rest}", ours.schedules, ours.rate);
    }
}

#[expect(clippy::cast_precision_loss, reason = "a rate")]
fn measure(text: &str) -> Row {
    let source = Text::new(text.to_owned(), "shape.py".to_owned()).source();
    let limits = Limits::new(Arc::new(|| 0.0));
    let checked = check::check(&source, Model::Free314, &limits);
    let fails = checked.verdict == Verdict::Fails;
    let (mut schedules, start) = (0, Instant::now());
    for _ in 0..TIMES {
        schedules += check::verdict::count(&source, Model::Free314, &checked.shared, 1, u64::MAX);
    }
    let rate = schedules as f64 / start.elapsed().as_secs_f64();
    Row {
        schedules: checked.schedules,
        rate,
        fails,
    }
}

fn row(their: &serde_json::Value) -> Option<Row> {
    let schedules = their["schedules"].as_u64()?;
    #[expect(clippy::cast_precision_loss, reason = "a rate")]
    let rate = schedules as f64 / their["seconds"].as_f64()?;
    Some(Row {
        schedules,
        rate,
        fails: their["holds"] == false,
    })
}

fn frontrun() -> Option<serde_json::Value> {
    let home = std::env::temp_dir().join("threadbare-frontrun");
    let python: PathBuf = home.join("bin/python");
    if !python.exists() {
        let made = Command::new("python3").args(["-m", "venv"]).arg(&home).status().ok()?;
        let installed = Command::new(&python)
            .args(["-m", "pip", "install", "-q", "frontrun"])
            .status()
            .ok()?;
        if !made.success() || !installed.success() {
            return None;
        }
    }
    let script = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/frontrun/shapes.py");
    // Its own command puts its locks in the place of Python's.
    let output = Command::new(home.join("bin/frontrun"))
        .arg(&python)
        .arg(script)
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stdout);
    serde_json::from_str(text.lines().last()?).ok()
}
