//! What the engine says.

use super::{
    Activity, Awaited, Effect, Engine, MOST_THREADS, Model, PendingJob, PtrEq, RichText, Running, Shown, TriedStep,
    WatchdogVerdict,
};
use crate::words;
use catalogue::Experiment;
use protocol::{EngineEvent, EngineState, Progress, Reply};
use trace::{Outcome, Report, WaitGraph};

/// Nanoseconds of a run between two progress messages to the page around this one.
const TELL_EVERY: u64 = 250_000_000;

/// Reports that are kept to compare with.
const MOST_REPORTS: usize = 60;

impl Model {
    /// The engine said something.
    pub(super) fn heard(&mut self, news: EngineEvent) {
        self.watch.heard();
        match news {
            EngineEvent::Ready { threads, hardware } => self.ready(threads, hardware),
            EngineEvent::Alive => self.watch.listens(),
            EngineEvent::Failed { message } => self.died(&message),
            EngineEvent::Refused {
                id,
                message,
                needs_threads,
            } if self.is_current(id) => {
                self.refused(&message, needs_threads);
            }
            EngineEvent::Progress(progress) if self.is_current(progress.id) => self.progressed(progress),
            EngineEvent::Ended {
                id,
                report,
                graph,
                after,
            } if self.is_current(id) => self.ended(&report, graph, after),
            EngineEvent::Joined { id } if self.is_current(id) => self.home(),
            EngineEvent::Point {
                id,
                lock,
                point,
                left_ms,
            } if self.is_swept_here(id) => {
                self.sweep.edit().add(&lock, point, left_ms);
            }
            EngineEvent::Calibration { id, calibration } if self.is_swept_here(id) => self.gauged(calibration),
            EngineEvent::Swept { id, curves, message } if self.is_swept_here(id) => self.swept(&curves, message),
            EngineEvent::Swept { id, .. } if self.is_current(id) => self.home(),
            EngineEvent::Text(news) => self.text_heard(news),
            // What an earlier job still had to say.
            _ => {}
        }
    }

    fn is_current(&self, id: u32) -> bool {
        self.busy_id() == Some(id)
    }

    /// Whether it is news of the sweep on show, and not of one that was left with the page it was on.
    fn is_swept_here(&self, id: u32) -> bool {
        self.is_current(id) && self.sweep.live
    }

    /// Whether what runs was begun on the page on show.
    pub(super) fn is_here(&self, running: &Running) -> bool {
        running.visit == self.visit
    }

    fn ready(&mut self, threads: u16, hardware: u16) {
        let first = !self.ctx.has_greeted() && self.wanted.is_none();
        self.engine = Engine::Ready { threads };
        self.ctx.facts.hardware = hardware.max(1);
        self.watch.expect(None);
        self.ctx.greet();
        if self.is_lockstep() {
            return;
        }
        if first {
            self.ctx.mention(&format!(
                "Ready: {threads} real threads wait on this machine’s {hardware} cores."
            ));
        } else if self.wanted.is_none() {
            let before = if self.ctx.status_is_note {
                RichText::default()
            } else {
                (*self.ctx.status).clone()
            };
            self.ctx.say(before.and(RichText::of("A new engine is ready.")));
        }
        if self.text.edit().lose() {
            self.ctx.push(Effect::SendFiles);
        }
        if self.ctx.take_autorun() {
            self.want(PendingJob::Run);
        }
        self.begin();
    }

    fn refused(&mut self, message: &str, needs_threads: Option<u16>) {
        let again = match &self.activity {
            Activity::Running(running) if !running.stopping && self.is_here(running) => {
                Some(self.wanted_again(running))
            }
            Activity::Sweeping { stopping: false, .. } if self.sweep.live => Some(self.sweep_again()),
            _ => None,
        };
        // Whoever has stopped it or gone elsewhere meanwhile is not taken back.
        if again.is_none() {
            return self.home();
        }
        self.activity = Activity::Idle;
        self.watch.expect(None);
        match needs_threads.filter(|needed| *needed <= MOST_THREADS && *needed > self.usual_pool()) {
            Some(needed) => {
                self.launch(needed, 0);
                self.wanted = again;
                self.ctx.say(RichText::of(format!(
                    "This takes {needed} threads: starting that many, then it runs…"
                )));
            }
            None => {
                self.series = None;
                self.recording.borrow_mut().end();
                if self.sweep.live {
                    self.sweep.edit().end(&[]);
                }
                self.ctx
                    .say(RichText::default().bad("Not run").say(format!(": {message}")));
                self.ctx.push(Effect::Tell(Reply::Error(message.to_string())));
            }
        }
    }

