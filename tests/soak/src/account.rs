//! What is done and how it goes, a line as soon as there is one; Ctrl-C adds what was being counted.

use std::{
    io::{IsTerminal, Write},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

/// Between two lines that say how far it is, where nobody watches a terminal.
const QUIET: Duration = Duration::from_secs(30);

/// The exit code of what was interrupted, as a shell gives it.
const INTERRUPTED: i32 = 130;

/// How many examples of what went wrong are kept of each kind of thing.
const EXAMPLES: usize = 5;

/// Counts and verdicts, shared with whoever closes them.
#[derive(Clone)]
pub struct Account(Arc<Mutex<Lines>>);

#[derive(Default)]
struct Lines {
    going: Option<Going>,
    bad: usize,
}

struct Going {
    what: &'static str,
    done: usize,
    of: usize,
    wrong: Vec<String>,
    wrongs: usize,
    began: Instant,
    told: Instant,
}

impl Account {
    /// An empty account, which Ctrl-C closes before it ends the program.
    pub fn kept_on_interrupt() -> Self {
        let account = Account(Arc::default());
        let kept = account.clone();
        // Where there is no such signal, nobody presses it either.
        let _ = ctrlc::set_handler(move || {
            println!("\ninterrupted");
            kept.close();
            std::process::exit(INTERRUPTED);
        });
        account
    }

    /// Tells what is no verdict.
    pub fn note(&self, line: &str) {
        println!("     {line}");
    }

    /// Tells a verdict.
    pub fn judge(&self, good: bool, line: &str) {
        let verdict = if good { "good" } else { "BAD " };
        self.with(|lines| lines.bad += usize::from(!good));
        println!("{verdict} {line}");
    }

    /// Begins to count things of one kind.
    pub fn begin(&self, what: &'static str, of: usize) {
        let now = Instant::now();
        let going = Going {
            what,
            done: 0,
            of,
            wrong: Vec::new(),
            wrongs: 0,
            began: now,
            told: now,
        };
        self.with(|lines| lines.going = Some(going));
    }

    /// So many more were done, and these went wrong.
    pub fn add(&self, done: usize, wrong: Vec<String>) {
        let line = self.with(|lines| {
            let going = lines.going.as_mut()?;
            going.done += done;
            going.wrongs += wrong.len();
            let room = EXAMPLES.saturating_sub(going.wrong.len());
            going.wrong.extend(wrong.into_iter().take(room));
            going.due().then(|| going.line())
        });
        if let Some(line) = line {
            let end = if std::io::stderr().is_terminal() { '\r' } else { '\n' };
            eprint!("{line}{end}");
            // Nobody who reads is as good as somebody who does.
            let _ = std::io::stderr().flush();
        }
    }

    /// Ends what was begun, with a verdict: good where nothing went wrong.
    pub fn end(&self) {
        if let Some(going) = self.with(|lines| lines.going.take()) {
            going.settle(self);
        }
    }

    /// Ends what is still counted, and gives the exit code.
    pub fn close(&self) -> i32 {
        self.end();
        self.with(|lines| i32::from(lines.bad > 0))
    }

    fn with<T>(&self, act: impl FnOnce(&mut Lines) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Going {
    fn due(&mut self) -> bool {
        let due = std::io::stderr().is_terminal() || self.told.elapsed() > QUIET;
        if due {
            self.told = Instant::now();
        }
        due
    }

    fn line(&self) -> String {
        let seconds = self.began.elapsed().as_secs_f64();
        format!(
            "{}: {} of {}, {} went wrong, in {seconds:.1} s",
            self.what, self.done, self.of, self.wrongs
        )
    }

    fn settle(self, account: &Account) {
        account.judge(self.wrongs == 0, &self.line());
        self.wrong.iter().for_each(|wrong| account.note(&format!("  {wrong}")));
    }
}
