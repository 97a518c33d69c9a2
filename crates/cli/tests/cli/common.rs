//! The binary as a user starts it.

use serde_json::Value;
use std::{
    ffi::OsStr,
    io::{ErrorKind, Write},
    path::PathBuf,
    process::{Command, Output, Stdio},
    sync::atomic::{AtomicU32, Ordering},
};

/// Runs the binary with these arguments.
pub fn threadbare<A: AsRef<OsStr>>(arguments: &[A]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_threadbare"));
    command.args(arguments).output().unwrap()
}

/// Its arguments in one line, as one types them.
pub fn typed(line: &str) -> Output {
    threadbare(&line.split_whitespace().collect::<Vec<_>>())
}

/// Runs the binary with this text on standard input.
pub fn piped<A: AsRef<OsStr>>(arguments: &[A], text: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_threadbare"));
    let streams = command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = streams.stderr(Stdio::piped()).spawn().unwrap();
    // What refuses its arguments reads nothing.
    let written = child.stdin.take().unwrap().write_all(text.as_bytes());
    assert!(written.is_ok() || written.is_err_and(|error| error.kind() == ErrorKind::BrokenPipe));
    child.wait_with_output().unwrap()
}

/// What it printed as JSON.
pub fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", out(output)))
}

/// Standard output as text.
pub fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Standard error as text.
pub fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A file of a test's own, gone when it is dropped.
pub struct Scratch(pub PathBuf);

impl Scratch {
    /// A file with these bytes.
    pub fn with(bytes: &[u8]) -> Self {
        Self::ending("", bytes)
    }

    /// A Python program.
    pub fn program(text: &str) -> Self {
        Self::ending(".py", text.as_bytes())
    }

    fn ending(ending: &str, bytes: &[u8]) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("threadbare-test-{}-{number}{ending}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::write(&path, bytes).unwrap();
        Scratch(path)
    }

    /// Its path as text.
    pub fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // A test that failed before may have removed it.
        let _ = std::fs::remove_file(&self.0);
    }
}

/// Two threads that add one each: 4 classes without the lock, in two of which one is lost.
pub const RACE: &str = "import threading
hits = 0
def visit():
    global hits
    hits += 1
both = [threading.Thread(target=visit) for _ in range(2)]
for one in both: one.start()
for one in both: one.join()
assert hits == 2, 'lost'
";

/// Three threads that add twice: 7,134 classes without the lock.
pub const MANY: &str = "import threading
n = 0
def f():
    global n
    for _ in range(2):
        n += 1
all = [threading.Thread(target=f) for _ in range(3)]
for t in all: t.start()
for t in all: t.join()
print(n)
";
/// How many that is.
pub const CLASSES: u64 = 7134;

/// `threadbare check` of a file, with further flags.
pub fn check(file: &Scratch, flags: &str) -> Output {
    typed(&format!("check {} {flags}", file.path()))
}