    fn wanted_again(&self, running: &Running) -> PendingJob {
        match running.experiment == *self.experiment {
            true => PendingJob::Run,
            false => PendingJob::Other(Box::new(running.experiment.clone())),
        }
    }

    fn sweep_again(&self) -> PendingJob {
        let (threads, runs) = self.swept_as.clone();
        PendingJob::Sweep { threads, runs }
    }

    fn progressed(&mut self, progress: Progress) {
        let Activity::Running(running) = &mut self.activity else {
            return;
        };
        let (done, total, now) = (progress.done, progress.total, progress.now);
        *running = Running {
            done,
            total,
            now,
            ..running.clone()
        };
        let visit = running.visit;
        if visit == self.visit {
            self.recording.borrow_mut().take(progress);
        }
        if now >= self.told_at + TELL_EVERY {
            self.told_at = now;
            self.ctx.push(Effect::Tell(Reply::Progress { done, total }));
        }
    }

    fn ended(&mut self, report: &str, graph: Option<WaitGraph>, after: EngineState) {
        let Activity::Running(running) = std::mem::take(&mut self.activity) else {
            return;
        };
        self.watch.expect(None);
        match after {
            _ if !self.is_here(&running) => {}
            EngineState::Deadlocked => self.recording.borrow_mut().stand(),
            EngineState::Idle | EngineState::Unusable => self.recording.borrow_mut().end(),
        }
        match Report::read(report) {
            Some(read) => {
                self.ctx.push(Effect::Tell(Reply::Report(report.to_string())));
                self.keep_run(&running.experiment, (&read, report));
                self.show(read, graph, &running);
            }
            None => self.ctx.say(
                RichText::default()
                    .bad("The engine’s report could not be read")
                    .say(": reload the page."),
            ),
        }
        if matches!(after, EngineState::Idle | EngineState::Deadlocked) && self.has_next_run() {
            return self.go_on(&running, after);
        }
        self.series = None;
        match after {
            EngineState::Idle => self.begin(),
            EngineState::Unusable => self.launch(self.usual_pool(), 0),
            EngineState::Deadlocked => {
                self.activity = stuck(&running);
                if self.wanted.is_some() || !self.is_here(&running) {
                    self.stop();
                }
            }
        }
    }

    /// The next run of a series waits until every thread of this one is home.
    fn go_on(&mut self, running: &Running, after: EngineState) {
        if after == EngineState::Deadlocked {
            self.activity = stuck(running);
        }
        self.next_run();
    }

    /// Puts a report on the page, unless the page shows something else by now.
    pub(super) fn show(&mut self, report: Report, graph: Option<WaitGraph>, running: &Running) {
        let experiment = &running.experiment;
        if self.is_here(running) {
            let summary = words::summarize(&report, &self.reports);
            self.ctx.say(summary.told.clone());
            let stuck = graph.is_some();
            let (caption, short) = (words::caption(experiment), summary.short.clone());
            self.shown = Some(PtrEq::new(Shown {
                report: report.clone(),
                summary,
                caption,
                graph,
                replay: replay(experiment, &report),
            }));
            self.note(experiment, &report, &short);
            self.begin_replay(stuck);
        }
        self.keep_report(report);
    }

    /// What came of a run is remembered: to compare with it, and as a step that was tried.
    pub(super) fn remember(&mut self, report: Report, short: &str) {
        self.note(&self.experiment.clone(), &report, short);
        self.keep_report(report);
    }

