//! What the engine of programs says, and what is done when it breaks, would not answer or would not start.

use super::{Doing, FinishedRun, words};
use crate::model::{Awaited, Engine, MOST_THREADS, Model, PtrEq, RichText, Shown, TRIES, WatchdogVerdict};
use crate::words::Summary;
use protocol::{EngineEvent, EngineState, Reply};
use std::rc::Rc;
use trace::{Report, WaitGraph};

impl Model {
    /// The engine of programs said something.
    pub(in crate::model) fn heard_live(&mut self, news: EngineEvent) {
        if self.live.wants_ticks() {
            self.live.edit().watch.heard();
        }
        match news {
            EngineEvent::Ready { threads, .. } => self.live_ready(threads),
            EngineEvent::Alive => self.live.edit().watch.listens(),
            EngineEvent::Failed { message } => self.live_died(&message),
            EngineEvent::Refused {
                id,
                message,
                needs_threads,
            } if self.live.is_current(id) => self.live_refused(message, needs_threads),
            EngineEvent::Progress(progress) if self.live.is_current(progress.id) => {
                self.live.edit().recording.borrow_mut().take(progress);
            }
            EngineEvent::Ended {
                id,
                report,
                graph,
                after,
            } if self.live.is_current(id) => self.live_ended(&report, graph, after),
            EngineEvent::Joined { id } if self.live.is_current(id) => self.live_home(),
            // What an earlier run still had to say.
            _ => {}
        }
    }

    fn live_ready(&mut self, threads: u16) {
        let live = self.live.edit();
        live.engine = Engine::Ready { threads };
        live.watch.expect(None);
        self.begin_live();
    }

    fn live_refused(&mut self, message: String, needs: Option<u16>) {
        let live = self.live.edit();
        let stopped = matches!(live.doing, Doing::Running { stopping: true, .. });
        live.doing = Doing::Idle;
        live.watch.expect(None);
        let needs = needs.filter(|needed| *needed <= MOST_THREADS && *needed > self.live_pool());
        match needs {
            Some(threads) => {
                let live = self.live.edit();
                live.wanted = live.ran.take().filter(|_| !stopped);
                self.launch_live(threads, 0);
                self.ctx.say(RichText::of(format!(
                    "The program starts many threads: starting {threads} Workers, then it runs…"
                )));
            }
            None => {
                let told = RichText::default().bad("Not run").say(format!(": {message}"));
                self.answer_host(Reply::Error(message));
                self.live_over(None, told);
            }
        }
    }

    fn live_ended(&mut self, report: &str, graph: Option<WaitGraph>, after: EngineState) {
        let live = self.live.edit();
        let doing = std::mem::take(&mut live.doing);
        live.watch.expect(None);
        match after {
            EngineState::Deadlocked => live.recording.borrow_mut().stand(),
            EngineState::Idle | EngineState::Unusable => live.recording.borrow_mut().end(),
        }
        self.answer_host(Reply::Report(report.to_owned()));
        let read = Report::read(report);
        let told = words::of(read.as_ref(), self.live.python.unwrap_or_default());
        self.live_over(read.map(|report| shown(report, graph)), told);
        match (after, doing) {
            (EngineState::Deadlocked, Doing::Running { id, stopping }) => {
                self.live.edit().doing = Doing::Stuck { id, breaking: stopping };
            }
            (EngineState::Unusable, _) => self.launch_live(self.live_pool(), 0),
            _ => self.begin_live(),
        }
    }

    /// A run is over; what belongs to a text that is gone is not shown.
    fn live_over(&mut self, shown: Option<Shown>, told: RichText) {
        if self.live.is_shown() && self.live.wanted.is_none() {
            self.ctx.say(told.clone());
            self.live.edit().over = Some(Rc::new(FinishedRun {
                shown: shown.map(PtrEq::new),
                told,
            }));
        }
    }

    fn live_home(&mut self) {
        let live = self.live.edit();
        live.doing = Doing::Idle;
        live.watch.expect(None);
        live.recording.borrow_mut().end();
        if live.wanted.is_none() && live.is_shown() {
            self.ctx.say(
                RichText::default()
                    .good("Broken")
                    .say(": every thread went home, and the program can run again."),
            );
        }
        self.begin_live();
    }

    /// The engine of programs broke.
    pub(in crate::model) fn live_died(&mut self, message: &str) {
        match self.live.engine {
            Engine::Starting { .. } => self.start_live_over(message),
            Engine::Ready { .. } => self.lose_live(message),
            Engine::Missing(_) | Engine::Off | Engine::Failed { .. } => {}
        }
    }

    fn lose_live(&mut self, message: &str) {
        let doing = std::mem::take(&mut self.live.edit().doing);
        self.launch_live(self.live_pool(), 0);
        if doing != Doing::Idle {
            self.answer_host(Reply::Error(message.to_owned()));
            self.live_over(None, words::broken("The engine broke", message));
        }
    }

    fn start_live_over(&mut self, message: &str) {
        let (threads, tries) = match self.live.engine {
            Engine::Starting { threads, tries } => (threads, tries + 1),
            _ => (self.live_pool(), 1),
        };
        if tries < TRIES {
            return self.launch_live(threads, tries);
        }
        let live = self.live.edit();
        live.watch.expect(None);
        live.wanted = None;
        live.engine = Engine::Failed {
            message: message.to_owned(),
        };
        let why = format!("The threads do not start: {message} “Find what can go wrong” needs none, and works.");
        self.answer_host(Reply::Error(why.clone()));
        self.live_over(None, RichText::default().bad(why));
    }

    /// So much time went by.
    pub(in crate::model) fn tick_live(&mut self, elapsed_ms: f64) {
        if !self.live.wants_ticks() {
            return;
        }
        match self.live.edit().watch.tick(elapsed_ms) {
            WatchdogVerdict::Waits => {}
            WatchdogVerdict::Late => self.ctx.say(RichText::of(
                "This machine is very busy: no sign of the threads for a moment, waiting…",
            )),
            WatchdogVerdict::InVain(Awaited::Start) => self.live_died("their code did not start in time."),
            WatchdogVerdict::InVain(Awaited::Pool) => self.live_died("one of them did not start in time."),
            WatchdogVerdict::InVain(Awaited::Sign | Awaited::Answer) => self.live_died("it stopped answering."),
            WatchdogVerdict::InVain(Awaited::Home) => self.live_died("the threads did not come home in time."),
        }
    }
}

fn shown(report: Report, graph: Option<WaitGraph>) -> Shown {
    Shown {
        report,
        summary: Summary::default(),
        caption: String::new(),
        graph,
        replay: None,
    }
}
