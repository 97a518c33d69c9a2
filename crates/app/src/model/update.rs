//! The reducer: what happened, to what has changed.

use super::{
    Action, Activity, Command, Effect, KeptCommand, Lab, Learn, Model, ProgramCommand, RunCommand, ShareCommand,
};
use super::{WorkerEvent, WorkerKind};
use crate::words::sentence;

impl Model {
    /// Takes in what happened; returns what is to be done in the world outside.
    pub fn update(&mut self, action: Action) -> Vec<Effect> {
        let (address, shown, sweep) = (self.address(), self.lab.show.shown.clone(), self.lab.show.sweep.clone());
        match action {
            Action::Address { query, hash } => self.readdress(&query, &hash),
            Action::Command(press) => self.press(press),
            Action::Program(ProgramCommand::Edit(text)) => self.edit_listing(&text),
            Action::Program(what) => self.program.act(what, &mut self.ctx),
            Action::Learn(what) => {
                if what == Learn::Forget {
                    self.lab.show.results.tried = Default::default();
                }
                self.lesson.edit().learn(what, &mut self.ctx);
            }
            Action::Look(look) => self.ctx.look(look),
            Action::Worker(event) => self.heard(event),
            Action::HostRequest(asked) => self.asked(asked),
            Action::FilesChosen(files) => self.lab.choose(files, &mut self.ctx),
            Action::Tick(elapsed_ms) => {
                self.lab.tick(elapsed_ms, &mut self.ctx);
                self.program.tick(elapsed_ms, &mut self.ctx);
            }
            Action::Notice(said) => self.ctx.say(said),
        }
        let (setup, show) = (&self.lab.setup, &mut self.lab.show);
        if let Some(new) = show.shown.clone().filter(|new| Some(new) != shown.as_ref()) {
            show.kept.answer(setup.experiment.lab, &new, &mut self.ctx);
        }
        self.attend();
        self.lab.show.sweep.pay(&sweep, &mut self.ctx);
        let now = self.address();
        if now != address {
            self.ctx.push(Effect::Address(now));
        }
        let mut effects = std::mem::take(&mut self.ctx.effects);
        self.privacy().withhold(&mut effects);
        effects
    }

    /// Looks after the lesson once anything has happened.
    pub(super) fn attend(&mut self) {
        let something = self.lab.show.shown.is_some() || self.lab.lockstep.search.found.is_some();
        self.lesson.attend(something, &mut self.ctx);
        self.lesson.attend_mending(&mut self.program, &mut self.ctx);
    }

    /// Something is done with a lab.
    pub(super) fn press(&mut self, press: Command) {
        if press.shows() && self.lesson.awaits_guess(self.ctx.chrome.page) {
            return self.ctx.note(super::lesson::GUESS_FIRST);
        }
        let Model { ctx, lab, program, .. } = self;
        match press {
            Command::Run(RunCommand::Stop) if ctx.is_own() => program.live.edit().stop(ctx),
            Command::Run(what) => lab.run(what, ctx),
            Command::Set(what) => lab.change(what, ctx),
            Command::Step(step) => lab.lockstep.press(step, &lab.setup, &lab.show, ctx),
            Command::Find(find) => lab.find(find, ctx),
            // While another runs there is none to be played.
            Command::Playback(_) if matches!(lab.threads.activity, Activity::Running(_)) => {}
            Command::Playback(what) => lab.show.play_back(what),
            Command::Kept(KeptCommand::Open(number)) => lab.open_run(number, ctx),
            Command::Kept(KeptCommand::PutBeside(number)) => lab.show.kept.put_beside(number, ctx),
            Command::Kept(KeptCommand::Forget) => lab.show.kept.forget(lab.setup.experiment.lab, ctx),
            Command::Share(ShareCommand::Link) if ctx.is_own() => program.own.edit().share(ctx),
            Command::Share(ShareCommand::Link) => {
                let link = self.address();
                self.ctx.share(link);
            }
            Command::Share(ShareCommand::Copy(text, what)) => ctx.push(Effect::Copy(text, what)),
            Command::Share(ShareCommand::Save(format)) => lab.show.sweep.save(format, ctx),
            Command::Share(ShareCommand::TellHost(all)) => ctx.allow_host(all),
            Command::Check => {
                let ready = lab.lockstep.simulator.is_ready();
                lab.lockstep.fidelity.edit().press(ready, ctx);
            }
        }
    }

    /// A Worker said something, or something happened to it.
    fn heard(&mut self, event: WorkerEvent) {
        let Model { ctx, lab, program, .. } = self;
        let Lab {
            setup,
            show,
            threads,
            lockstep,
        } = lab;
        match event {
            WorkerEvent::Engine(news) => {
                let next = threads.heard(news, setup, show, ctx);
                lab.next(next, ctx);
            }
            WorkerEvent::Simulator(told) => {
                let lacks = threads.pool.is_missing();
                let text = lockstep.told(told, (setup, lacks), show, ctx);
                if let Some(text) = text {
                    lab.next(super::Next::Text(text), ctx);
                }
            }
            WorkerEvent::Programs(news) => program.live.edit().heard(news, ctx),
            WorkerEvent::Checker(found) => program.heard(found, ctx),
            WorkerEvent::Arrives(kind, words) => self.arrives(kind, &words),
            WorkerEvent::Crashed(kind, words) => self.died(kind, &sentence(&words)),
        }
    }

    /// What the browser or the Worker itself said of its end is a sentence by now.
    fn died(&mut self, kind: WorkerKind, message: &str) {
        let Model { ctx, lab, program, .. } = self;
        match kind {
            WorkerKind::Engine => {
                let next = lab.threads.died(message, &mut lab.setup, &mut lab.show, ctx);
                lab.next(next, ctx);
            }
            WorkerKind::Simulator => lab.lockstep.died(message, &mut lab.setup, &mut lab.show, ctx),
            WorkerKind::Checker => program.own.edit().died(message, ctx),
            WorkerKind::Programs => program.live.edit().died(message, ctx),
        }
    }

    /// While bytes come, however slowly, nothing is late.
    fn arrives(&mut self, kind: WorkerKind, words: &str) {
        let (what, watch) = match kind {
            WorkerKind::Engine => ("the threads", &mut self.lab.threads.pool.watch),
            WorkerKind::Simulator => ("lockstep", &mut self.lab.lockstep.watch),
            WorkerKind::Checker => ("what searches", &mut self.program.own.edit().checker.watch),
            WorkerKind::Programs => ("the threads", &mut self.program.live.edit().pool.watch),
        };
        watch.arrives();
        if !words.is_empty() {
            self.ctx.mention(&format!("Fetching {what}: {words}"));
        }
    }
}
