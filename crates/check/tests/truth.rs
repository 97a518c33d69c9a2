//! Whatever real CPython does is among the outcomes that search finds.
//!
//! Each program is run a bounded number of times by each CPython that is there, with a switch interval so small that threads change places all the time.

mod common;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use check::{Checked, Kind, Model, Outcome};
use common::{checked, name_of, programs};

/// The interpreters, each with the model that has all its check points and more.
const PYTHONS: [(&str, Model); 3] = [
    ("python3.9", Model::Python39),
    ("python3", Model::Python314),
    ("python3.13", Model::Python314),
];

/// How long each Python of a program is searched at most, in milliseconds.
const MILLIS: f64 = 5_000.0;

/// Runs a program again and again, each time in a process of its own, and prints each outcome: what it printed, what the first exception was, whether it was stuck.
/// A run that is not over after the limit counts as stuck; where that must not be, a slow machine is given another 30 seconds.
const HARNESS: &str = r#"
import json, os, select, signal, sys, threading, time
path, runs, limit, patience = sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4])
text = open(path).read()
code = compile(text, path, "exec")

def child(out):
    first = []
    hook = lambda kind: first.append(kind.__name__) if kind is not SystemExit else None
    threading.excepthook = lambda args: hook(args.exc_type)
    sys.stdout = open(out, "w", buffering=1, closefd=False)
    sys.stderr = open(os.devnull, "w")
    sys.setswitchinterval(1e-6)
    scope = {"__name__": "__main__", "__file__": path}
    sys.modules["__main__"].__dict__.update(scope)
    try:
        exec(code, sys.modules["__main__"].__dict__)
    except BaseException as error:
        hook(type(error))
    try:
        threading._shutdown()
    except BaseException:
        pass
    sys.stdout.flush()
    os.write(out, ("\0" + (first[0] if first else "")).encode())
    os._exit(0)

def one(limit):
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(read)
        child(write)
    os.close(write)
    data, end = b"", time.monotonic() + limit
    while True:
        left = end - time.monotonic()
        ready = select.select([read], [], [], max(left, 0))[0]
        if not ready:
            break
        part = os.read(read, 65536)
        if not part:
            break
        data += part
    stuck = b"\0" not in data
    if stuck:
        os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    os.close(read)
    printed, _, failed = data.decode().partition("\0")
    return [printed, failed, stuck]

seen = []
for _ in range(runs):
    found = one(limit)
    if found[2] and patience > limit:
        found = one(patience)
    if found not in seen:
        seen.append(found)
    if found[2]:
        break
print(json.dumps(seen))
"#;

type Seen = (String, String, bool);

fn runs(python: &str, file: &Path, patience: &str) -> Option<Vec<Seen>> {
    let own = format!("threadbare-truth-{}-{python}-{}", std::process::id(), name_of(file));
    let folder = std::env::temp_dir().join(own);
    std::fs::create_dir_all(&folder).ok()?;
    let mut command = Command::new(python);
    command
        .args(["-", &file.display().to_string(), "8", "2", patience])
        .current_dir(&folder);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    child.stdin.take()?.write_all(HARNESS.as_bytes()).ok()?;
    let output = child.wait_with_output().ok()?;
    let _ = std::fs::remove_dir_all(&folder);
    serde_json::from_slice(&output.stdout).ok()
}

fn is_stuck(outcome: &Outcome) -> bool {
    matches!(outcome.kind, Kind::Deadlock | Kind::PartialDeadlock | Kind::Livelock)
}

fn is_among((printed, failed, stuck): &Seen, checked: &Checked) -> bool {
    checked.outcomes.iter().any(|(outcome, _)| {
        let is_stuck = is_stuck(outcome);
        let raised =
            failed.is_empty() == outcome.exception.is_none() && (failed.is_empty() || outcome.fails_with(failed));
        // What a process printed that had to be killed may not have come through.
        is_stuck == *stuck && (*stuck || raised && outcome.stdout == *printed)
    })
}

fn wrong(file: &Path) -> Vec<String> {
    let Ok(results) = checked(file, MILLIS) else {
        return Vec::new();
    };
    let mut wrong = Vec::new();
    for (python, model) in PYTHONS {
        let Some(result) = results.iter().find(|it| it.model == model && it.complete) else {
            continue;
        };
        let may_stick = result.outcomes.iter().any(|(outcome, _)| is_stuck(outcome));
        let seen = runs(python, file, if may_stick { "2" } else { "30" });
        for it in seen.iter().flatten().filter(|it| !is_among(it, result)) {
            wrong.push(format!("does in {python} what was not found: {it:?}"));
        }
    }
    wrong
}

/// Several files at a time: most of a stuck program's time is waiting.
const AT_ONCE: usize = 6;

fn complaints(files: &[PathBuf]) -> Vec<String> {
    let next = AtomicUsize::new(0);
    let of_some = || {
        let mine = std::iter::from_fn(|| files.get(next.fetch_add(1, Relaxed)));
        mine.flat_map(|file| wrong(file).into_iter().map(|what| format!("{} {what}", name_of(file))))
            .collect::<Vec<String>>()
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..AT_ONCE).map(|_| scope.spawn(of_some)).collect();
        let found = workers.into_iter().map(|worker| worker.join().expect("a worker ends"));
        found.flatten().collect()
    })
}

#[test]
fn what_cpython_does_is_among_the_outcomes() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    let there = |python: &str| {
        Command::new(python)
            .arg("--version")
            .stdout(Stdio::null())
            .status()
            .is_ok()
    };
    for (python, _) in PYTHONS.iter().filter(|(python, _)| !there(python)) {
        println!("skipped: there is no {python}");
    }
    if !cfg!(unix) || !PYTHONS.iter().any(|(python, _)| there(python)) {
        return;
    }
    let folders = [own.join("../../../shared/corpus"), own.join("tests/programs")];
    let files: Vec<PathBuf> = folders.iter().flat_map(|folder| programs(folder)).collect();
    assert_eq!(complaints(&files), Vec::<String>::new());
}
