//! One run, watched from the coordinator without ever waiting for it.

use crate::{Errand, last_words};
use lab::{Ending, Limits, Trial};
use protocol::{After, News, Progress, Sighting};
use std::time::Duration;
use threads::{Run, Status};
use trace::{Event, Names, Report, WaitGraph};
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
    known: Names,
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
        after: After,
    },
    /// The page knows how it ended; threads that are stuck stay so until they are told to stop.
    Told(After),
}

impl Running {
    /// Watches a trial that was started as the page's job `id` and may go on for so long.
    pub fn new(id: u32, trial: Trial, limits: Limits) -> Self {
        let run = trial.run().clone();
        Running {
            id,
            run,
            stage: Stage::On(Box::new(trial)),
            known: Names::default(),
            sent: 0,
            unsent: 0,
            changes: 0,
            limits,
            late: None,
        }
    }

    /// What happened since the last look.
    pub fn progress(&mut self) -> Option<News> {
        let Stage::On(trial) = &self.stage else { return None };
        let total = trial.total().unwrap_or_default();
        let mut events = Vec::new();
        let dropped = self.run.drain(&mut events);
        let so_far = trial.so_far(self.changes).map(|(changes, report)| {
            self.changes = changes;
            report.json()
        });
        let sightings = self.run.sightings().into_iter().map(sighting).collect();
        self.cut(&mut events);
        let names = self.run.names().beyond(&self.known);
        self.known.append(names.clone());
        let (id, now, done) = (self.id, self.run.now(), self.run.done());
        Some(News::Progress(Progress {
            id,
            now,
            done,
            total,
            names,
            events,
            dropped: dropped + self.unsent,
            sightings,
            so_far,
        }))
    }

    /// Moves on by what has come about, and says what the page must be told of it.
    pub fn step(&mut self) -> Option<News> {
        match std::mem::replace(&mut self.stage, Stage::Told(After::Home)) {
            Stage::On(trial) => self.watch(trial),
            Stage::Reporting { report, graph, after } => self.fetch(report, graph, after),
            Stage::Told(After::Stuck) if self.run.status() == Status::Stopped && self.run.is_home() => {
                Some(News::Home { id: self.id })
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
        matches!(self.stage, Stage::Told(After::Home))
    }

    /// Whether threads are stuck, the page knows, and nothing will happen until they are told to stop.
    pub fn is_stuck(&self) -> bool {
        matches!(self.stage, Stage::Told(After::Stuck)) && self.run.status() == Status::Deadlocked
    }

    /// The report of a run whose threads will not come home.
    pub fn lost(&mut self, ending: &Ending) -> News {
        let report = match std::mem::replace(&mut self.stage, Stage::Told(After::Lost)) {
            Stage::On(trial) => trial.finish(ending, environment()).json(),
            Stage::Reporting { .. } | Stage::Told(_) => String::new(),
        };
        News::Ended {
            id: self.id,
            report,
            graph: None,
            after: After::Lost,
        }
    }

    fn watch(&mut self, trial: Box<Trial>) -> Option<News> {
        let Some(ending) = self.ending(&trial) else {
            self.stage = Stage::On(trial);
            return None;
        };
        let after = match ending {
            Ending::Deadlocked => After::Stuck,
            Ending::OverTime(_) if self.is_overdue() => After::Lost,
            Ending::Crashed(_) | Ending::Endless { .. } => After::Lost,
            Ending::Finished | Ending::Stopped | Ending::OverTime(_) => After::Home,
        };
        match after {
            After::Home if !self.run.is_home() => self.stage = Stage::On(trial),
            After::Lost => {
                self.stage = Stage::On(trial);
                return Some(self.lost(&ending));
            }
            _ => {
                let graph = (after == After::Stuck).then(|| self.run.graph());
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

    fn fetch(&mut self, errand: Errand<Report>, graph: Option<WaitGraph>, after: After) -> Option<News> {
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
                Some(News::Ended {
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

fn sighting(seen: threads::Sighting) -> Sighting {
    Sighting {
        thread: seen.thread,
        place: seen.place,
        state: seen.state,
        object: seen.object,
    }
}
