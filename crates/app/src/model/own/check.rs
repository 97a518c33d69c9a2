//! The search through every schedule, from the press to the verdicts.

use super::{Checker, Own, Result3, Trouble};
use crate::model::{Effect, Model, RichText};
use protocol::{
    Reply,
    check::{CheckerCommand, MOST_LINKED, Verdict, VerdictKind},
};
use std::rc::Rc;

/// The most milliseconds that each Python gets.
const MILLIS: u32 = 20_000;

/// What stands there until the first verdict.
pub(super) const LOOKING: &str = "Trying every order in which the threads can run…";

impl Model {
    pub(super) fn look_for_failures(&mut self) {
        if self.own.is_looking() || self.own.unread {
            return;
        }
        let own = self.own.edit();
        let packed = own.packed.take();
        if own.tab == super::Tab::Live {
            own.tab = super::Tab::Film;
        }
        own.forget();
        own.packed = packed;
        if let Some(words) = own.too_long() {
            return self.troubled(Trouble {
                line: 0,
                column: 0,
                words,
            });
        }
        let id = own.take_id();
        own.looking = Some(id);
        own.results = std::array::from_fn(|_| Result3::Looking {
            schedules: 0,
            failed: 0,
            rate: 0.0,
        });
        let ask = CheckerCommand::Check {
            id,
            source: own.text.to_string(),
            file: own.name.clone(),
            millis: MILLIS,
        };
        own.ask(ask, &mut self.ctx);
        if own.text.len() <= MOST_LINKED {
            own.pack(&mut self.ctx);
        }
        match own.checker {
            Checker::Ready => self.ctx.say_for_now(LOOKING),
            _ => self.ctx.say_for_now("Fetching what searches, once…"),
        }
    }

    pub(super) fn stop_looking(&mut self) {
        let own = self.own.edit();
        if own.looking.is_none() {
            return self.ctx.say(RichText::of("Nothing is being searched."));
        }
        if own.checker != Checker::Ready {
            own.asked.retain(|ask| !matches!(ask, CheckerCommand::Check { .. }));
            own.looking = None;
            own.results = Default::default();
            return self.ctx.say(RichText::of("Not begun."));
        }
        own.ask(CheckerCommand::Stop, &mut self.ctx);
        own.watch.expect(Some(super::ENDS));
        self.ctx.say(RichText::of("Stopping…"));
    }

    pub(super) fn troubled(&mut self, trouble: Trouble) {
        let own = self.own.edit();
        own.looking = None;
        own.results = Default::default();
        let words = match trouble.line {
            0 => trouble.words.clone(),
            line => format!("Line {line}, column {}: {}", trouble.column, trouble.words),
        };
        own.trouble = Some(trouble);
        if std::mem::take(&mut own.host_waits) {
            self.ctx.push(Effect::Tell(Reply::Error(words)));
        }
        // Why, the alert says.
        self.ctx.say(RichText::of(
            "Nothing was searched: the program cannot run as it stands.",
        ));
    }

    pub(super) fn looked(&mut self, python: usize, result: Result3) {
        if let Some(known) = self.own.edit().results.get_mut(python) {
            *known = result;
        }
    }

    pub(super) fn judged(&mut self, verdict: Verdict) {
        let (python, fails) = (usize::from(verdict.python), verdict.word == VerdictKind::Fails);
        self.looked(python, Result3::Known(Rc::new(verdict)));
        // Of those that fail the first on the page is shown, whichever was found first, unless the visitor has chosen.
        let earlier = !self.own.found || (python < self.own.python && !self.own.chosen);
        if fails && earlier {
            let own = self.own.edit();
            (own.found, own.python) = (true, python);
            self.film_failure(python, None, false);
        }
        if self.own.found {
            self.say_verdict();
        }
    }

    pub(super) fn done(&mut self, json: String, notes: Vec<(u8, String)>) {
        let own = self.own.edit();
        own.looking = None;
        own.watch.expect(None);
        for (python, note) in notes {
            if let Some(known) = own.notes.get_mut(usize::from(python)) {
                *known = Some(note);
            }
        }
        if std::mem::take(&mut own.host_waits) {
            self.ctx.push(Effect::Tell(Reply::Check(json)));
        }
        self.look_where_outputs_differ();
        self.say_verdict();
    }

    /// Where nothing fails, the first Python whose output depends on the order is looked at, unless the visitor has chosen.
    fn look_where_outputs_differ(&mut self) {
        let differs = |result: &Result3| matches!(result, Result3::Known(verdict) if verdict.outputs > 0);
        let python = self.own.results.iter().position(differs);
        if let (Some(python), false, false) = (python, self.own.found, self.own.chosen) {
            self.own.edit().python = python;
        }
    }
}

impl Own {
    /// The search is lost with the Worker.
    pub(super) fn lose(&mut self) {
        for result in &mut self.results {
            if let Result3::Looking { schedules, .. } = result {
                *result = Result3::Lost(*schedules);
            }
        }
    }
}
