//! What the checker says of a program, where its text or its run have to do with it.

use super::Program;
use crate::model::{Context, RichText};
use protocol::check::CheckerEvent;

impl Program {
    /// The checker said something.
    pub fn heard(&mut self, found: CheckerEvent, ctx: &mut Context) {
        match found {
            CheckerEvent::Unpacked { id, source } if self.own.link.unpacks(id) => self.unpacked(source, ctx),
            CheckerEvent::Unpacked { .. } => {}
            found => self.own.edit().heard(found, ctx),
        }
    }

    fn unpacked(&mut self, source: Result<String, String>, ctx: &mut Context) {
        let own = self.own.edit();
        own.source.unread = false;
        let (packed, wanted) = (own.link.read(), own.screen.wanted.take());
        match source {
            Ok(text) => {
                let python = own.found.python;
                self.place("program.py", &text, ctx);
                let own = self.own.edit();
                (own.found.python, own.link.packed) = (python, packed);
                if let Some(wanted) = wanted {
                    own.film_of_address(wanted, ctx);
                }
                ctx.note("A program from a link. Press “Find what can go wrong”.");
            }
            Err(words) => ctx.say(RichText::default().bad(words)),
        }
        ctx.greet();
        if ctx.chrome.autorun {
            self.own.edit().look_for_failures(ctx);
        }
    }
}
