//! A sweep: first what a few small things take, then one unrecorded run after the other, point by point.

use engine_host::{Errand, last_words};
use lab::{Calibration, Ending, Keep, Limits, Measured, Next, Sweep, Trial, free_cores, program};
use protocol::EngineEvent;
use std::sync::Arc;
use threads::{Crew, Run, now};
use trace::{Curve, Machine, Report};
use worker::environment;

/// A sweep that was begun.
pub struct Sweeping {
    id: u32,
    sweep: Sweep,
    cores: u32,
    /// When it began, on the clock of all threads.
    began: u64,
    stage: Stage,
    run: Option<Run>,
    why_early: Option<String>,
}

enum Stage {
    Calibrating(Box<Calibration>),
    /// The lab's own run is being set up; with it comes whether there was one left.
    Gauging(Errand<(Box<Calibration>, bool)>),
    Between,
    /// Threads look how many cores are free.
    Looking(Errand<Option<Machine>>),
    /// The next run is being set up.
    Beginning(Errand<Result<Trial, String>>),
    On(Box<Trial>),
    Reporting(Errand<Report>),
    GoingHome,
    Over,
}

impl Sweeping {
    /// Begins the sweep as the page's job `id`, on a machine with so many cores, with a calibration of the same lab.
    pub fn new(id: u32, calibration: Calibration, sweep: Sweep, cores: u32) -> Self {
        Sweeping {
            id,
            sweep,
            cores,
            began: now(),
            stage: Stage::Calibrating(Box::new(calibration)),
            run: None,
            why_early: None,
        }
    }

    /// Moves on by what has come about; what the page must be told goes to `tell`.
    pub fn step(&mut self, crew: &Arc<dyn Crew>, tell: &mut dyn FnMut(EngineEvent)) {
        match std::mem::replace(&mut self.stage, Stage::Between) {
            Stage::Calibrating(calibration) => self.calibrate(calibration, crew, tell),
            Stage::Gauging(errand) => self.gauge(errand, tell),
            Stage::Between => self.begin(crew, tell),
            Stage::Looking(errand) => self.looked(errand),
            Stage::Beginning(errand) => self.begun(errand, tell),
            Stage::On(trial) => self.watch(trial, tell),
            Stage::Reporting(errand) => self.fetch(errand, tell),
            Stage::GoingHome if self.run.as_ref().is_some_and(|run| !run.is_home()) => self.stage = Stage::GoingHome,
            Stage::GoingHome => self.begin(crew, tell),
            Stage::Over => self.stage = Stage::Over,
        }
    }

    /// Ends it with what has been measured so far.
    pub fn stop(&mut self) {
        self.why_early
            .get_or_insert_with(|| "Stopped: the points measured so far stay.".into());
        if let Stage::Calibrating(calibration) = &mut self.stage {
            calibration.stop();
        }
        if let Some(run) = &self.run {
            run.stop();
        }
    }

    /// Whether the next job may come.
    pub fn is_over(&self) -> bool {
        matches!(self.stage, Stage::Over)
    }

    /// Ends it because the engine is beyond use.
    pub fn lost(&mut self, message: String) -> EngineEvent {
        self.why_early = Some(message);
        self.end()
    }

    fn calibrate(
        &mut self,
        mut calibration: Box<Calibration>,
        crew: &Arc<dyn Crew>,
        tell: &mut dyn FnMut(EngineEvent),
    ) {
        if last_words::heard().is_some() {
            return tell(self.lost(last_words::of_a_dead_worker("")));
        }
        if calibration.goes_on() {
            self.stage = Stage::Calibrating(calibration);
        } else if calibration.takes_a_while() {
            let crew = crew.clone();
            self.stage = Stage::Gauging(Errand::send(move || {
                let more = calibration.begin_next(&crew);
                (calibration, more)
            }));
        } else {
            let more = calibration.begin_next(crew);
            self.calibrated(calibration, more, tell);
        }
    }

    fn gauge(&mut self, errand: Errand<(Box<Calibration>, bool)>, tell: &mut dyn FnMut(EngineEvent)) {
        match errand.fetch() {
            None => self.stage = Stage::Gauging(errand),
            Some((mut calibration, more)) => {
                if self.why_early.is_some() {
                    calibration.stop();
                }
                self.calibrated(calibration, more, tell);
            }
        }
    }

