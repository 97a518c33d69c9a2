//! The search through every schedule, from the press to the verdicts.

use super::{Checker, Own, Result3, Tab, Trouble};
use crate::model::Context;
use protocol::check::{CheckerCommand, CheckerEvent, MOST_LINKED, Verdict, VerdictKind};
use std::rc::Rc;

/// The most milliseconds that each Python gets.
const MILLIS: u32 = 20_000;

/// What stands there until the first verdict.
const LOOKING: &str = "Trying every order in which the threads can run…";

impl Own {
    /// Searches every schedule.
    pub fn look_for_failures(&mut self, ctx: &mut Context) {
        if self.checker.is_looking() || self.source.unread {
            return;
        }
        let packed = self.link.packed.take();
        if self.found.tab == Tab::Live {
            self.found.tab = Tab::Film;
        }
        self.forget();
        self.link.packed = packed;
        if let Some(words) = self.source.too_long() {
            let (line, column) = (0, 0);
            return self.troubled(Trouble { line, column, words }, ctx);
        }
        let id = self.checker.take_id();
        self.checker.looking = Some(id);
        self.found.results = std::array::from_fn(|_| Result3::Looking {
            schedules: 0,
            failed: 0,
            rate: 0.0,
        });
        let ask = CheckerCommand::Check {
            id,
            source: self.source.text.to_string(),
            file: self.source.name.clone(),
            millis: MILLIS,
        };
        self.checker.ask(ask, ctx);
        if self.source.text.len() <= MOST_LINKED {
            self.link.pack(&self.source.text, &mut self.checker, ctx);
        }
        ctx.say_for_now(match self.checker.life {
            Checker::Ready => LOOKING,
            _ => "Fetching what searches, once…",
        });
    }

    /// Ends the search.
    pub fn stop_looking(&mut self, ctx: &mut Context) {
        let said = if !self.checker.is_looking() {
            "Nothing is being searched."
        } else if self.checker.take_back() {
            self.found.results = Default::default();
            "Not begun."
        } else {
            self.checker.stop(ctx);
            "Stopping…"
        };
        ctx.note(said);
    }

    /// The checker said something of the program; what an earlier text still had to say is not heard.
    pub fn heard(&mut self, found: CheckerEvent, ctx: &mut Context) {
        match found {
            CheckerEvent::Alive => {
                self.checker.ready(ctx);
                if self.checker.is_looking() {
                    ctx.mention(LOOKING);
                }
            }
            CheckerEvent::InvalidProgram {
                id,
                line,
                column,
                words,
            } if self.checker.looks(id) || self.screen.is_filming(id) => {
                self.screen.filming = None;
                self.troubled(Trouble { line, column, words }, ctx);
            }
            CheckerEvent::Progress {
                id,
                python,
                schedules,
                failed,
                rate,
            } if self.checker.looks(id) => self.found.looked(
                usize::from(python),
                Result3::Looking {
                    schedules,
                    failed,
                    rate,
                },
            ),
            CheckerEvent::Verdict(verdict) if self.checker.looks(verdict.id) => self.judged(*verdict, ctx),
            CheckerEvent::Done { id, json, notes } if self.checker.looks(id) => self.done(json, notes, ctx),
            // A search of an earlier text has ended.
            CheckerEvent::Done { .. } => self.checker.watch.expect(None),
            CheckerEvent::Film(film) => self.screen.filmed(*film, self.found.differs(), ctx),
            CheckerEvent::Packed { id, packed } if self.link.packs(id) => {
                let shares = self.link.come(packed);
                if shares {
                    self.share(ctx);
                }
            }
            _ => {}
        }
    }

    fn troubled(&mut self, trouble: Trouble, ctx: &mut Context) {
        self.checker.looking = None;
        self.found.results = Default::default();
        let words = match trouble.line {
            0 => trouble.words.clone(),
            line => format!("Line {line}, column {}: {}", trouble.column, trouble.words),
        };
        self.found.trouble = Some(trouble);
        self.checker.answer(Err(words), ctx);
        // Why, the alert says.
        ctx.note("Nothing was searched: the program cannot run as it stands.");
    }

    fn judged(&mut self, verdict: Verdict, ctx: &mut Context) {
        let (python, fails) = (usize::from(verdict.python), verdict.word == VerdictKind::Fails);
        self.found.looked(python, Result3::Known(Rc::new(verdict)));
        // Of those that fail the first on the page is shown, whichever was found first, unless the visitor has chosen.
        let earlier = !self.found.found || (python < self.found.python && !self.found.chosen);
        if fails && earlier {
            (self.found.found, self.found.python) = (true, python);
            self.film_failure(python, None, false, ctx);
        }
        if self.found.found {
            self.found.say(ctx);
        }
    }

    fn done(&mut self, json: String, notes: Vec<(u8, String)>, ctx: &mut Context) {
        self.checker.done();
        self.found.annotate(notes);
        self.checker.answer(Ok(json), ctx);
        self.found.look_where_outputs_differ();
        self.found.say(ctx);
    }
}
