//! The programs of the lesson that a reader mends; search judges them.

use crate::model::own::Result3;
use crate::model::{Lesson, Model, Own, RichText};
use lesson_words::{Closing, Judged, Mend, Searched};
use protocol::check::VerdictKind;

impl Lesson {
    /// The program to mend at a stop, counted from 1.
    pub fn mend(&self, number: u32) -> Option<&Mend> {
        match &self.stop(number)?.closing {
            Closing::Mend(mend) => Some(mend),
            Closing::Check(_) => None,
        }
    }
}

/// What search has to say of the reader's text, once it has been through it under all three Pythons.
pub fn judged(mend: &Mend, own: &Own) -> Option<Judged> {
    let searched = own.found.results.iter().map(|result| match result {
        Result3::Known(verdict) => Some(match verdict.word {
            VerdictKind::Safe => Searched::Safe,
            VerdictKind::Fails => Searched::Fails,
            VerdictKind::Unknown => Searched::Unknown,
        }),
        _ => None,
    });
    let searched: Vec<Searched> = searched.collect::<Option<_>>()?;
    Some(mend.judge(&own.source.text, &searched))
}

impl Model {
    /// Opens the program of the stop that is to be mended, and notes when it is.
    pub(super) fn attend_mending(&mut self) {
        let number = self.ctx.chrome.mend.filter(|_| self.ctx.is_own());
        let Some((number, mend)) = number.and_then(|number| Some((number, self.lesson.mend(number)?.clone()))) else {
            if self.lesson.opened.is_some() && self.ctx.chrome.mend.is_none() {
                self.lesson.edit().opened = None;
            }
            return;
        };
        if self.lesson.opened != Some(number) {
            self.lesson.edit().opened = Some(number);
            return self.open_mend(number, &mend);
        }
        // The end of the search has a sentence of its own; this one comes after it.
        let pending = self.program.own.checker.is_looking() || self.lesson.answered(number).mended;
        if !pending && judged(&mend, &self.program.own) == Some(Judged::Mended) {
            self.jot(|answered| answered.mended = true);
            self.ctx
                .say(RichText::default().good("Mended.").say(format!(" {}", mend.done)));
        }
    }

    // A link that holds a text of its own opens that.
    fn open_mend(&mut self, number: u32, mend: &Mend) {
        if self.program.own.source.unread || self.program.own.address().src.is_some() {
            return;
        }
        self.program
            .place(&format!("stop-{number}.py"), mend.opened(), &mut self.ctx);
        self.ctx.say(RichText::of(&mend.task));
    }
}
