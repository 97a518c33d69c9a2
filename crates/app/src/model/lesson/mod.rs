//! A reader's way through the lesson: what was guessed, answered, seen and mended.

mod mending;
#[cfg(test)]
mod tests;

pub use mending::judged;

use super::{Command, Effect, Model, PtrEq, RichText};
use catalogue::{Page, lesson::LESSON};
use lesson_words::{Answered, Progress, Stop, Words};
use std::rc::Rc;

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
    fn shows(&self) -> bool {
        matches!(
            self,
            Command::Run | Command::Sweep | Command::Try(_) | Command::Step(_) | Command::Find(_) | Command::Compare(_)
        )
    }
}

/// What is said to those who press before they have guessed.
pub(super) const GUESS_FIRST: &str = "Guess first: a guess that was wrong teaches more than an answer that was read.";

impl Model {
    /// The reader does something in the lesson.
    pub(super) fn learn(&mut self, what: Learn) {
        match what {
            Learn::Came(json) => self.words_came(json.as_deref()),
            Learn::Guess(choice) => self.jot(|answered| answered.guess = Some(choice)),
            Learn::Answer(choice) => self.jot(|answered| answered.closing = Some(choice)),
            Learn::Read(code) => self.read_code(&code),
            Learn::Forget => self.forget(),
            Learn::Present(on) => {
                self.ctx.chrome.present = on;
                self.ctx.push(Effect::FullScreen(on));
                self.ctx.say(RichText::of(if on {
                    "Large letters, for the back row."
                } else {
                    "Letters of the usual size."
                }));
            }
            Learn::Print => self.ctx.push(Effect::Print),
        }
    }

    /// What an earlier visit came to.
    pub fn recall_lesson(&mut self, code: &str) {
        if let Ok(progress) = Progress::read(code, LESSON.len()) {
            self.lesson.edit().progress = progress;
        }
    }

    /// Whether the reader has still to guess what comes out.
    pub(super) fn awaits_guess(&self) -> bool {
        let Page::Lesson(number) = self.ctx.chrome.page else {
            return false;
        };
        self.lesson.stop(number).is_some() && self.lesson.answered(number).guess.is_none()
    }

    /// Whether a button waits until the reader has guessed.
    pub(super) fn waits_for_guess(&self, press: &Command) -> bool {
        press.shows() && self.awaits_guess()
    }

    /// Looks after the lesson once anything has happened.
    pub(super) fn attend(&mut self) {
        let learns =
            matches!(self.ctx.chrome.page, Page::Lesson(_) | Page::LessonEnd) || self.ctx.chrome.mend.is_some();
        if learns && !self.lesson.fetching {
            self.lesson.edit().fetching = true;
            self.ctx.push(Effect::FetchLesson);
        }
        if let Page::Lesson(number) = self.ctx.chrome.page {
            let something = self.shown.is_some() || self.search.found.is_some();
            if something && !self.lesson.answered(number).seen {
                self.jot(|answered| answered.seen = true);
            }
        }
        self.attend_mending();
    }

    fn words_came(&mut self, json: Option<&str>) {
        let words = json.and_then(|json| lesson_words::read(json).ok());
        let lesson = self.lesson.edit();
        lesson.missing = words.is_none();
        lesson.words = words.filter(|words| words.stops.len() == LESSON.len()).map(Rc::new);
        if self.lesson.missing {
            self.ctx.say(
                RichText::default().bad("The lesson's words could not be fetched. Check the connection, then reload."),
            );
        }
    }

    /// Notes something at the stop that is open, or whose program is.
    fn jot(&mut self, change: impl FnOnce(&mut Answered)) {
        let number = match (self.ctx.chrome.page, self.ctx.chrome.mend) {
            (Page::Lesson(number), _) | (Page::Program, Some(number)) => number,
            _ => return,
        };
        let lesson = self.lesson.edit();
        if let Some(answered) = lesson.answer(number) {
            change(answered);
            self.ctx.push(Effect::KeepLesson(lesson.progress.code()));
        }
    }

    fn read_code(&mut self, code: &str) {
        let read = Progress::read(code, LESSON.len()).map_err(|wrong| wrong.to_string());
        self.ctx.say(match &read {
            Ok(_) => RichText::of("The code was read: what it says stands below it."),
            Err(words) => RichText::default().bad(words.clone()),
        });
        self.lesson.edit().read = Some(read);
    }

    fn forget(&mut self) {
        let lesson = self.lesson.edit();
        lesson.progress = Progress::new(LESSON.len());
        self.ctx.push(Effect::KeepLesson(lesson.progress.code()));
        self.tried = PtrEq::default();
        self.ctx.say(RichText::of(
            "Your guesses and answers are gone: the lesson begins anew.",
        ));
    }
}
