//! What is asked of the checker, which is started when it is first asked something.

use super::{Checker, Own};
use crate::model::{Awaited, Context, Effect, Model};
use protocol::check::CheckerCommand;

impl Own {
    /// Asks, as soon as somebody listens.
    pub(super) fn ask(&mut self, ask: CheckerCommand, ctx: &mut Context) {
        match self.checker {
            Checker::Ready => ctx.push(Effect::CheckerCommand(ask)),
            Checker::Starting => self.asked.push(ask),
            Checker::Off => {
                self.asked.push(ask);
                self.launch(ctx);
            }
        }
    }

    /// Starts the checker, if nobody did.
    pub(super) fn prepare(&mut self, ctx: &mut Context) {
        if self.checker == Checker::Off {
            self.launch(ctx);
        }
    }

    pub(super) fn launch(&mut self, ctx: &mut Context) {
        self.checker = Checker::Starting;
        self.watch.expect(Some(Awaited::Start));
        ctx.push(Effect::LaunchChecker);
    }

    /// It listens.
    pub(super) fn ready(&mut self, ctx: &mut Context) {
        self.checker = Checker::Ready;
        self.watch.expect(None);
        ctx.effects.extend(self.asked.drain(..).map(Effect::CheckerCommand));
    }

    /// Wants the text short enough for a link, unless that is known or on its way.
    pub(super) fn pack(&mut self, ctx: &mut Context) {
        if self.packed.is_some() || self.packing.is_some() {
            return;
        }
        let id = self.take_id();
        self.packing = Some(id);
        let source = self.text.to_string();
        self.ask(CheckerCommand::Pack { id, source }, ctx);
    }
}

impl Model {
    /// The checker broke, or does not answer: another one takes its place, and the text is kept.
    pub(in crate::model) fn checker_died(&mut self, message: &str) {
        let own = self.own.edit();
        let starting = own.checker == Checker::Starting;
        own.asked.clear();
        own.watch.expect(None);
        (own.checker, own.filming, own.packing) = (Checker::Off, None, None);
        if let Some(unread) = own.unpacking.take() {
            own.unread = unread == 0;
        }
        let looking = own.looking.take().is_some();
        own.lose();
        let words = match (starting, looking) {
            (true, _) => {
                format!("The search does not start: {message} Your program is kept; press the button to try again.")
            }
            (_, true) => {
                format!("The search broke: {message} Your program is kept; with fewer threads or rounds it needs less.")
            }
            _ => format!("The checker broke: {message} It starts again when it is needed."),
        };
        self.own_failed(words);
    }

    pub(super) fn own_failed(&mut self, words: String) {
        if std::mem::take(&mut self.own.edit().host_waits) {
            self.ctx.push(Effect::Tell(protocol::Reply::Error(words.clone())));
        }
        self.ctx.say(crate::model::RichText::default().bad(words));
    }
}
