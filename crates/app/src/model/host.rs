//! The page around this one, and files from outside.

use super::{Effect, Model, PendingJob, PtrEq, RichText, Simulator, StepCommand};
use catalogue::Text;
use protocol::{Navigation, Reply, Request, Settings, SimulatorCommand, TextStatus};

impl Model {
    /// The page around this one asks for something.
    pub(super) fn asked(&mut self, asked: Result<Request, String>, effects: &mut Vec<Effect>) {
        if self.is_prying(&asked) {
            return effects.push(Effect::Tell(Reply::Error(super::privacy::REFUSED.into())));
        }
        if let Ok(Request::Load(settings)) = &asked
            && settings.iter().all(|(key, _)| key == "theme")
        {
            return self.dress_for_host(settings, effects);
        }
        let asked = match self.asked_of_own(asked, effects) {
            Some(asked) => asked,
            None => return,
        };
        let wanted = match asked {
            Err(sentence) => return effects.push(Effect::Tell(Reply::Error(sentence))),
            Ok(Request::State) => return effects.push(Effect::Tell(Reply::State(self.settings()))),
            Ok(Request::Load(settings)) => return self.load_for_host(&settings, effects),
            Ok(Request::Stop) => return self.press(super::Command::Stop, effects),
            Ok(Request::Reset) => {
                self.reset(effects);
                return effects.push(Effect::Tell(Reply::State(self.settings())));
            }
            Ok(Request::Step { thread }) => return self.step_for_host(StepCommand::Thread(thread), effects),
            Ok(Request::Seek { at }) => return self.step_for_host(StepCommand::Go(Navigation::Seek(at)), effects),
            Ok(Request::Search {
                reduction,
                preemptions,
                most,
            }) => return self.find_for_host((reduction, preemptions, most), effects),
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
                return effects.push(Effect::Tell(Reply::Error(sentence)));
            }
        };
        self.want(wanted, effects);
        if self.wanted.is_none() && self.busy_id().is_none() && !self.stepping.goes_on() {
            effects.push(Effect::Tell(Reply::Error(self.status.plain())));
        }
    }

    /// Files were picked or dropped.
    pub(super) fn chose(&mut self, files: Vec<(String, u64)>, effects: &mut Vec<Effect>) {
        if !self.experiment.lab.reads_text() {
            return self.say(RichText::of(format!(
                "{} reads no text; MapReduce does.",
                self.experiment.lab.name
            )));
        }
        match self.text.edit().choose(files) {
            Err(refusal) => self.say(refusal),
            Ok(reading) => {
                self.tells_host = false;
                self.experiment.edit().text = Text::Own;
                self.say(reading);
                if self.is_lockstep() && self.simulator == Simulator::Ready {
                    effects.push(Effect::SimulatorCommand(SimulatorCommand::Text));
                } else if !self.is_lockstep() && self.engine.is_ready() {
                    effects.push(Effect::SendFiles);
                }
            }
        }
    }

    pub(super) fn text_heard(&mut self, news: TextStatus, effects: &mut Vec<Effect>) {
        if let Some(told) = self.text.edit().heard(news) {
            self.say(told);
        }
        if self.is_lockstep() && self.text.is_read() {
            self.open(effects);
        }
        self.begin(effects);
    }

    fn load_for_host(&mut self, settings: &[(String, String)], effects: &mut Vec<Effect>) {
        let complaints = self.load(settings, effects);
        effects.extend(
            complaints
                .iter()
                .map(|complaint| Effect::Tell(Reply::Error(complaint.to_string()))),
        );
        self.complaints = PtrEq::new(complaints);
        self.say(RichText::of(format!(
            "Set from outside: {}.",
            crate::words::caption(&self.experiment)
        )));
        effects.push(Effect::Tell(Reply::State(self.settings())));
    }

    /// The page around this one has become light or dark; nothing else changes, and nothing is said.
    fn dress_for_host(&mut self, settings: &[(String, String)], effects: &mut Vec<Effect>) {
        for (key, value) in settings {
            let told = self.chrome.set(key, value).err();
            effects.extend(told.map(|complaint| Effect::Tell(Reply::Error(complaint.to_string()))));
        }
        effects.push(Effect::Tell(Reply::State(self.settings())));
    }

    /// A step that the page around this one asks for is answered with the state it leads to.
    fn step_for_host(&mut self, step: StepCommand, effects: &mut Vec<Effect>) {
        let before = effects.len();
        self.press_step(step, effects);
        match effects.len() > before || self.stepping.goes_on() {
            true => self.stepping.edit().host_waits = true,
            false => effects.push(Effect::Tell(Reply::Error(self.status.plain()))),
        }
    }

    pub(super) fn settings(&self) -> Settings {
        if self.is_own() {
            let own = self.own.address().pairs().into_iter().chain(self.chrome.pairs());
            return own.map(|(key, value)| (key.to_string(), value)).collect();
        }
        let mut settings = self.current().to_settings();
        settings.extend(
            self.chrome
                .pairs()
                .into_iter()
                .map(|(key, value)| (key.to_string(), value)),
        );
        settings
    }
}
