//! One run, watched from the coordinator without ever waiting for it.

use crate::{Errand, last_words};
use lab::{Ending, Limits, Trial};
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
    On(Box<Trial>),
    /// The report is being made on a thread of the pool.
    Reporting {
        report: Errand<Report>,
        graph: Option<WaitGraph>,
        after: EngineState,
    },
    /// The page knows how it ended; threads that are stuck stay so until they are told to stop.
    Told(EngineState),
}

impl Running {
    /// Watches a trial that was started as the page's job `id` and may go on for so long.
    pub fn new(id: u32, trial: Trial, limits: Limits) -> Self {
        let run = trial.run().clone();
        Running {
            id,
            run,
            stage: Stage::On(Box::new(trial)),
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
        let Stage::On(trial) = &self.stage else { return None };
        let total = trial.total().unwrap_or_default();
        let mut events = Vec::new();
        let dropped = self.run.drain(&mut events);
        let so_far = trial.so_far(self.changes).map(|(changes, report)| {
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
            Stage::On(trial) => self.watch(trial),
            Stage::Reporting { report, graph, after } => self.fetch(report, graph, after),
            Stage::Told(EngineState::Deadlocked) if self.run.status() == Status::Stopped && self.run.is_home() => {
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
            Stage::On(trial) => trial.finish(ending, environment()).json(),
            Stage::Reporting { .. } | Stage::Told(_) => String::new(),
        };
        EngineEvent::Ended {
            id: self.id,
            report,
            graph: None,
            after: EngineState::Unusable,
        }
    }

    fn watch(&mut self, trial: Box<Trial>) -> Option<EngineEvent> {
        let Some(ending) = self.ending(&trial) else {
            self.stage = Stage::On(trial);
            return None;
        };
        let after = match ending {
            Ending::Deadlocked => EngineState::Deadlocked,
            Ending::OverTime(_) if self.is_overdue() => EngineState::Unusable,
            Ending::Crashed(_) | Ending::Endless { .. } => EngineState::Unusable,
            Ending::Finished | Ending::Stopped | Ending::OverTime(_) => EngineState::Idle,
        };
        match after {
            EngineState::Idle if !self.run.is_home() => self.stage = Stage::On(trial),
            EngineState::Unusable => {
                self.stage = Stage::On(trial);
                return Some(self.lost(&ending));
            }
            _ => {
                let graph = (after == EngineState::Deadlocked).then(|| self.run.graph());
                let environment = environment();
                let report = Errand::send(move || trial.finish(&ending, environment));
                self.stage = Stage::Reporting { report, graph, after };
            }
        }
        None
    }

    /// How it ended, if it has. A run that has had its time is sent home before that is told.
    fn ending(&mut self, trial: &Trial) -> Option<Ending> {
        if last_words::heard().is_some() {
            return Some(Ending::Crashed(last_words::of_a_dead_worker("")));
        }
        let ended = trial.ended(&self.limits)?;
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
        !self.run.is_home() && sent.is_some_and(|sent| self.run.elapsed() > sent + HOMEWARD)
    }

    fn fetch(&mut self, errand: Errand<Report>, graph: Option<WaitGraph>, after: EngineState) -> Option<EngineEvent> {
        match errand.fetch() {
            None => {
                self.stage = Stage::Reporting {
                    report: errand,
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
