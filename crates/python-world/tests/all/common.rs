//! Running a text to its end.

use std::time::Duration;

use python::interpreter::Settings;
use python_world::{Course, Program, Told};
use threads::{RecordOptions, Run, Status, native_pool};
use world::{LockKind, UnderLock};

/// More threads than any program here has at once.
pub const MOST: usize = 64;

/// Which Python.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// 3.9, with its lock.
    Python39,
    /// 3.14, with its lock.
    Python314,
    /// 3.14 without the lock.
    Free314,
}

impl Which {
    pub const ALL: [Self; 3] = [Self::Python39, Self::Python314, Self::Free314];

    fn version(self) -> (u8, u8, bool) {
        match self {
            Self::Python39 => (3, 9, false),
            Self::Python314 => (3, 14, false),
            Self::Free314 => (3, 14, true),
        }
    }

    pub fn lock(self) -> LockKind {
        match self {
            Self::Free314 => LockKind::Off,
            _ => LockKind::CPython,
        }
    }

    pub fn settings(self, file: &str) -> Settings {
        Settings {
            version: self.version(),
            arguments: vec![file.to_owned()],
            ..Settings::default()
        }
    }
}

/// Starts a text on real threads.
pub fn start(text: &str, file: &str, which: Which) -> (Run, Course) {
    start_with(text, file, which, which.settings(file), Duration::from_millis(5))
}

/// As [`start`], with settings and a switch interval.
pub fn start_with(text: &str, file: &str, which: Which, settings: Settings, interval: Duration) -> (Run, Course) {
    let program = Program::new(text.to_owned(), file.to_owned(), settings).unwrap();
    let run = Run::keeping(native_pool(), RecordOptions::default());
    run.of_text(file);
    let world = UnderLock::new(run.world(), which.lock(), interval);
    let course = program.start(&world, MOST, None);
    run.start(MOST).unwrap();
    (run, course)
}

/// Runs a text on real threads, to its end or until nobody can go on.
pub fn run(text: &str, file: &str, which: Which) -> (Status, Told) {
    let (run, course) = start(text, file, which);
    let status = run.wait();
    let told = course.told();
    run.stop();
    run.join_all();
    (status, told)
}

/// After so long a run is taken for one that never ends; of those nothing is asserted.
const PATIENCE: Duration = Duration::from_secs(5);

/// Waits for the end of a run, and sends its threads home; `None` if it went on and had to be stopped.
pub fn wait(run: &Run) -> Option<Status> {
    let watched = run.clone();
    let (tell, told) = std::sync::mpsc::channel();
    std::thread::spawn(move || tell.send(watched.wait()));
    let status = told.recv_timeout(PATIENCE).ok();
    run.stop();
    run.join_all();
    status
}