    fn calibrated(&mut self, calibration: Box<Calibration>, more: bool, tell: &mut dyn FnMut(EngineEvent)) {
        if more {
            self.stage = Stage::Calibrating(calibration);
        } else if self.why_early.is_none() {
            tell(EngineEvent::Gauges {
                id: self.id,
                gauges: calibration.gauges(),
            });
        }
    }

    fn begin(&mut self, crew: &Arc<dyn Crew>, tell: &mut dyn FnMut(EngineEvent)) {
        let next = if self.why_early.is_some() {
            None
        } else {
            self.sweep.next()
        };
        let crew = crew.clone();
        self.stage = match next {
            None => return tell(self.end()),
            Some(Next::Gauge) => {
                let cores = self.cores;
                Stage::Looking(Errand::send(move || free_cores(&crew, cores)))
            }
            Some(Next::Run(experiment)) => {
                let input = self.sweep.input(&experiment);
                Stage::Beginning(Errand::send(move || {
                    let program = program(&experiment, input)?;
                    Trial::start(crew, &experiment, &program, Keep::default()).map_err(|refusal| refusal.sentence)
                }))
            }
        };
    }

    fn looked(&mut self, errand: Errand<Option<Machine>>) {
        match errand.fetch() {
            None => self.stage = Stage::Looking(errand),
            Some(machine) => {
                let now_ms = self.now_ms();
                self.sweep.gauged(machine, now_ms);
            }
        }
    }

    fn now_ms(&self) -> f64 {
        now().saturating_sub(self.began) as f64 / 1e6
    }

    fn begun(&mut self, errand: Errand<Result<Trial, String>>, tell: &mut dyn FnMut(EngineEvent)) {
        match errand.fetch() {
            None => self.stage = Stage::Beginning(errand),
            Some(Ok(trial)) => {
                if self.why_early.is_some() {
                    trial.run().stop();
                }
                self.run = Some(trial.run().clone());
                self.stage = Stage::On(Box::new(trial));
            }
            Some(Err(sentence)) => {
                self.why_early = Some(sentence);
                tell(self.end());
            }
        }
    }

    fn watch(&mut self, trial: Box<Trial>, tell: &mut dyn FnMut(EngineEvent)) {
        if last_words::heard().is_some() {
            return tell(self.lost(last_words::of_a_dead_worker("")));
        }
        match trial.ended(&Limits::default()) {
            Some(Ending::Endless { thread, .. }) => tell(self.lost(format!("{thread} is in an endless loop."))),
            // A finished thread frees its place in the pool a moment later, and the next run needs that place.
            Some(ending) if ending == Ending::Deadlocked || trial.run().is_home() => {
                let environment = environment();
                self.stage = Stage::Reporting(Errand::send(move || trial.finish(&ending, environment)));
            }
            _ => self.stage = Stage::On(trial),
        }
    }

    fn fetch(&mut self, errand: Errand<Report>, tell: &mut dyn FnMut(EngineEvent)) {
        let now_ms = self.now_ms();
        let Some(run) = &self.run else { return };
        match errand.fetch() {
            None => self.stage = Stage::Reporting(errand),
            // A run that was told to stop says nothing of its point.
            Some(_) if self.why_early.is_some() => self.stage = Stage::GoingHome,
            Some(report) => {
                if let Measured::Point(lock, point) = self.sweep.record(&report, now_ms) {
                    let left_ms = self.sweep.left_ms();
                    tell(EngineEvent::Point {
                        id: self.id,
                        lock: lock.id().into(),
                        point,
                        left_ms,
                    });
                }
                // Only the threads of a deadlock are still away.
                run.stop();
                self.stage = Stage::GoingHome;
            }
        }
    }

    fn end(&mut self) -> EngineEvent {
        self.stage = Stage::Over;
        let curves = self.sweep.curves().iter().map(Curve::json).collect();
        let complaints = Some(self.sweep.complaints().join(" ")).filter(|complaints| !complaints.is_empty());
        EngineEvent::Swept {
            id: self.id,
            curves,
            message: self.why_early.take().or(complaints),
        }
    }
}
