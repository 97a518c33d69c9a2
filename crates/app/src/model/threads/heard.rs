//! What the engine says.

use super::{Next, Threads};
use crate::model::{Activity, Context, Effect, MOST_THREADS, PendingJob, RichText, Running, Setup, Show};
use crate::words;
use protocol::{EngineEvent, EngineState, Progress, Reply};
use trace::{Report, WaitGraph};

/// Nanoseconds of a run between two progress messages to the page around this one.
const TELL_EVERY: u64 = 250_000_000;

impl Threads {
    /// The engine said something.
    pub fn heard(&mut self, news: EngineEvent, setup: &mut Setup, show: &mut Show, ctx: &mut Context) -> Next {
        self.pool.watch.heard();
        let now = self.activity.id();
        let is_current = |id: u32| now == Some(id);
        // News of the sweep on show, and not of one that was left with the page it was on.
        let sweeps = show.sweep.live;
        match news {
            EngineEvent::Ready { threads, hardware } => self.ready((threads, hardware), setup, show, ctx),
            EngineEvent::Alive => self.pool.watch.listens(),
            EngineEvent::Failed { message } => return self.died(&words::sentence(&message), setup, show, ctx),
            EngineEvent::Refused {
                id,
                message,
                needs_threads,
            } if is_current(id) => self.refused((&message, needs_threads), setup, show, ctx),
            EngineEvent::Progress(progress) if is_current(progress.id) => self.progressed(progress, show, ctx),
            EngineEvent::Ended {
                id,
                report,
                graph,
                after,
            } if is_current(id) => self.ended((&report, graph, after), setup, show, ctx),
            EngineEvent::Joined { id } if is_current(id) => self.home(setup, show, ctx),
            EngineEvent::Point {
                id,
                lock,
                point,
                left_ms,
            } if is_current(id) && sweeps => show.sweep.edit().add(&lock, point, left_ms),
            EngineEvent::Calibration { id, calibration } if is_current(id) && sweeps => {
                show.sweep.edit().calibration = Some(calibration);
            }
            EngineEvent::Swept { id, curves, message } if is_current(id) && sweeps => {
                self.activity = Activity::Idle;
                self.pool.watch.expect(None);
                swept(&curves, message, show, ctx);
                return Next::Swept;
            }
            EngineEvent::Swept { id, .. } if is_current(id) => self.home(setup, show, ctx),
            EngineEvent::Text(news) => return Next::Text(news),
            // What an earlier job still had to say.
            _ => {}
        }
        Next::Nothing
    }

    fn ready(&mut self, (threads, hardware): (u16, u16), setup: &mut Setup, show: &mut Show, ctx: &mut Context) {
        self.pool.ready(threads);
        ctx.facts.hardware = hardware.max(1);
        let first = ctx.greet() && setup.wanted.is_none();
        if setup.is_lockstep() {
            return;
        }
        if first {
            ctx.mention(&format!(
                "Ready: {threads} real threads wait on this machine’s {hardware} cores."
            ));
        } else if setup.wanted.is_none() {
            ctx.add(RichText::of("A new engine is ready."));
        }
        if setup.text.edit().lose() {
            ctx.push(Effect::SendFiles);
        }
        if ctx.take_autorun() {
            self.want(PendingJob::Run, setup, show, ctx);
        }
        self.begin(setup, show, ctx);
    }

    fn refused(
        &mut self,
        (message, needs_threads): (&str, Option<u16>),
        setup: &mut Setup,
        show: &mut Show,
        ctx: &mut Context,
    ) {
        let again = match &self.activity {
            Activity::Running(running) if !running.stopping && show.is_here(running) => Some(again(running, setup)),
            Activity::Sweeping { stopping: false, .. } if show.sweep.live => {
                let (threads, runs) = self.swept_as.clone();
                Some(PendingJob::Sweep { threads, runs })
            }
            _ => None,
        };
        // Whoever has stopped it or gone elsewhere meanwhile is not taken back.
        if again.is_none() {
            return self.home(setup, show, ctx);
        }
        self.activity = Activity::Idle;
        self.pool.watch.expect(None);
        let most = self.pool.threads(ctx.usual_pool());
        match needs_threads.filter(|needed| *needed <= MOST_THREADS && *needed > most) {
            Some(needed) => {
                self.launch((needed, 0), setup, show, ctx);
                setup.wanted = again;
                ctx.note(&format!(
                    "This takes {needed} threads: starting that many, then it runs…"
                ));
            }
            None => {
                self.series = None;
                show.recording.borrow_mut().end();
                show.end_sweep();
                ctx.say(RichText::default().bad("Not run").say(format!(": {message}")));
                ctx.tell(Reply::Error(message.to_string()));
            }
        }
    }

