//! What the page around this one asks for.

use super::{Context, Lab, Model, PendingJob, PtrEq, RunCommand, SearchOptions, StepCommand};
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
                load(&mut self.lab, &settings, &mut self.ctx);
                self.tell_state();
            }
            Ok(Request::Stop) => self.press(super::Command::Run(RunCommand::Stop)),
            Ok(Request::Reset) => {
                self.lab.reset(&mut self.ctx);
                self.tell_state();
            }
            Ok(asked) => ask_lab(&mut self.lab, asked, &mut self.ctx),
        }
    }

    /// The page around this one is told what is set.
    pub(super) fn tell_state(&mut self) {
        let settings = match self.ctx.is_own() {
            true => self.program.settings(&self.ctx.chrome),
            false => settings_of(&self.lab.current(), &self.ctx.chrome),
        };
        self.ctx.tell(Reply::State(settings));
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

/// The page around this one asks for something that takes its time.
fn ask_lab(lab: &mut Lab, asked: Request, ctx: &mut Context) {
    let wanted = match asked {
        Request::Step { thread } => return step(lab, StepCommand::Thread(thread), ctx),
        Request::Seek { at } => return step(lab, StepCommand::Go(Navigation::Seek(at)), ctx),
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
            lab.search(how, ctx);
            return match lab.lockstep.search.goes_on() {
                true => {}
                false => ctx.tell(Reply::Error(ctx.status.plain())),
            };
        }
        Request::Run => PendingJob::Run,
        Request::Sweep { threads, runs } if lab.setup.experiment.lab.sweeps => {
            let most = lab.setup.experiment.lab.threads.most;
            let threads = threads
                .into_iter()
                .filter(|threads| u64::from(*threads) <= most)
                .collect();
            PendingJob::Sweep { threads, runs }
        }
        Request::Sweep { .. } => {
            let sentence = format!("{} has no throughput to measure.", lab.setup.experiment.lab.name);
            return ctx.tell(Reply::Error(sentence));
        }
        Request::State | Request::Load(_) | Request::Stop | Request::Reset | Request::Check => return,
    };
    lab.want(wanted, ctx);
    let idle = lab.setup.wanted.is_none() && lab.threads.activity.id().is_none();
    if idle && !lab.lockstep.stepping.goes_on() {
        ctx.tell(Reply::Error(ctx.status.plain()));
    }
}

/// A step that the page around this one asks for is answered with the state it leads to.
fn step(lab: &mut Lab, step: StepCommand, ctx: &mut Context) {
    let before = ctx.effects.len();
    lab.lockstep.press(step, &lab.setup, &lab.show, ctx);
    let stepping = &lab.lockstep.stepping;
    match ctx.effects.len() > before || stepping.goes_on() || !stepping.orders.early.is_empty() {
        true => lab.lockstep.stepping.edit().orders.host_waits = true,
        false => ctx.tell(Reply::Error(ctx.status.plain())),
    }
}

fn load(lab: &mut Lab, settings: &[(String, String)], ctx: &mut Context) {
    let complaints = lab.load(settings, ctx);
    ctx.complain(&complaints);
    ctx.complaints = PtrEq::new(complaints);
    ctx.note(&format!(
        "Set from outside: {}.",
        crate::words::caption(&lab.setup.experiment)
    ));
}
