//! A program of the visitor's own: its text, what the checker finds in it, and the failure that is shown move by move.

#[cfg(test)]
mod around;
mod check;
mod checker;
mod film;
mod findings;
mod link;
mod said;
mod screen;
mod source;
#[cfg(test)]
mod tests;

pub use catalogue::EXAMPLES;
pub use checker::{Checker, CheckerState};
pub use findings::{Findings, Result3, Tab, Trouble};
pub use link::LinkState;
pub use said::schedules_of;
pub use screen::{Screen, Showing};
pub use source::{Source, example_text};

use super::{Awaited, Context, RichText, WatchdogVerdict};
use catalogue::OwnAddress;

/// A program of the visitor's own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Own {
    /// Its text, and whose that is.
    pub source: Source,
    /// What was found in it.
    pub found: Findings,
    /// The film of a failure.
    pub screen: Screen,
    /// The text as it goes into a link.
    pub link: LinkState,
    /// The checker, and what it was asked.
    pub checker: CheckerState,
}

impl Own {
    /// Whether nothing was looked for yet.
    pub fn is_untouched(&self) -> bool {
        !self.checker.is_looking() && !self.found.is_safe()
    }

    /// Whether ticks are wanted.
    pub fn wants_ticks(&self) -> bool {
        self.checker.watch.is_on() || self.screen.is_playing()
    }

    /// Takes over an address.
    pub fn take(&mut self, address: &OwnAddress, ctx: &mut Context) {
        self.found.python = address.python.min(2);
        let wanted = address.schedule.clone().map(|schedule| (schedule, address.at));
        match &address.src {
            Some(src) if self.link.packed.as_ref() != Some(&Ok(src.clone())) => {
                (self.source.unread, self.screen.wanted) = (true, wanted);
                self.link.unpack(src, &mut self.checker, ctx);
            }
            _ => {
                if let Some(wanted) = wanted {
                    self.film_of_address(wanted, ctx);
                }
            }
        }
    }

    /// What an address says of it.
    pub fn address(&self) -> OwnAddress {
        let src = self.link.packed.clone().and_then(Result::ok);
        let (schedule, at) = self.screen.address();
        OwnAddress {
            src,
            python: self.found.python,
            schedule,
            at,
        }
    }

    /// Everything that was found in the text is void.
    pub fn forget(&mut self) {
        self.found.forget();
        self.screen.forget();
        self.link.forget();
    }

    /// This Python is looked at.
    pub fn choose_python(&mut self, python: usize, ctx: &mut Context) {
        (self.found.python, self.found.chosen) = (python.min(2), true);
        self.screen.leave_to(self.found.python);
        self.found.say(ctx);
    }

    /// Opens what can be shared, as soon as the text is short enough for a link.
    pub fn share(&mut self, ctx: &mut Context) {
        match self.link.packed.clone() {
            None => {
                self.link.sharing = true;
                self.link.pack(&self.source.text, &mut self.checker, ctx);
            }
            Some(Ok(_)) => {
                let link = self.address().hash(&ctx.chrome);
                ctx.share(link);
            }
            Some(Err(words)) => {
                ctx.open_share();
                ctx.note(&words);
            }
        }
    }

    /// The checker broke, or does not answer: another one takes its place, and the text is kept.
    pub fn died(&mut self, message: &str, ctx: &mut Context) {
        let (starting, looking) = self.checker.end();
        self.screen.filming = None;
        if self.link.end() {
            self.source.unread = false;
        }
        self.found.lose();
        let words = match (starting, looking) {
            (true, _) => {
                format!("The search does not start: {message} Your program is kept; press the button to try again.")
            }
            (_, true) => {
                format!("The search broke: {message} Your program is kept; with fewer threads or rounds it needs less.")
            }
            _ => format!("The checker broke: {message} It starts again when it is needed."),
        };
        self.checker.answer(Err(words.clone()), ctx);
        ctx.say(RichText::default().bad(words));
    }

    /// So much time went by.
    pub fn tick(&mut self, elapsed_ms: f64, ctx: &mut Context) {
        match self.checker.watch.tick(elapsed_ms) {
            WatchdogVerdict::Waits | WatchdogVerdict::Late => {}
            WatchdogVerdict::InVain(Awaited::Start) => self.died("it did not start in time.", ctx),
            // One schedule takes long; the search is over all the same.
            WatchdogVerdict::InVain(_) => {
                self.checker.start_anew(ctx);
                self.found.lose();
                ctx.note("Stopped in the middle of a very long schedule.");
            }
        }
        self.screen.play_on(elapsed_ms);
    }
}
