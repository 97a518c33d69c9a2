//! What the page around this one asks of a program of the visitor's own.

use super::{CheckCommand, FilmCommand};
use crate::model::{Model, Real, RichText};
use catalogue::{Lock, PROGRAM, Page};
use protocol::{Reply, Request, Settings};

/// The key under which a program itself is loaded.
const SOURCE: &str = "source";

impl Model {
    /// The page turns from a lab to its program.
    pub(in crate::model) fn edit_listing(&mut self, text: &str) {
        let (lab, lock) = (self.lab.setup.experiment.lab, self.lab.setup.experiment.lock);
        self.lab.threads.stop(&mut self.ctx);
        self.lab.clear(&mut self.ctx);
        self.ctx.chrome.page = Page::Program;
        self.program.open("", "", &mut self.ctx);
        self.program.place(
            &format!("{}.py", lab.id),
            &listings::program(lab.id, text),
            &mut self.ctx,
        );
        self.program.own.edit().found.python = usize::from(lock == Lock::Off);
        let hint = ". Press “Find what can go wrong”. The fewer threads and rounds it has, the more of their orders can be tried.";
        self.ctx
            .say(RichText::of("The program of the lab ").strong(lab.name).say(hint));
    }

    /// Does what concerns a program of the visitor's own; gives back what does not.
    pub(in crate::model) fn asked_of_own(&mut self, asked: Result<Request, String>) -> Option<Result<Request, String>> {
        let is_own = self.ctx.is_own();
        let (program, ctx) = (&mut self.program, &mut self.ctx);
        match asked {
            Ok(Request::Load(settings)) if is_its(&settings, is_own) => self.load_own(&settings),
            Ok(Request::Load(settings)) if is_own => {
                ctx.chrome.page = Page::Lab;
                program.leave(ctx);
                self.lab.start(&mut self.ctx);
                return Some(Ok(Request::Load(settings)));
            }
            Ok(Request::Check) if !is_own => ctx.tell(Reply::Error(
                "check searches a program of one's own: load it first, with source.".into(),
            )),
            Ok(Request::Check) => {
                program.own.edit().checker.host_waits = true;
                program.check(CheckCommand::Look, ctx);
            }
            Ok(Request::Stop) if is_own && program.live.is_shown() && !program.own.checker.is_looking() => {
                program.live.edit().stop(ctx);
            }
            Ok(Request::Stop) if is_own => program.check(CheckCommand::Stop, ctx),
            Ok(Request::Run) if is_own => {
                program.live.edit().host_waits = true;
                program.real(Real::Run, ctx);
            }
            Ok(Request::Seek { at }) if is_own => {
                program.film(FilmCommand::To(usize::try_from(at).unwrap_or(usize::MAX)), ctx);
                self.tell_state();
            }
            Ok(Request::State) | Err(_) => return Some(asked),
            Ok(_) if is_own => ctx.tell(Reply::Error(
                "A program of one's own can be checked, run, stopped, and its film moved through: check, run, stop, seek.".into(),
            )),
            asked => return Some(asked),
        }
        None
    }

    fn load_own(&mut self, settings: &Settings) {
        let mut address = catalogue::OwnAddress::default();
        let mut complaints = Vec::new();
        for (key, value) in settings.iter().filter(|(key, _)| key != SOURCE && key != "lab") {
            complaints.extend(address.set(key, value).err());
            complaints.extend(self.ctx.chrome.set(key, value).err());
        }
        self.ctx.chrome.page = Page::Program;
        let source = settings.iter().rfind(|(key, _)| key == SOURCE).map(|(_, text)| text);
        let (program, ctx) = (&mut self.program, &mut self.ctx);
        program.open("", &address.hash(&ctx.chrome), ctx);
        if let Some(text) = source {
            program.place("program.py", text, ctx);
            program.own.edit().found.python = address.python;
            ctx.note("Loaded from the page around this one. Press “Find what can go wrong”.");
        }
        ctx.complain(&complaints);
        self.tell_state();
    }
}

fn is_its(settings: &Settings, own: bool) -> bool {
    let lab = settings
        .iter()
        .rfind(|(key, _)| key == "lab")
        .map(|(_, lab)| lab.as_str());
    match lab {
        Some(lab) => lab == PROGRAM,
        None => own || settings.iter().any(|(key, _)| key == SOURCE || key == "src"),
    }
}
