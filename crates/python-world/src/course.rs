//! What a run has said and how it came out so far, as those see it who are not in it.

use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use python::objects::exception::Raised;
use python::{Interpreter, Stream};

/// Gets what a program writes as it comes.
pub type Print = Arc<dyn Fn(Stream, &str) + Send + Sync>;

/// A run seen from outside. Clones are handles to the same run.
#[derive(Clone)]
pub struct Course(Arc<Notes>);

struct Notes {
    interpreter: Arc<Interpreter>,
    said: Mutex<Said>,
    print: Option<Print>,
    crowded: AtomicBool,
}

#[derive(Default)]
struct Said {
    told: Told,
    changes: u64,
}

/// What a run has told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// What it wrote to its standard output: as much as is kept.
    pub output: String,
    /// What it wrote to its standard error, tracebacks included.
    pub errors: String,
    /// The last line of the main thread's traceback, if it ended in an exception.
    pub exception: Option<String>,
    /// Whose exceptions nobody caught, and the last line of each traceback.
    pub thread_exceptions: Vec<String>,
    /// The status with which it exits.
    pub status: i32,
    /// The files that it has written.
    pub files: Vec<String>,
}

/// Of what a program writes, so many bytes are kept.
const KEPT: usize = 4 << 20;
/// So many bytes of each stream are told while it runs; the rest is told at its end.
const TOLD: usize = 64 << 10;

impl Course {
    pub(crate) fn new(interpreter: Arc<Interpreter>, print: Option<Print>) -> Self {
        let said = Mutex::default();
        Self(Arc::new(Notes {
            interpreter,
            said,
            print,
            crowded: AtomicBool::new(false),
        }))
    }

    fn lock(&self) -> MutexGuard<'_, Said> {
        self.0.said.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// All that it has told by now.
    #[must_use]
    pub fn told(&self) -> Told {
        let files = python::library::files::paths(&self.0.interpreter);
        Told {
            files,
            ..self.lock().told.clone()
        }
    }

    /// How what it has written begins, and how often that has changed; `None` when that is `known` times, or when a thread writes this very moment.
    #[must_use]
    pub fn so_far(&self, known: u64) -> Option<(u64, Told)> {
        let said = self.0.said.try_lock().ok().filter(|said| said.changes != known)?;
        let told = Told {
            output: beginning(&said.told.output),
            errors: beginning(&said.told.errors),
            ..Told::default()
        };
        Some((said.changes, told))
    }

    /// Whether a thread could not be started because there were as many as there may be.
    #[must_use]
    pub fn is_crowded(&self) -> bool {
        self.0.crowded.load(Relaxed)
    }

    pub(crate) fn crowd(&self) {
        self.0.crowded.store(true, Relaxed);
    }

    pub(crate) fn write(&self, stream: Stream, text: &str) {
        let mut said = self.lock();
        let kept = match stream {
            Stream::Output => &mut said.told.output,
            Stream::Error => &mut said.told.errors,
        };
        let (room, is_told) = (KEPT.saturating_sub(kept.len()), kept.len() < TOLD);
        kept.push_str(&text[..text.floor_char_boundary(room)]);
        said.changes += u64::from(is_told);
        // Under the lock, so that what is printed stands in the order in which it is kept.
        if let Some(print) = &self.0.print {
            print(stream, text);
        }
    }

    /// The main thread ended in an exception.
    pub(crate) fn exit(&self, raised: Raised) {
        let (raised, words) = self.words(raised);
        let (status, text) = self.0.interpreter.exit(raised);
        self.write(Stream::Error, &text);
        let mut said = self.lock();
        said.told.status = status;
        said.told.exception = Some(words).filter(|words| !exits(words));
    }

    /// Another thread ended in an exception.
    pub(crate) fn raised(&self, thread: &str, raised: Raised) {
        let (raised, words) = self.words(raised);
        let text = format!("Exception in thread {thread}:\n{}", self.0.interpreter.describe(raised));
        self.write(Stream::Error, &text);
        self.lock().told.thread_exceptions.push(format!("{thread}: {words}"));
    }

    /// The program ends with a status, wherever it is.
    pub(crate) fn ends_with(&self, status: i32) {
        self.lock().told.status = status;
    }

    // An exception that leaves its thread is an object by then.
    fn words(&self, raised: Raised) -> (Raised, String) {
        match raised {
            Raised::Exception(exception) => {
                let words = self.0.interpreter.words(Raised::Exception(exception.clone()));
                (Raised::Exception(exception), words)
            }
            other => (other, String::new()),
        }
    }
}

fn beginning(text: &str) -> String {
    text[..text.floor_char_boundary(TOLD)].to_owned()
}

fn exits(words: &str) -> bool {
    words.split(':').next() == Some("SystemExit")
}
