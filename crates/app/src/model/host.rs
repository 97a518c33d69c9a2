//! The page around this one, and files from outside.

use super::{Effect, Model, PendingJob, PtrEq, RichText, Simulator, StepCommand};
use catalogue::Text;
use protocol::{Navigation, Reply, Request, Settings, SimulatorCommand, TextStatus};

impl Model {
    /// The page around this one asks for something.
    pub(super) fn asked(&mut self, asked: Result<Request, String>) {
        if self.is_prying(&asked) {
            return self
                .ctx
                .push(Effect::Tell(Reply::Error(super::privacy::REFUSED.into())));
        }
        if let Ok(Request::Load(settings)) = &asked
            && settings.iter().all(|(key, _)| key == "theme")
        {
            return self.dress_for_host(settings);
        }
        let asked = match self.asked_of_own(asked) {
            Some(asked) => asked,
            None => return,
        };
        let wanted = match asked {
            Err(sentence) => return self.ctx.push(Effect::Tell(Reply::Error(sentence))),
            Ok(Request::State) => return self.ctx.push(Effect::Tell(Reply::State(self.settings()))),
            Ok(Request::Load(settings)) => return self.load_for_host(&settings),
            Ok(Request::Stop) => return self.press(super::Command::Stop),
            Ok(Request::Reset) => {
                self.reset();
                return self.ctx.push(Effect::Tell(Reply::State(self.settings())));
            }
            Ok(Request::Step { thread }) => return self.step_for_host(StepCommand::Thread(thread)),
            Ok(Request::Seek { at }) => return self.step_for_host(StepCommand::Go(Navigation::Seek(at))),
            Ok(Request::Search {
                reduction,
                preemptions,
                most,
            }) => return self.find_for_host((reduction, preemptions, most)),
            Ok(Request::Check) => return,
            Ok(Request::Run) => PendingJob::Run,
            Ok(Request::Sweep { threads, runs }) if self.experiment.lab.sweeps => {
                let most = self.experiment.lab.threads.most;
                let threads = threads
                    .into_iter()
                    .filter(|threads| u64::from(*threads) <= most)
                    .collect();
                PendingJob::Sweep { threads, runs }
            }
            Ok(Request::Sweep { .. }) => {
                let sentence = format!("{} has no throughput to measure.", self.experiment.lab.name);
                return self.ctx.push(Effect::Tell(Reply::Error(sentence)));
            }
        };
        self.want(wanted);
        if self.wanted.is_none() && self.busy_id().is_none() && !self.stepping.goes_on() {
            self.ctx.push(Effect::Tell(Reply::Error(self.ctx.status.plain())));
        }
    }

    /// Files were picked or dropped.
    pub(super) fn chose(&mut self, files: Vec<(String, u64)>) {
        if !self.experiment.lab.reads_text() {
            return self.ctx.say(RichText::of(format!(
                "{} reads no text; MapReduce does.",
                self.experiment.lab.name
            )));
        }
        match self.text.edit().choose(files) {
            Err(refusal) => self.ctx.say(refusal),
            Ok(reading) => {
                self.ctx.tells_host = false;
                self.experiment.edit().text = Text::Own;
                self.ctx.say(reading);
                if self.is_lockstep() && self.simulator == Simulator::Ready {
                    self.ctx.push(Effect::SimulatorCommand(SimulatorCommand::Text));
                } else if !self.is_lockstep() && self.engine.is_ready() {
                    self.ctx.push(Effect::SendFiles);
                }
            }
        }
    }

    pub(super) fn text_heard(&mut self, news: TextStatus) {
        if let Some(told) = self.text.edit().heard(news) {
            self.ctx.say(told);
        }
        if self.is_lockstep() && self.text.is_read() {
            self.open();
        }
        self.begin();
    }

    fn load_for_host(&mut self, settings: &[(String, String)]) {
        let complaints = self.load(settings);
        self.ctx.complain(&complaints);
        self.ctx.complaints = PtrEq::new(complaints);
        self.ctx.say(RichText::of(format!(
            "Set from outside: {}.",
            crate::words::caption(&self.experiment)
        )));
        self.ctx.push(Effect::Tell(Reply::State(self.settings())));
    }

    /// The page around this one has become light or dark; nothing else changes, and nothing is said.
    fn dress_for_host(&mut self, settings: &[(String, String)]) {
        for (key, value) in settings {
            let told = self.ctx.chrome.set(key, value).err();
            self.ctx
                .effects
                .extend(told.map(|complaint| Effect::Tell(Reply::Error(complaint.to_string()))));
        }
        self.ctx.push(Effect::Tell(Reply::State(self.settings())));
    }

    /// A step that the page around this one asks for is answered with the state it leads to.
    fn step_for_host(&mut self, step: StepCommand) {
        let before = self.ctx.effects.len();
        self.press_step(step);
        match self.ctx.effects.len() > before || self.stepping.goes_on() {
            true => self.stepping.edit().host_waits = true,
            false => self.ctx.push(Effect::Tell(Reply::Error(self.ctx.status.plain()))),
        }
    }

    pub(super) fn settings(&self) -> Settings {
        if self.ctx.is_own() {
            let own = self
                .program
                .own
                .address()
                .pairs()
                .into_iter()
                .chain(self.ctx.chrome.pairs());
            return own.map(|(key, value)| (key.to_string(), value)).collect();
        }
        let mut settings = self.current().to_settings();
        settings.extend(
            self.ctx
                .chrome
                .pairs()
                .into_iter()
                .map(|(key, value)| (key.to_string(), value)),
        );
        settings
    }
}