    fn progressed(&mut self, progress: Progress, show: &Show, ctx: &mut Context) {
        let Activity::Running(running) = &mut self.activity else {
            return;
        };
        let (done, total, now) = (progress.done, progress.total, progress.now);
        (running.done, running.total, running.now) = (done, total, now);
        if show.is_here(running) {
            show.recording.borrow_mut().take(progress);
        }
        if now >= self.told_at + TELL_EVERY {
            self.told_at = now;
            ctx.tell(Reply::Progress { done, total });
        }
    }

    fn ended(
        &mut self,
        (report, graph, after): (&str, Option<WaitGraph>, EngineState),
        setup: &mut Setup,
        show: &mut Show,
        ctx: &mut Context,
    ) {
        let Activity::Running(running) = std::mem::take(&mut self.activity) else {
            return;
        };
        self.pool.watch.expect(None);
        match after {
            _ if !show.is_here(&running) => {}
            EngineState::Deadlocked => show.recording.borrow_mut().stand(),
            EngineState::Idle | EngineState::Unusable => show.recording.borrow_mut().end(),
        }
        match Report::read(report) {
            Some(read) => {
                ctx.tell(Reply::Report(report.to_string()));
                show.kept.keep(&running.experiment, &read, ctx);
                show.present((read, graph), (&running, self.series.is_none()), setup, ctx);
            }
            None => ctx.say(
                RichText::default()
                    .bad("The engine’s report could not be read")
                    .say(": reload the page."),
            ),
        }
        let stuck = after == EngineState::Deadlocked;
        let has_next = self.series.as_ref().is_some_and(super::Series::has_next);
        if stuck {
            self.activity = running.stuck();
        }
        // The next run of a series waits until every thread of this one is home.
        if after != EngineState::Unusable && has_next {
            return self.next_run(setup, show, ctx);
        }
        self.series = None;
        match after {
            EngineState::Idle => self.begin(setup, show, ctx),
            EngineState::Unusable => self.relaunch(setup, show, ctx),
            EngineState::Deadlocked if setup.wanted.is_some() || !show.is_here(&running) => self.stop(ctx),
            EngineState::Deadlocked => {}
        }
    }

    fn home(&mut self, setup: &mut Setup, show: &mut Show, ctx: &mut Context) {
        let was = std::mem::take(&mut self.activity);
        self.pool.watch.expect(None);
        if setup.is_lockstep() {
            return;
        }
        let stopped = RichText::of("Stopped: every thread is home.");
        match was {
            Activity::Deadlocked { visit, .. } if visit == show.visit => {
                show.recording.borrow_mut().end();
                ctx.say(
                    RichText::default()
                        .good("Broken")
                        .say(": every thread went home, and the pool is ready again."),
                );
            }
            Activity::Running(running) if show.is_here(&running) => {
                show.recording.borrow_mut().end();
                ctx.say(stopped);
            }
            Activity::Sweeping { .. } if show.sweep.live => {
                show.end_sweep();
                ctx.say(stopped);
            }
            // What belonged to a page that was left says nothing on this one.
            Activity::Deadlocked { .. } | Activity::Running(_) | Activity::Sweeping { .. } | Activity::Idle => {}
        }
        self.begin(setup, show, ctx);
    }
}

fn swept(curves: &[String], message: Option<String>, show: &mut Show, ctx: &mut Context) {
    show.sweep.edit().end(curves);
    let told = words::sweep_ended(&show.sweep);
    ctx.say(match message {
        Some(message) => RichText::of(message).and(told),
        None => told,
    });
}

/// What was wanted, with the page as it is now, once more.
fn again(running: &Running, setup: &Setup) -> PendingJob {
    match running.experiment == *setup.experiment {
        true => PendingJob::Run,
        false => PendingJob::Other(Box::new(running.experiment.clone())),
    }
}
