//! What happens to the text of a program, and with it to what is known of the one that was there.

use super::{Program, TextCommand};
use crate::model::{Context, EXAMPLES, Effect, RichText, own::example_text};

impl Program {
    /// Something happens to the text.
    pub fn text(&mut self, what: TextCommand, ctx: &mut Context) {
        match what {
            TextCommand::Type(text) => self.typed(text, ctx),
            TextCommand::Opened(name, text) => self.opened_file(name, text, ctx),
            TextCommand::Example(number) => {
                if EXAMPLES.get(number).is_some() {
                    ctx.push(Effect::FetchExample(number));
                }
            }
            TextCommand::Fetched(number, text) => self.fetched(number, text, ctx),
            TextCommand::Save => {
                let (name, text) = (self.own.source.name.clone(), self.own.source.text.to_string());
                ctx.note(&format!("Saved as {name}."));
                ctx.push(Effect::SaveProgram(name, text));
            }
            TextCommand::Restore => self.restore(ctx),
        }
    }

    fn typed(&mut self, text: String, ctx: &mut Context) {
        if *self.own.source.text == text {
            return;
        }
        let own = self.own.edit();
        let had = own.found.is_any();
        own.checker.stop_for_new_text(ctx);
        own.source.edit(text);
        own.forget();
        own.source.keep(ctx);
        if self.live.is_shown() && !self.live.edited {
            self.live.edit().edited = true;
        }
        if had {
            ctx.note("Edited: press “Find what can go wrong” to look again.");
        }
    }

    /// Another text takes the place of the one there is.
    pub fn place(&mut self, name: &str, text: &str, ctx: &mut Context) {
        let own = self.own.edit();
        own.checker.stop_for_new_text(ctx);
        self.live.edit().forget(ctx);
        own.forget();
        own.source.place(name, text);
        own.found.python = 0;
    }

    fn opened_file(&mut self, name: String, text: Result<String, &'static str>, ctx: &mut Context) {
        match text {
            Ok(text) => {
                self.place(&name, &text, ctx);
                let own = self.own.edit();
                own.source.opened = true;
                ctx.tells_host = false;
                own.source.keep(ctx);
                ctx.note(&format!("Opened {name}. It stays in this browser."));
            }
            Err(why) => ctx.say(RichText::default().bad(format!("{name} {why}"))),
        }
    }

    fn restore(&mut self, ctx: &mut Context) {
        let Some((name, text)) = self.own.edit().source.before.take() else {
            return;
        };
        self.place(&name, &text, ctx);
        let own = self.own.edit();
        own.source.mine = true;
        own.source.keep(ctx);
        ctx.note(&format!("Back to your own text, {name}."));
    }

    fn fetched(&mut self, number: usize, text: Option<String>, ctx: &mut Context) {
        let Some(example) = EXAMPLES.get(number) else { return };
        match text {
            Some(text) => {
                let text = example_text(&text);
                self.place(&format!("{}.py", example.file), &text, ctx);
                ctx.say(
                    RichText::default()
                        .strong(example.title)
                        .say(". ")
                        .say(example.question),
                );
            }
            None => ctx.say(
                RichText::default().bad("The example could not be fetched. Check the connection, then try again."),
            ),
        }
    }
}