    fn keep_report(&mut self, report: Report) {
        self.reports.push(report);
        let surplus = self.reports.len().saturating_sub(MOST_REPORTS);
        self.reports.drain(..surplus);
    }

    /// A step that was stopped was not tried.
    fn note(&mut self, experiment: &Experiment, report: &Report, short: &str) {
        let (of, steps) = (self.tour(), self.steps());
        let Some(step) = self.step_of(experiment).filter(|_| report.outcome != Outcome::Stopped) else {
            return;
        };
        let runs = |number: usize| {
            let mut tried = self.tried.iter();
            let tried = tried.find(|tried| (tried.of, tried.step + 1) == (of, number))?;
            Some(tried.runs.clone())
        };
        let mut own = runs(step + 1).unwrap_or_default();
        own.add(report);
        let verdict = words::judged(step + 1, steps[step].sees, report, short, (&own, runs));
        let tried = self.tried.edit();
        tried.retain(|known| (known.of, known.step) != (of, step));
        tried.push(TriedStep {
            of,
            step,
            short: short.to_string(),
            verdict,
            runs: own,
        });
    }

    fn home(&mut self) {
        let was = std::mem::take(&mut self.activity);
        self.watch.expect(None);
        if self.is_lockstep() {
            return;
        }
        match was {
            Activity::Deadlocked { visit, .. } if visit == self.visit => {
                self.recording.borrow_mut().end();
                self.ctx.say(
                    RichText::default()
                        .good("Broken")
                        .say(": every thread went home, and the pool is ready again."),
                );
            }
            Activity::Running(running) if self.is_here(&running) => {
                self.recording.borrow_mut().end();
                self.ctx.say(RichText::of("Stopped: every thread is home."));
            }
            Activity::Sweeping { .. } if self.sweep.live => {
                self.sweep.edit().end(&[]);
                self.ctx.say(RichText::of("Stopped: every thread is home."));
            }
            // What belonged to a page that was left says nothing on this one.
            Activity::Deadlocked { .. } | Activity::Running(_) | Activity::Sweeping { .. } | Activity::Idle => {}
        }
        self.begin();
    }

    fn swept(&mut self, curves: &[String], message: Option<String>) {
        self.activity = Activity::Idle;
        self.watch.expect(None);
        self.sweep.edit().end(curves);
        let told = words::sweep_ended(&self.sweep);
        self.ctx.say(match message {
            Some(message) => RichText::of(message).and(told),
            None => told,
        });
        self.foresee();
        if !self.sweep.is_owed() {
            self.sweep.tell(&mut self.ctx);
        }
        self.begin();
    }

    /// While the threads of a stopped run are awaited, silence of another kind is not what is awaited.
    pub(super) fn tick(&mut self, elapsed_ms: f64) {
        match self.watch.tick(elapsed_ms) {
            WatchdogVerdict::Waits => {}
            WatchdogVerdict::Late => self.ctx.say(RichText::of(
                "This machine is very busy: no sign of the threads for a moment, waiting…",
            )),
            WatchdogVerdict::InVain(Awaited::Start) => self.start_over("their code did not start in time."),
            WatchdogVerdict::InVain(Awaited::Pool) => self.start_over("one of them did not start in time."),
            WatchdogVerdict::InVain(Awaited::Sign | Awaited::Answer) => self.lost("the engine stopped answering."),
            WatchdogVerdict::InVain(Awaited::Home) => self.lost("the threads did not come home in time."),
        }
    }
}

fn stuck(running: &Running) -> Activity {
    let Running { id, visit, .. } = *running;
    Activity::Deadlocked {
        id,
        breaking: false,
        visit,
    }
}

/// The same run in lockstep, if its order was recorded.
fn replay(experiment: &Experiment, report: &Report) -> Option<Experiment> {
    let recorded = !report.schedule.is_empty();
    recorded.then(|| Experiment {
        engine: catalogue::Engine::Lockstep,
        schedule: report.schedule.clone(),
        at: None,
        ..experiment.clone()
    })
}
