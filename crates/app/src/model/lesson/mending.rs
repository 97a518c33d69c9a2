//! The programs of the lesson that a reader mends; search judges them.

use crate::model::own::Result3;
use crate::model::{Context, Lesson, Own, Program, PtrEq, RichText};
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

impl PtrEq<Lesson> {
    /// Opens the program of the stop that is to be mended, and notes when it is.
    pub(in crate::model) fn attend_mending(&mut self, program: &mut Program, ctx: &mut Context) {
        let number = ctx.chrome.mend.filter(|_| ctx.is_own());
        let Some((number, mend)) = number.and_then(|number| Some((number, self.mend(number)?.clone()))) else {
            if self.opened.is_some() && ctx.chrome.mend.is_none() {
                self.edit().opened = None;
            }
            return;
        };
        if self.opened != Some(number) {
            self.edit().opened = Some(number);
            return open(number, &mend, program, ctx);
        }
        // The end of the search has a sentence of its own; this one comes after it.
        let pending = program.own.checker.is_looking() || self.answered(number).mended;
        if !pending && judged(&mend, &program.own) == Some(Judged::Mended) {
            self.edit().jot(ctx, |answered| answered.mended = true);
            ctx.say(RichText::default().good("Mended.").say(format!(" {}", mend.done)));
        }
    }
}

// A link that holds a text of its own opens that.
fn open(number: u32, mend: &Mend, program: &mut Program, ctx: &mut Context) {
    if program.own.source.unread || program.own.address().src.is_some() {
        return;
    }
    program.place(&format!("stop-{number}.py"), mend.opened(), ctx);
    ctx.note(&mend.task);
}
