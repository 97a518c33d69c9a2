//! What the engine of programs says, and what is done when it breaks, would not answer or would not start.

use super::{Doing, FinishedRun, Live, act::POOL, words};
use crate::model::{Context, Death, LATE, MOST_THREADS, PtrEq, RichText, Shown, Silence};
use crate::words::{Summary, sentence};
use protocol::{EngineEvent, EngineState, Reply};
use std::rc::Rc;
use trace::{Report, WaitGraph};

impl Live {
    /// The engine of programs said something.
    pub fn heard(&mut self, news: EngineEvent, ctx: &mut Context) {
        self.pool.watch.heard();
        match news {
            EngineEvent::Ready { threads, .. } => {
                self.pool.ready(threads);
                self.begin(ctx);
            }
            EngineEvent::Alive => self.pool.watch.listens(),
            EngineEvent::Failed { message } => self.died(&sentence(&message), ctx),
            EngineEvent::Refused {
                id,
                message,
                needs_threads,
            } if self.doing.is_of(id) => self.refused(message, needs_threads, ctx),
            EngineEvent::Progress(progress) if self.doing.is_of(progress.id) => {
                self.recording.borrow_mut().take(progress);
            }
            EngineEvent::Ended {
                id,
                report,
                graph,
                after,
            } if self.doing.is_of(id) => self.ended(&report, graph, after, ctx),
            EngineEvent::Joined { id } if self.doing.is_of(id) => self.home(ctx),
            // What an earlier run still had to say.
            _ => {}
        }
    }

    fn refused(&mut self, message: String, needs: Option<u16>, ctx: &mut Context) {
        let stopped = matches!(self.doing, Doing::Running { stopping: true, .. });
        self.doing = Doing::Idle;
        self.pool.watch.expect(None);
        let needs = needs.filter(|needed| *needed <= MOST_THREADS && *needed > self.pool.threads(POOL));
        match needs {
            Some(threads) => {
                self.wanted = self.ran.take().filter(|_| !stopped);
                self.launch(threads, 0, ctx);
                ctx.note(&format!(
                    "The program starts many threads: starting {threads} Workers, then it runs…"
                ));
            }
            None => {
                let told = RichText::default().bad("Not run").say(format!(": {message}"));
                self.answer_host(Reply::Error(message), ctx);
                self.over(None, told, ctx);
            }
        }
    }

    fn ended(&mut self, report: &str, graph: Option<WaitGraph>, after: EngineState, ctx: &mut Context) {
        let doing = std::mem::take(&mut self.doing);
        self.pool.watch.expect(None);
        match after {
            EngineState::Deadlocked => self.recording.borrow_mut().stand(),
            EngineState::Idle | EngineState::Unusable => self.recording.borrow_mut().end(),
        }
        self.answer_host(Reply::Report(report.to_owned()), ctx);
        let read = Report::read(report);
        let told = words::of(read.as_ref(), self.python.unwrap_or_default());
        self.over(read.map(|report| shown(report, graph)), told, ctx);
        match (after, doing) {
            (EngineState::Deadlocked, Doing::Running { id, stopping }) => {
                self.doing = Doing::Stuck { id, breaking: stopping };
            }
            (EngineState::Unusable, _) => self.launch(self.pool.threads(POOL), 0, ctx),
            _ => self.begin(ctx),
        }
    }

    /// A run is over; what belongs to a text that is gone is not shown.
    fn over(&mut self, shown: Option<Shown>, told: RichText, ctx: &mut Context) {
        if self.is_shown() && self.wanted.is_none() {
            ctx.say(told.clone());
            self.over = Some(Rc::new(FinishedRun {
                shown: shown.map(PtrEq::new),
                told,
            }));
        }
    }

    fn home(&mut self, ctx: &mut Context) {
        self.doing = Doing::Idle;
        self.pool.watch.expect(None);
        self.recording.borrow_mut().end();
        if self.wanted.is_none() && self.is_shown() {
            ctx.say(
                RichText::default()
                    .good("Broken")
                    .say(": every thread went home, and the program can run again."),
            );
        }
        self.begin(ctx);
    }

    /// The engine of programs broke.
    pub fn died(&mut self, message: &str, ctx: &mut Context) {
        match self.pool.die() {
            Death::None => {}
            Death::Again { threads, tries } => self.launch(threads, tries, ctx),
            Death::Never => {
                self.wanted = None;
                self.pool.fail(message);
                let why =
                    format!("The threads do not start: {message} “Find what can go wrong” needs none, and works.");
                self.answer_host(Reply::Error(why.clone()), ctx);
                self.over(None, RichText::default().bad(why), ctx);
            }
            Death::Lost => self.lost(message, ctx),
        }
    }

    fn lost(&mut self, message: &str, ctx: &mut Context) {
        let doing = std::mem::take(&mut self.doing);
        self.launch(self.pool.threads(POOL), 0, ctx);
        if doing != Doing::Idle {
            self.answer_host(Reply::Error(message.to_owned()), ctx);
            self.over(None, words::broken("The engine broke", message), ctx);
        }
    }

    /// So much time went by.
    pub fn tick(&mut self, elapsed_ms: f64, ctx: &mut Context) {
        match self.pool.tick(elapsed_ms) {
            Silence::Usual => {}
            Silence::Late => ctx.note(LATE),
            Silence::Mute => self.died("it stopped answering.", ctx),
            Silence::Dead(why) => self.died(why, ctx),
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
