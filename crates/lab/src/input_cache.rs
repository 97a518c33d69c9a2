//! The texts that labs read: made when first asked for and kept, for they are large.

use catalogue::{Experiment, Text};
use std::sync::Arc;
use workloads::input::{BOOK, Input, repeat};

/// The text of the last experiment, and the user's own.
#[derive(Debug, Default)]
pub struct InputCache {
    own: Option<Arc<Input>>,
    made: Option<(InputSpec, Arc<Input>)>,
}

/// How to make a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputSpec {
    /// The book, repeated or cut.
    Book {
        /// Length in bytes.
        bytes: u64,
    },
    /// Words with Zipf's frequencies.
    Zipf {
        /// The same seed gives the same text.
        seed: u64,
        /// Length in bytes.
        bytes: u64,
    },
    /// A list of books as CSV.
    Books {
        /// The same seed gives the same list.
        seed: u64,
        /// How many lines it has besides the first.
        lines: u64,
    },
}

impl InputCache {
    /// Keeps the user's own text.
    pub fn set_own(&mut self, input: Input) {
        self.own = Some(Arc::new(Input { is_own: true, ..input }));
    }

    /// The user's own text.
    pub fn own(&self) -> Option<&Arc<Input>> {
        self.own.as_ref()
    }

    /// The text of an experiment if it is at hand; else how to make it, which takes up to half a second for 200 MB and can be done
    /// anywhere. A lab that reads none gets an empty one. Fails with a sentence when the user's own is asked for and there is none.
    pub fn find(&self, experiment: &Experiment) -> Result<Result<Arc<Input>, InputSpec>, String> {
        if !experiment.lab.reads_text() {
            return Ok(Ok(Arc::default()));
        }
        let bytes = experiment.size;
        let spec = match experiment.text {
            Text::Own => return self.own.clone().map(Ok).ok_or_else(|| NO_OWN_TEXT.into()),
            Text::Book => InputSpec::Book { bytes },
            Text::Zipf => InputSpec::Zipf {
                seed: experiment.seed,
                bytes,
            },
            Text::Books => InputSpec::Books {
                seed: experiment.seed,
                lines: experiment.size,
            },
        };
        Ok(match &self.made {
            Some((made, text)) if *made == spec => Ok(text.clone()),
            _ => Err(spec),
        })
    }

    /// Lets go of the text of the last experiment: two large texts at once could be too much for a browser.
    pub fn forget(&mut self) {
        self.made = None;
    }

    /// Keeps a text that was made, in place of the one before.
    pub fn keep(&mut self, spec: InputSpec, text: Arc<Input>) {
        self.made = Some((spec, text));
    }

    /// The text of an experiment, made on the spot when it must be.
    pub fn get(&mut self, experiment: &Experiment) -> Result<Arc<Input>, String> {
        Ok(match self.find(experiment)? {
            Ok(text) => text,
            Err(spec) => {
                self.forget();
                let text = Arc::new(spec.make(BOOK));
                self.keep(spec, text.clone());
                text
            }
        })
    }
}

const NO_OWN_TEXT: &str = "There is no text of your own yet: choose or drop a file first.";

impl InputSpec {
    /// Whether it wants the book, which the page fetches only then.
    pub fn wants_book(self) -> bool {
        matches!(self, InputSpec::Book { .. })
    }

    /// Makes the text, from the `book` if that is what it wants.
    pub fn make(self, book: &str) -> Input {
        let whole = |bytes| usize::try_from(bytes).unwrap_or(usize::MAX);
        match self {
            InputSpec::Book { bytes } => Input::sound(repeat::to_size(book, whole(bytes))),
            InputSpec::Zipf { seed, bytes } => Input::made_up(seed, whole(bytes)),
            InputSpec::Books { seed, lines } => Input::books(seed, lines),
        }
    }
}
