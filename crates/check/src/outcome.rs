//! How a run came out.

/// How a run came out, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// The program ended.
    Finished,
    /// A thread raised what nobody caught.
    Exception,
    /// Nobody can go on.
    Deadlock,
    /// The program's text came to its end, but threads are left that never will.
    PartialDeadlock,
    /// Threads run for ever without getting anywhere.
    Livelock,
    /// The run became too long.
    Cut,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::Finished,
        Self::Exception,
        Self::Deadlock,
        Self::PartialDeadlock,
        Self::Livelock,
        Self::Cut,
    ];

    /// By its word in JSON.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Its word in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Finished => "finished",
            Self::Exception => "exception",
            Self::Deadlock => "deadlock",
            Self::PartialDeadlock => "partial-deadlock",
            Self::Livelock => "livelock",
            Self::Cut => "lost",
        }
    }
}

/// The most characters of an output that a sentence quotes.
const LONGEST: usize = 40;

/// How a run came out: what it printed, what it raised, who is stuck.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Outcome {
    /// In one word.
    pub kind: Kind,
    /// What it printed.
    pub stdout: String,
    /// The last line of the first exception that nobody caught.
    pub exception: Option<String>,
    /// Who waits for ever.
    pub stuck: Vec<String>,
}

impl Outcome {
    /// Whether it is a failure.
    #[must_use]
    pub fn failed(&self) -> bool {
        !matches!(self.kind, Kind::Finished | Kind::Cut)
    }

    /// What a comment `# expect: fails KIND` calls it: the exception's name, `deadlock` or `livelock`.
    #[must_use]
    pub fn label(&self) -> &str {
        match (self.kind, &self.exception) {
            (Kind::Exception, Some(words)) => named(words),
            (Kind::Deadlock | Kind::PartialDeadlock, _) => "deadlock",
            (kind, _) => kind.word(),
        }
    }

    /// What it printed, in a few words.
    #[must_use]
    pub fn printed(&self) -> String {
        let line = self.stdout.trim_end().replace('\n', " · ");
        match (line.is_empty(), line.char_indices().nth(LONGEST)) {
            (true, _) => "nothing".to_owned(),
            (_, Some((cut, _))) => format!("“{}…”", &line[..cut]),
            _ => format!("“{line}”"),
        }
    }

    /// Whether it fails in the way that a comment names: with this exception, or stuck; a run may do both.
    #[must_use]
    pub fn fails_with(&self, kind: &str) -> bool {
        let raised = self.exception.as_deref().map(named);
        self.failed() && (self.label() == kind || raised == Some(named(kind)))
    }
}

// An exception's name without its module: `Empty` of `_queue.Empty: ...`.
fn named(words: &str) -> &str {
    let whole = words.split([':', '\n']).next().unwrap_or(words);
    whole.rsplit('.').next().unwrap_or(whole)
}
