//! One run, watched from the coordinator without ever waiting for it.

use crate::{PoolTask, panic_message};
use lab::{Ending, Limits, ThreadRun};
use protocol::{EngineEvent, EngineState, Progress, ThreadLocation};
use std::time::Duration;
use threads::{Run, Status};
use trace::{Event, Report, SymbolTable, WaitGraph};
use worker::environment;

/// Events the page is sent of one run; more would make lanes nobody can read, and pages that stutter.
const MOST_EVENTS: usize = 200_000;

/// Threads that are sent home get there within so long, or never.
const HOMEWARD: Duration = Duration::from_secs(5);

/// A run that was begun.
pub struct Running {
    id: u32,
    run: Run,
    stage: Stage,
    known: SymbolTable,
    sent: usize,
    unsent: u64,
    changes: u64,
    limits: Limits,
    /// It had its time: how it counts once all are home, and when they were sent there.
    late: Option<(Ending, Duration)>,
}

enum Stage {
    /// Threads run, or are coming home.
    On(Box<ThreadRun>),
    /// The report is being made on a thread of the pool.
    Reporting {
        report: PoolTask<Report>,
        graph: Option<WaitGraph>,
        after: EngineState,
    },
    /// The page knows how it ended; threads that are stuck stay so until they are told to stop.
    Told(EngineState),
}

impl Running {
    /// Watches a thread_run that was started as the page's job `id` and may go on for so long.
    pub fn new(id: u32, thread_run: ThreadRun, limits: Limits) -> Self {
        let run = thread_run.run().clone();
        Running {
            id,
            run,
            stage: Stage::On(Box::new(thread_run)),
            known: SymbolTable::default(),
            sent: 0,
            unsent: 0,
            changes: 0,
            limits,
            late: None,
        }
    }

    /// What happened since the last look.
    pub fn progress(&mut self) -> Option<EngineEvent> {
        let Stage::On(thread_run) = &self.stage else {
            return None;
        };
        let total = thread_run.total().unwrap_or_default();
        let mut events = Vec::new();
        let dropped = self.run.drain(&mut events);
        let so_far = thread_run.so_far(self.changes).map(|(changes, report)| {
            self.changes = changes;
            report.json()
        });
        let locations = self.run.locations().into_iter().map(sighting).collect();
        self.cut(&mut events);
        let names = self.run.names().delta_since(&self.known);
        self.known.append(names.clone());
        let (id, now, done) = (self.id, self.run.now(), self.run.done());
        Some(EngineEvent::Progress(Progress {
            id,
            now,
            done,
            total,
            names,
            events,
            dropped: dropped + self.unsent,
            locations,
            so_far,
        }))
    }

    /// Moves on by what has come about, and says what the page must be told of it.
    pub fn step(&mut self) -> Option<EngineEvent> {
        match std::mem::replace(&mut self.stage, Stage::Told(EngineState::Idle)) {
            Stage::On(thread_run) => self.watch(thread_run),
            Stage::Reporting { report, graph, after } => self.fetch(report, graph, after),
            Stage::Told(EngineState::Deadlocked) if self.run.status() == Status::Stopped && self.run.is_joined() => {
                Some(EngineEvent::Joined { id: self.id })
            }
            told => {
                self.stage = told;
                None
            }
        }
    }

    /// Sends every thread home.
    pub fn stop(&self) {
        self.run.stop();
    }

    /// Whether every thread is home and the page knows how it ended.
    pub fn is_over(&self) -> bool {
        matches!(self.stage, Stage::Told(EngineState::Idle))
    }

    /// Whether threads are stuck, the page knows, and nothing will happen until they are told to stop.
    pub fn is_stuck(&self) -> bool {
        matches!(self.stage, Stage::Told(EngineState::Deadlocked)) && self.run.status() == Status::Deadlocked
    }

    /// The report of a run whose threads will not come home.
    pub fn lost(&mut self, ending: &Ending) -> EngineEvent {
        let report = match std::mem::replace(&mut self.stage, Stage::Told(EngineState::Unusable)) {
            Stage::On(thread_run) => thread_run.finish(ending, environment()).json(),
            Stage::Reporting { .. } | Stage::Told(_) => String::new(),
        };
        EngineEvent::Ended {
            id: self.id,
            report,
            graph: None,
            after: EngineState::Unusable,
        }
    }

    fn watch(&mut self, thread_run: Box<ThreadRun>) -> Option<EngineEvent> {
        let Some(ending) = self.ending(&thread_run) else {
            self.stage = Stage::On(thread_run);
            return None;
        };
        let after = match ending {
            Ending::Deadlocked => EngineState::Deadlocked,
            Ending::OverTime(_) if self.is_overdue() => EngineState::Unusable,
            Ending::Crashed(_) | Ending::Endless { .. } => EngineState::Unusable,
            Ending::Finished | Ending::Stopped | Ending::OverTime(_) => EngineState::Idle,
        };
        match after {
            EngineState::Idle if !self.run.is_joined() => self.stage = Stage::On(thread_run),
            EngineState::Unusable => {
                self.stage = Stage::On(thread_run);
                return Some(self.lost(&ending));
            }
            _ => {
                let graph = (after == EngineState::Deadlocked).then(|| self.run.graph());
                let environment = environment();
                let report = PoolTask::spawn(move || thread_run.finish(&ending, environment));
                self.stage = Stage::Reporting { report, graph, after };
            }
        }
        None
    }

    /// How it ended, if it has. A run that has had its time is sent home before that is told.
    fn ending(&mut self, thread_run: &ThreadRun) -> Option<Ending> {
        if panic_message::heard().is_some() {
            return Some(Ending::Crashed(panic_message::of_a_dead_worker("")));
        }
        let ended = thread_run.ended(&self.limits)?;
        match (ended, &self.late) {
            (late @ Ending::OverTime(_), None) => {
                self.run.stop();
                self.late = Some((late, self.run.elapsed()));
                None
            }
            (Ending::Stopped, Some((late, _))) => Some(late.clone()),
            (ended, _) => Some(ended),
        }
    }

    /// Whether threads that were sent home because their time was over should long be there.
    fn is_overdue(&self) -> bool {
        let sent = self.late.as_ref().map(|(_, sent)| *sent);
        !self.run.is_joined() && sent.is_some_and(|sent| self.run.elapsed() > sent + HOMEWARD)
    }

    fn fetch(
        &mut self,
        pool_task: PoolTask<Report>,
        graph: Option<WaitGraph>,
        after: EngineState,
    ) -> Option<EngineEvent> {
        match pool_task.try_take() {
            None => {
                self.stage = Stage::Reporting {
                    report: pool_task,
                    graph,
                    after,
                };
                None
            }
            Some(report) => {
                self.stage = Stage::Told(after);
                Some(EngineEvent::Ended {
                    id: self.id,
                    report: report.json(),
                    graph,
                    after,
                })
            }
        }
    }

    /// Keeps to the number of events that the page is sent of one run.
    fn cut(&mut self, events: &mut Vec<Event>) {
        let room = MOST_EVENTS - self.sent;
        self.unsent += events.len().saturating_sub(room) as u64;
        events.truncate(room);
        self.sent += events.len();
    }
}

fn sighting(seen: threads::ThreadLocation) -> ThreadLocation {
    ThreadLocation {
        thread: seen.thread,
        place: seen.place,
        state: seen.state,
        object: seen.object,
    }
}
