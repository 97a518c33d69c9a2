//! Run, Stop, and the life of the engine of programs, which is fetched and started at the first press.

use super::{Doing, Live, PendingRun, Real};
use crate::model::{Awaited, Effect, Engine, Model, Recording, RichText, Tab, privacy::WITHDRAWN};
use protocol::{EngineCommand, Reply, check::PYTHONS};

/// Threads of a pool when nobody asks for more: the main thread and as many as most programs start.
const POOL: u16 = 16;
/// How many threads a program is taken to have, which is known only once it runs: for so many the page waits longer.
const CROWD: u32 = 8;

impl Model {
    /// Something happens to the program on real threads.
    pub(in crate::model) fn act_on_live(&mut self, what: Real) {
        match what {
            Real::Run => self.run_live(),
            Real::Stop => self.stop_live(),
            Real::Under(python) => self.choose_python(python),
        }
    }

    /// Runs the program as soon as its threads are there.
    pub(in crate::model) fn run_live(&mut self) {
        if let Some(why) = self.live_refusal() {
            return self.not_run_live(why);
        }
        let wanted = PendingRun {
            text: self.own.text.clone(),
            python: self.own.python,
        };
        self.own.edit().tab = Tab::Live;
        let live = self.live.edit();
        (live.python, live.over, live.edited) = (Some(wanted.python), None, false);
        let fresh = Recording::none(&live.recording.borrow());
        *live.recording.borrow_mut() = fresh;
        live.wanted = Some(wanted);
        match (&live.engine, &live.doing) {
            (Engine::Off | Engine::Failed { .. }, _) => self.launch_live(POOL, 0),
            (_, Doing::Stuck { .. }) => self.send_home(),
            _ => {}
        }
        self.ctx.say_for_now("Starting the threads…");
        self.begin_live();
    }

    /// As [`Model::run_live`]; the page around this one waits for the report.
    pub(in crate::model) fn run_for_host(&mut self) {
        self.live.edit().host_waits = true;
        self.run_live();
    }

    fn live_refusal(&self) -> Option<String> {
        if let Some(missing) = self.ctx.facts.missing {
            let short = missing.short();
            return Some(format!(
                "Real threads cannot be had here: {short}. “Find what can go wrong” needs none, and works."
            ));
        }
        if self.live.is_running() {
            return Some("It runs already.".into());
        }
        self.own.too_long()
    }

    fn not_run_live(&mut self, why: String) {
        self.answer_host(Reply::Error(why.clone()));
        self.ctx.say(RichText::of(why));
    }

    /// The page around this one has its answer, if it waits for one.
    pub(super) fn answer_host(&mut self, reply: Reply) {
        if std::mem::take(&mut self.live.edit().host_waits) {
            self.ctx.push(Effect::Tell(reply));
        }
    }

    /// Begins what is wanted, if nothing stands in its way.
    pub(super) fn begin_live(&mut self) {
        let hardware = u32::from(self.ctx.facts.hardware);
        let live = self.live.edit();
        if !live.engine.is_ready() || live.doing != Doing::Idle {
            return;
        }
        let Some(wanted) = live.wanted.take() else { return };
        live.next += 1;
        let id = live.next;
        let fresh = Recording::begin(&live.recording.borrow());
        *live.recording.borrow_mut() = fresh;
        live.doing = Doing::Running { id, stopping: false };
        live.watch.crowd(CROWD, hardware);
        live.watch.expect(Some(Awaited::Sign));
        let python = PYTHONS[wanted.python];
        let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        self.ctx.push(Effect::SendProgram(EngineCommand::Run {
            id,
            settings: vec![pair("lab", catalogue::PROGRAM), pair("python", python)],
            record: true,
            order: false,
            source: Some(wanted.text.to_string()),
        }));
        live.ran = Some(wanted);
        self.ctx
            .say(RichText::of(format!("Running on real threads, as Python {python}…")));
    }

    /// Stops the run, or breaks the deadlock; what was to come is not begun.
    pub(in crate::model) fn stop_live(&mut self) {
        let planned = self.live.edit().wanted.take().is_some();
        let said = match (&self.live.doing, planned) {
            (Doing::Idle, true) => "Not begun.",
            (Doing::Idle, false) => "Nothing runs.",
            (Doing::Running { .. }, _) => "Stopping…",
            (Doing::Stuck { .. }, _) => "Breaking the deadlock: every thread is sent home…",
        };
        self.ctx.say(RichText::of(said));
        self.send_home();
    }

    /// Sends every thread home; what is wanted stays wanted.
    fn send_home(&mut self) {
        let live = self.live.edit();
        let told = match &mut live.doing {
            Doing::Idle => return,
            Doing::Running { stopping, .. } => stopping,
            Doing::Stuck { breaking, .. } => breaking,
        };
        if !std::mem::replace(told, true) {
            live.watch.expect(Some(Awaited::Home));
            self.ctx.push(Effect::SendProgram(EngineCommand::Stop));
        }
    }

    /// Throws the engine of programs away and starts another.
    pub(super) fn launch_live(&mut self, threads: u16, tries: u8) {
        let live = self.live.edit();
        live.engine = Engine::Starting { threads, tries };
        live.doing = Doing::Idle;
        live.recording.borrow_mut().end();
        live.watch.expect(Some(Awaited::Start));
        self.ctx.push(Effect::LaunchProgram(threads));
    }

    /// Another text is on the page: what ran is another's.
    pub(in crate::model) fn forget_live(&mut self) {
        self.answer_host(Reply::Error(WITHDRAWN.into()));
        if self.live.is_shown() {
            self.live.edit().wanted = None;
            self.send_home();
            let live = self.live.edit();
            (live.python, live.over) = (None, None);
        }
    }

    /// The text was edited: what came of the run on show belongs to an earlier one.
    pub(in crate::model) fn edited_live(&mut self) {
        if self.live.is_shown() && !self.live.edited {
            self.live.edit().edited = true;
        }
    }

    /// The page is about something else: the engine of programs goes, and its memory with it.
    pub(in crate::model) fn leave_live(&mut self) {
        self.answer_host(Reply::Error(WITHDRAWN.into()));
        if self.live.engine != Engine::Off {
            self.ctx.push(Effect::EndProgram);
        }
        let live = self.live.edit();
        let fresh = Recording::none(&live.recording.borrow());
        *live.recording.borrow_mut() = fresh;
        *live = Live {
            next: live.next,
            recording: live.recording.clone(),
            ..Live::default()
        };
    }

    /// Threads of the pool there is, or is on its way.
    pub(super) fn live_pool(&self) -> u16 {
        match self.live.engine {
            Engine::Starting { threads, .. } | Engine::Ready { threads } => threads,
            _ => POOL,
        }
    }
}
