//! What the checker says.

use super::{Result3, Trouble, check::LOOKING};
use crate::model::{Dialog, Effect, Model, RichText};
use protocol::check::CheckerEvent;

impl Model {
    /// The checker said something; what an earlier text still had to say is not heard.
    pub(in crate::model) fn found(&mut self, found: CheckerEvent) {
        let looking = self.own.looking;
        let is_now = |id: u32| looking == Some(id);
        match found {
            CheckerEvent::Alive => self.checker_ready(),
            CheckerEvent::InvalidProgram {
                id,
                line,
                column,
                words,
            } => self.in_trouble(id, Trouble { line, column, words }),
            CheckerEvent::Progress {
                id,
                python,
                schedules,
                failed,
                rate,
            } if is_now(id) => self.looked(
                usize::from(python),
                Result3::Looking {
                    schedules,
                    failed,
                    rate,
                },
            ),
            CheckerEvent::Verdict(verdict) if is_now(verdict.id) => self.judged(*verdict),
            CheckerEvent::Done { id, json, notes } if is_now(id) => self.done(json, notes),
            // A search of an earlier text has ended.
            CheckerEvent::Done { .. } => self.own.edit().watch.expect(None),
            CheckerEvent::Film(film) => self.filmed(*film),
            CheckerEvent::Packed { id, packed } if self.own.packing == Some(id) => self.packed(packed),
            CheckerEvent::Unpacked { id, source } if self.own.unpacking == Some(id) => self.unpacked(source),
            _ => {}
        }
    }

    fn checker_ready(&mut self) {
        self.own.edit().ready(&mut self.ctx);
        if self.own.looking.is_some() {
            self.ctx.mention(LOOKING);
        }
    }

    fn in_trouble(&mut self, id: u32, trouble: Trouble) {
        let filming = self.own.filming.as_ref().is_some_and(|filming| filming.id == id);
        if self.own.looking == Some(id) || filming {
            self.own.edit().filming = None;
            self.troubled(trouble);
        }
    }

    fn packed(&mut self, packed: Result<String, String>) {
        let own = self.own.edit();
        own.packing = None;
        own.packed = Some(packed);
        if std::mem::take(&mut own.sharing) {
            self.share_own();
        }
    }

    /// Opens what can be shared, as soon as the text is short enough for a link.
    pub(in crate::model) fn share_own(&mut self) {
        match self.own.packed.clone() {
            None => {
                let own = self.own.edit();
                own.sharing = true;
                own.pack(&mut self.ctx);
            }
            Some(Ok(_)) => {
                self.ctx.looks.edit().dialog = Some(Dialog::Share);
                self.ctx.push(Effect::Copy(self.address(), "link"));
            }
            Some(Err(words)) => {
                self.ctx.looks.edit().dialog = Some(Dialog::Share);
                self.ctx.say(RichText::of(words));
            }
        }
    }

    fn unpacked(&mut self, source: Result<String, String>) {
        let own = self.own.edit();
        (own.unpacking, own.unread) = (None, false);
        match source {
            Ok(text) => {
                let (python, packed, wanted) = (own.python, own.packed.take(), own.wanted.take());
                self.place("program.py", &text);
                let own = self.own.edit();
                (own.python, own.packed) = (python, packed);
                if let Some(wanted) = wanted {
                    own.film_of_address(wanted, &mut self.ctx);
                }
                self.ctx
                    .say(RichText::of("A program from a link. Press “Find what can go wrong”."));
            }
            Err(words) => {
                own.packed = None;
                own.wanted = None;
                self.ctx.say(RichText::default().bad(words));
            }
        }
        self.ctx.greet();
        if self.ctx.chrome.autorun {
            self.look_for_failures();
        }
    }
}
