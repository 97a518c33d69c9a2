//! What the page around this one asks of a program of the visitor's own.

use super::ProgramCommand;
use crate::model::{Effect, Model, RichText, privacy::WITHDRAWN};
use catalogue::{PROGRAM, Page};
use protocol::{Reply, Request, Settings};

/// The key under which a program itself is loaded.
const SOURCE: &str = "source";

impl Model {
    /// Does what concerns a program of the visitor's own; gives back what does not.
    pub(in crate::model) fn asked_of_own(&mut self, asked: Result<Request, String>) -> Option<Result<Request, String>> {
        match asked {
            Ok(Request::Load(settings)) if is_its(&settings, self.ctx.is_own()) => self.load_own(&settings),
            Ok(Request::Load(settings)) if self.ctx.is_own() => {
                self.ctx.chrome.page = Page::Lab;
                self.leave_own();
                self.opened();
                return Some(Ok(Request::Load(settings)));
            }
            Ok(Request::Check) => self.check_for_host(),
            Ok(Request::Stop) if self.ctx.is_own() && self.live.is_shown() && !self.own.is_looking() => self.stop_live(),
            Ok(Request::Stop) if self.ctx.is_own() => self.act_on_own(ProgramCommand::Stop),
            Ok(Request::Run) if self.ctx.is_own() => self.run_for_host(),
            Ok(Request::Seek { at }) if self.ctx.is_own() => {
                self.act_on_own(ProgramCommand::To(usize::try_from(at).unwrap_or(usize::MAX)));
                self.ctx.push(Effect::Tell(Reply::State(self.settings())));
            }
            Ok(Request::State) | Err(_) => return Some(asked),
            Ok(_) if self.ctx.is_own() => self.ctx.push(Effect::Tell(Reply::Error(
                "A program of one's own can be checked, run, stopped, and its film moved through: check, run, stop, seek.".into(),
            ))),
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
        self.open_own("", &address.hash(&self.ctx.chrome));
        if let Some(text) = source {
            self.place("program.py", text);
            self.own.edit().python = address.python;
            self.ctx.say(RichText::of(
                "Loaded from the page around this one. Press “Find what can go wrong”.",
            ));
        }
        let told = complaints
            .iter()
            .map(|complaint| Effect::Tell(Reply::Error(complaint.to_string())));
        self.ctx.effects.extend(told);
        self.ctx.push(Effect::Tell(Reply::State(self.settings())));
    }

    /// What was asked about a program is not answered once another text stands here, or none.
    pub(super) fn withdraw(&mut self) {
        if std::mem::take(&mut self.own.edit().host_waits) {
            self.ctx.push(Effect::Tell(Reply::Error(WITHDRAWN.into())));
        }
    }

    fn check_for_host(&mut self) {
        if !self.ctx.is_own() {
            let sentence = "check searches a program of one's own: load it first, with source.";
            return self.ctx.push(Effect::Tell(Reply::Error(sentence.into())));
        }
        self.own.edit().host_waits = true;
        self.look_for_failures();
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
