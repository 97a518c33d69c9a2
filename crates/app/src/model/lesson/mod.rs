//! A reader's way through the lesson: what was guessed, answered, seen and mended.

mod mending;
#[cfg(test)]
mod tests;

pub use mending::judged;

use super::{Command, Context, Effect, PtrEq, RichText, RunCommand};
use crate::later::{Slot, slot};
use catalogue::{Page, lesson::LESSON};
use lesson_words::{Answered, Progress, Stop, Words};
use std::rc::Rc;

slot!(
    /// Reads what the lesson says; nothing where it cannot be read.
    pub READ: fn(&str) -> Option<Words> = read
);

/// Reads what the lesson says; see [`READ`].
pub fn read(json: &str) -> Option<Words> {
    lesson_words::read(json).ok()
}

/// What a reader does in the lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Learn {
    /// The words came, or did not.
    Came(Option<String>),
    /// A choice, before anything runs.
    Guess(u8),
    /// A choice at the stop's closing question.
    Answer(u8),
    /// Somebody's code is read.
    Read(String),
    /// Everything is forgotten.
    Forget,
    /// Large letters, or the usual ones.
    Present(bool),
    /// The work sheet is printed.
    Print,
}

/// The reader's way through the lesson.
#[derive(Clone, Debug, PartialEq)]
pub struct Lesson {
    /// What the lesson says, once it was fetched.
    pub words: Option<Rc<Words>>,
    /// Whether it could not be fetched.
    pub missing: bool,
    /// What came of each stop.
    pub progress: Progress,
    /// Somebody's code that was read, or why it cannot be.
    pub read: Option<Result<Progress, String>>,
    fetching: bool,
    /// The stop whose program was opened.
    opened: Option<u32>,
}

impl Default for Lesson {
    fn default() -> Self {
        Lesson {
            words: None,
            missing: false,
            progress: Progress::new(LESSON.len()),
            read: None,
            fetching: false,
            opened: None,
        }
    }
}

impl Lesson {
    /// What is said at a stop, counted from 1.
    pub fn stop(&self, number: u32) -> Option<&Stop> {
        self.words.as_ref()?.stops.get(place(number)?)
    }

    /// What the reader did there.
    pub fn answered(&self, number: u32) -> Answered {
        let found = place(number).and_then(|place| self.progress.stops.get(place));
        found.copied().unwrap_or_default()
    }

    fn answer(&mut self, number: u32) -> Option<&mut Answered> {
        self.progress.stops.get_mut(place(number)?)
    }
}

fn place(number: u32) -> Option<usize> {
    usize::try_from(number).ok()?.checked_sub(1)
}

impl Command {
    /// Whether it shows what a reader of the lesson should guess first.
    pub(super) fn shows(&self) -> bool {
        use RunCommand::{Begin, Compare, Sweep, Try};
        matches!(
            self,
            Command::Run(Begin | Sweep | Try(_) | Compare(_)) | Command::Step(_) | Command::Find(_)
        )
    }
}

/// What is said to those who press before they have guessed.
pub(super) const GUESS_FIRST: &str = "Guess first: a guess that was wrong teaches more than an answer that was read.";

impl Lesson {
    /// The reader does something in the lesson.
    pub fn learn(&mut self, what: Learn, ctx: &mut Context) {
        match what {
            Learn::Came(json) => self.words_came(json.as_deref(), ctx),
            Learn::Guess(choice) => self.jot(ctx, |answered| answered.guess = Some(choice)),
            Learn::Answer(choice) => self.jot(ctx, |answered| answered.closing = Some(choice)),
            Learn::Read(code) => self.read_code(&code, ctx),
            Learn::Forget => self.forget(ctx),
            Learn::Present(on) => {
                ctx.chrome.present = on;
                ctx.push(Effect::FullScreen(on));
                ctx.note(if on {
                    "Large letters, for the back row."
                } else {
                    "Letters of the usual size."
                });
            }
            Learn::Print => ctx.push(Effect::Print),
        }
    }

    /// What an earlier visit came to.
    pub fn recall(&mut self, code: &str) {
        if let Ok(progress) = Progress::read(code, LESSON.len()) {
            self.progress = progress;
        }
    }

    /// Whether the reader of this page has still to guess what comes out.
    pub fn awaits_guess(&self, page: Page) -> bool {
        let Page::Lesson(number) = page else {
            return false;
        };
        self.stop(number).is_some() && self.answered(number).guess.is_none()
    }

    fn words_came(&mut self, json: Option<&str>, ctx: &mut Context) {
        let words = json.and_then(|json| READ.with(Slot::get).and_then(|read| read(json)));
        self.missing = words.is_none();
        self.words = words.filter(|words| words.stops.len() == LESSON.len()).map(Rc::new);
        if self.missing {
            ctx.say(
                RichText::default().bad("The lesson's words could not be fetched. Check the connection, then reload."),
            );
        }
    }

    /// Notes something at the stop that is open, or whose program is.
    fn jot(&mut self, ctx: &mut Context, change: impl FnOnce(&mut Answered)) {
        let number = match (ctx.chrome.page, ctx.chrome.mend) {
            (Page::Lesson(number), _) | (Page::Program, Some(number)) => number,
            _ => return,
        };
        if let Some(answered) = self.answer(number) {
            change(answered);
            ctx.push(Effect::KeepLesson(self.progress.code()));
        }
    }

    fn read_code(&mut self, code: &str, ctx: &mut Context) {
        let read = Progress::read(code, LESSON.len()).map_err(|wrong| wrong.to_string());
        ctx.say(match &read {
            Ok(_) => RichText::of("The code was read: what it says stands below it."),
            Err(words) => RichText::default().bad(words.clone()),
        });
        self.read = Some(read);
    }

    fn forget(&mut self, ctx: &mut Context) {
        self.progress = Progress::new(LESSON.len());
        ctx.push(Effect::KeepLesson(self.progress.code()));
        ctx.note("Your guesses and answers are gone: the lesson begins anew.");
    }
}

impl PtrEq<Lesson> {
    /// Looks after the lesson once anything has happened; `something` says that a run or a search is on show.
    pub(super) fn attend(&mut self, something: bool, ctx: &mut Context) {
        let learns = matches!(ctx.chrome.page, Page::Lesson(_) | Page::LessonEnd) || ctx.chrome.mend.is_some();
        if learns && !self.fetching {
            self.edit().fetching = true;
            ctx.push(Effect::FetchLesson);
        }
        if let Page::Lesson(number) = ctx.chrome.page
            && something
            && !self.answered(number).seen
        {
            self.edit().jot(ctx, |answered| answered.seen = true);
        }
    }
}
