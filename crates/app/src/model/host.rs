//! What the page around this one asks for.

use super::{Context, Effect, Lab, Model, PendingJob, PtrEq, RichText, RunCommand, SearchOptions, StepCommand};
use catalogue::{EmbedOptions, Experiment};
use protocol::{Navigation, Reply, Request, Settings};

impl Model {
    /// The page around this one asks for something.
    pub(super) fn asked(&mut self, asked: Result<Request, String>) {
        if self.privacy().is_prying(&asked) {
            return self.ctx.tell(Reply::Error(super::privacy::REFUSED.into()));
        }
        if let Ok(Request::Load(settings)) = &asked
            && settings.iter().all(|(key, _)| key == "theme")
        {
            // The page around this one has become light or dark; nothing else changes, and nothing is said.
            self.ctx.dress(settings);
            return self.tell_state();
        }
        let Some(asked) = self.asked_of_own(asked) else { return };
        match asked {
            Err(sentence) => self.ctx.tell(Reply::Error(sentence)),
            Ok(Request::State) => self.tell_state(),
            Ok(Request::Load(settings)) => {
                self.lab.load_for_host(&settings, &mut self.ctx);
                self.tell_state();
            }
            Ok(Request::Stop) => self.press(super::Command::Run(RunCommand::Stop)),
            Ok(Request::Reset) => {
                self.lab.reset(&mut self.ctx);
                self.tell_state();
            }
            Ok(asked) => self.lab.asked(asked, &mut self.ctx),
        }
    }

    /// The page around this one is told what is set.
    pub(super) fn tell_state(&mut self) {
        let settings = self.settings();
        self.ctx.push(Effect::Tell(Reply::State(settings)));
    }

    pub(super) fn settings(&self) -> Settings {
        if self.ctx.is_own() {
            let own = self.program.own.address().pairs().into_iter();
            let own = own.chain(self.ctx.chrome.pairs());
            return own.map(|(key, value)| (key.to_string(), value)).collect();
        }
        settings_of(&self.lab.current(), &self.ctx.chrome)
    }
}

/// What is set of a lab, and how the page dresses, by their keys.
pub fn settings_of(experiment: &Experiment, chrome: &EmbedOptions) -> Settings {
    let mut settings = experiment.to_settings();
    let chrome = chrome.pairs().into_iter();
    settings.extend(chrome.map(|(key, value)| (key.to_string(), value)));
    settings
}

impl Context {
    /// Takes over how the page around this one wants this one to dress.
    fn dress(&mut self, settings: &Settings) {
        for (key, value) in settings {
            if let Err(complaint) = self.chrome.set(key, value) {
                self.tell(Reply::Error(complaint.to_string()));
            }
        }
    }
}

impl Lab {
    /// The page around this one asks for something that takes its time.
    fn asked(&mut self, asked: Request, ctx: &mut Context) {
        let wanted = match asked {
            Request::Step { thread } => return self.step_for_host(StepCommand::Thread(thread), ctx),
            Request::Seek { at } => return self.step_for_host(StepCommand::Go(Navigation::Seek(at)), ctx),
            Request::Search {
                reduction,
                preemptions,
                most,
            } => {
                let most = most.unwrap_or(super::search::MOST);
                let how = SearchOptions {
                    reduction,
                    preemptions,
                    most,
                };
                self.search(how, ctx);
                return match self.lockstep.search.goes_on() {
                    true => {}
                    false => ctx.tell(Reply::Error(ctx.status.plain())),
                };
            }
            Request::Run => PendingJob::Run,
            Request::Sweep { threads, runs } if self.setup.experiment.lab.sweeps => {
                let most = self.setup.experiment.lab.threads.most;
                let threads = threads
                    .into_iter()
                    .filter(|threads| u64::from(*threads) <= most)
                    .collect();
                PendingJob::Sweep { threads, runs }
            }
            Request::Sweep { .. } => {
                let sentence = format!("{} has no throughput to measure.", self.setup.experiment.lab.name);
                return ctx.tell(Reply::Error(sentence));
            }
            Request::State | Request::Load(_) | Request::Stop | Request::Reset | Request::Check => return,
        };
        self.want(wanted, ctx);
        let idle = self.setup.wanted.is_none() && self.threads.activity.id().is_none();
        if idle && !self.lockstep.stepping.goes_on() {
            ctx.tell(Reply::Error(ctx.status.plain()));
        }
    }

    fn step_for_host(&mut self, step: StepCommand, ctx: &mut Context) {
        self.lockstep.press_for_host(step, &self.setup, &self.show, ctx);
    }

    fn load_for_host(&mut self, settings: &[(String, String)], ctx: &mut Context) {
        let complaints = self.load(settings, ctx);
        ctx.complain(&complaints);
        ctx.complaints = PtrEq::new(complaints);
        ctx.say(RichText::of(format!(
            "Set from outside: {}.",
            crate::words::caption(&self.setup.experiment)
        )));
    }
}
