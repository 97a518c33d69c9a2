//! Run, Stop, and the life of the engine of programs, which is fetched and started at the first press.

use super::{Doing, Live, PendingRun};
use crate::model::{Awaited, Context, Effect, Engine, Recording, privacy::WITHDRAWN};
use protocol::{EngineCommand, Reply, check::PYTHONS};
use std::rc::Rc;

/// Threads of a pool when nobody asks for more: the main thread and as many as most programs start.
pub(super) const POOL: u16 = 16;
/// How many threads a program is taken to have, which is known only once it runs: for so many the page waits longer.
const CROWD: u32 = 8;

impl Live {
    /// Runs a program as soon as its threads are there.
    pub fn run(&mut self, text: Rc<str>, python: usize, ctx: &mut Context) {
        (self.python, self.over, self.edited) = (Some(python), None, false);
        let fresh = Recording::none(&self.recording.borrow());
        *self.recording.borrow_mut() = fresh;
        self.wanted = Some(PendingRun { text, python });
        match &self.doing {
            _ if self.pool.is_off() => self.launch(POOL, 0, ctx),
            Doing::Stuck { .. } => self.send_home(ctx),
            _ => {}
        }
        ctx.say_for_now("Starting the threads…");
        self.begin(ctx);
    }

    /// It is not run.
    pub fn refuse(&mut self, why: String, ctx: &mut Context) {
        self.answer_host(Reply::Error(why.clone()), ctx);
        ctx.note(&why);
    }

    /// Begins what is wanted, if nothing stands in its way.
    pub(super) fn begin(&mut self, ctx: &mut Context) {
        if !self.pool.engine.is_ready() || self.doing != Doing::Idle {
            return;
        }
        let Some(wanted) = self.wanted.take() else { return };
        self.next += 1;
        let id = self.next;
        let fresh = Recording::begin(&self.recording.borrow());
        *self.recording.borrow_mut() = fresh;
        self.doing = Doing::Running { id, stopping: false };
        self.pool.watch_over(CROWD, ctx);
        let python = PYTHONS[wanted.python];
        let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        ctx.push(Effect::SendProgram(EngineCommand::Run {
            id,
            settings: vec![pair("lab", catalogue::PROGRAM), pair("python", python)],
            record: true,
            order: false,
            source: Some(wanted.text.to_string()),
        }));
        self.ran = Some(wanted);
        ctx.note(&format!("Running on real threads, as Python {python}…"));
    }

    /// Stops the run, or breaks the deadlock; what was to come is not begun.
    pub fn stop(&mut self, ctx: &mut Context) {
        let planned = self.wanted.take().is_some();
        let said = match (&self.doing, planned) {
            (Doing::Idle, true) => "Not begun.",
            (Doing::Idle, false) => "Nothing runs.",
            (Doing::Running { .. }, _) => "Stopping…",
            (Doing::Stuck { .. }, _) => "Breaking the deadlock: every thread is sent home…",
        };
        ctx.note(said);
        self.send_home(ctx);
    }

    /// Sends every thread home; what is wanted stays wanted.
    fn send_home(&mut self, ctx: &mut Context) {
        let told = match &mut self.doing {
            Doing::Idle => return,
            Doing::Running { stopping, .. } => stopping,
            Doing::Stuck { breaking, .. } => breaking,
        };
        if !std::mem::replace(told, true) {
            self.pool.watch.expect(Some(Awaited::Home));
            ctx.push(Effect::SendProgram(EngineCommand::Stop));
        }
    }

    /// Throws the engine of programs away and starts another.
    pub(super) fn launch(&mut self, threads: u16, tries: u8, ctx: &mut Context) {
        self.pool.start(threads, tries);
        self.doing = Doing::Idle;
        self.recording.borrow_mut().end();
        ctx.push(Effect::LaunchProgram(threads));
    }

    /// Another text is on the page: what ran is another's.
    pub fn forget(&mut self, ctx: &mut Context) {
        self.answer_host(Reply::Error(WITHDRAWN.into()), ctx);
        if self.is_shown() {
            self.wanted = None;
            self.send_home(ctx);
            (self.python, self.over) = (None, None);
        }
    }

    /// The page is about something else: the engine of programs goes, and its memory with it.
    pub fn leave(&mut self, ctx: &mut Context) {
        self.answer_host(Reply::Error(WITHDRAWN.into()), ctx);
        if self.pool.engine != Engine::Off {
            ctx.push(Effect::EndProgram);
        }
        let fresh = Recording::none(&self.recording.borrow());
        *self.recording.borrow_mut() = fresh;
        *self = Live {
            next: self.next,
            recording: self.recording.clone(),
            ..Live::default()
        };
    }
}
