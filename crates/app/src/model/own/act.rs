//! What the visitor does.

use super::{EXAMPLES, Own, ProgramCommand, Result3};
use crate::model::{Effect, Model, RichText};
use catalogue::{Lock, Page};

/// The longest program that is checked, in bytes.
const MOST: usize = 256 * 1024;

impl Model {
    /// Something happens to the program.
    pub(in crate::model) fn act_on_own(&mut self, what: ProgramCommand) {
        match what {
            ProgramCommand::Type(text) => self.typed(text),
            ProgramCommand::Opened(name, text) => self.opened_file(name, text),
            ProgramCommand::Example(number) => self.example(number),
            ProgramCommand::Fetched(number, text) => self.fetched(number, text),
            ProgramCommand::Edit(text) => self.edit_listing(&text),
            ProgramCommand::Look => self.look_for_failures(),
            ProgramCommand::Stop => self.stop_looking(),
            ProgramCommand::Choose(python) => self.choose_python(python),
            ProgramCommand::Watch(python) => self.watch_failure(python),
            ProgramCommand::WatchEnding(ending) => self.watch_ending(ending),
            ProgramCommand::To(at) => self.to(at),
            ProgramCommand::Move(on) => self.move_film(on),
            ProgramCommand::Play => self.play_film(),
            ProgramCommand::Harm => self.seek_harm(),
            ProgramCommand::Branch(thread) => self.branch(thread),
            ProgramCommand::Save => self.save_own(),
            ProgramCommand::Restore => self.restore(),
            ProgramCommand::Tab(tab) => self.own.edit().tab = tab,
        }
    }

    fn typed(&mut self, text: String) {
        if *self.own.text == text {
            return;
        }
        let had = self.own.trouble.is_some() || self.own.results.iter().any(|result| *result != Result3::None);
        self.stop_for_new_text();
        let own = self.own.edit();
        own.text = text.into();
        own.mine = true;
        own.forget();
        self.edited_live();
        self.keep_program();
        if had {
            self.ctx
                .say(RichText::of("Edited: press “Find what can go wrong” to look again."));
        }
    }

    /// Another text takes the place of the one there is.
    pub(in crate::model) fn place(&mut self, name: &str, text: &str) {
        self.stop_for_new_text();
        self.forget_live();
        let own = self.own.edit();
        own.forget();
        if std::mem::take(&mut own.mine) {
            own.before = Some((own.name.clone(), own.text.clone()));
        }
        own.text = text.into();
        own.opened = false;
        own.name = name.into();
        own.placed += 1;
        own.python = 0;
    }

    /// Keeps the text for the next visit; what is tried in a frame of somebody else's page, or in the lesson, leaves it alone.
    fn keep_program(&mut self) {
        if !self.ctx.chrome.embed && self.ctx.chrome.mend.is_none() {
            self.ctx.push(Effect::KeepProgram(self.own.text.to_string()));
        }
    }

    fn stop_for_new_text(&mut self) {
        self.withdraw();
        if self.own.looking.is_some() {
            let own = self.own.edit();
            own.looking = None;
            own.ask(protocol::check::CheckerCommand::Stop, &mut self.ctx);
            own.watch.expect(Some(super::ENDS));
        }
    }

    fn opened_file(&mut self, name: String, text: Result<String, &'static str>) {
        match text {
            Ok(text) => {
                self.place(&name, &text);
                self.own.edit().opened = true;
                self.ctx.tells_host = false;
                self.keep_program();
                self.ctx
                    .say(RichText::of(format!("Opened {name}. It stays in this browser.")));
            }
            Err(why) => self.ctx.say(RichText::default().bad(format!("{name} {why}"))),
        }
    }

    fn restore(&mut self) {
        let Some((name, text)) = self.own.edit().before.take() else {
            return;
        };
        self.place(&name, &text);
        self.own.edit().mine = true;
        self.keep_program();
        self.ctx.say(RichText::of(format!("Back to your own text, {name}.")));
    }

    fn example(&mut self, number: usize) {
        if EXAMPLES.get(number).is_some() {
            self.ctx.push(Effect::FetchExample(number));
        }
    }

    fn fetched(&mut self, number: usize, text: Option<String>) {
        let Some(example) = EXAMPLES.get(number) else { return };
        match text {
            Some(text) => {
                let text = super::keep::shown(&text);
                self.place(&format!("{}.py", example.file), &text);
                self.ctx.say(
                    RichText::default()
                        .strong(example.title)
                        .say(". ")
                        .say(example.question),
                );
            }
            None => self.ctx.say(
                RichText::default().bad("The example could not be fetched. Check the connection, then try again."),
            ),
        }
    }

    /// The page turns from a lab to its program.
    fn edit_listing(&mut self, text: &str) {
        let (lab, lock) = (self.experiment.lab, self.experiment.lock);
        self.stop();
        self.clear();
        self.ctx.chrome.page = Page::Program;
        self.open_own("", "");
        self.place(&format!("{}.py", lab.id), &listings::program(lab.id, text));
        self.own.edit().python = usize::from(lock == Lock::Off);
        let hint = ". Press “Find what can go wrong”. The fewer threads and rounds it has, the more of their orders can be tried.";
        self.ctx
            .say(RichText::of("The program of the lab ").strong(lab.name).say(hint));
    }

    fn save_own(&mut self) {
        let name = self.own.name.clone();
        self.ctx.say(RichText::of(format!("Saved as {name}.")));
        self.ctx.push(Effect::SaveProgram(name, self.own.text.to_string()));
    }

    pub(in crate::model) fn choose_python(&mut self, python: usize) {
        let own = self.own.edit();
        (own.python, own.chosen) = (python.min(2), true);
        if own
            .showing
            .as_ref()
            .is_some_and(|showing| usize::from(showing.film.python) != own.python)
        {
            own.showing = None;
        }
        self.say_verdict();
    }
}

impl Own {
    /// Why it is not even sent to the checker.
    pub(in crate::model) fn too_long(&self) -> Option<String> {
        let kilobytes = self.text.len().div_ceil(1024);
        (self.text.len() > MOST).then(|| {
            format!(
                "This program has {kilobytes} KB; programs of up to {} KB can be searched and run here.",
                MOST / 1024
            )
        })
    }
}
