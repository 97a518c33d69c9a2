//! A sweep: first what a few small things take, then one unrecorded run after the other, point by point.

use engine_host::{PoolTask, panic_message};
use lab::{Ending, Limits, Measured, Next, RecordOptions, Sweep, ThreadRun, free_cores, program};
use predict::Calibrator;
use protocol::EngineEvent;
use std::sync::Arc;
use threads::{Run, ThreadPool, now};
use trace::{Curve, MachineLoad, Report};
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
    Calibrating(Box<Calibrator>),
    /// The lab's own run is being set up; with it comes whether there was one left.
    Gauging(PoolTask<(Box<Calibrator>, bool)>),
    Between,
    /// Threads look how many cores are free.
    Looking(PoolTask<Option<MachineLoad>>),
    /// The next run is being set up.
    Beginning(PoolTask<Result<ThreadRun, String>>),
    On(Box<ThreadRun>),
    Reporting(PoolTask<Report>),
    GoingHome,
    Over,
}

impl Sweeping {
    /// Begins the sweep as the page's job `id`, on a machine with so many cores, with a calibration of the same lab.
    pub fn new(id: u32, calibration: Calibrator, sweep: Sweep, cores: u32) -> Self {
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
    pub fn step(&mut self, pool: &Arc<dyn ThreadPool>, tell: &mut dyn FnMut(EngineEvent)) {
        match std::mem::replace(&mut self.stage, Stage::Between) {
            Stage::Calibrating(calibration) => self.calibrate(calibration, pool, tell),
            Stage::Gauging(pool_task) => self.gauge(pool_task, tell),
            Stage::Between => self.begin(pool, tell),
            Stage::Looking(pool_task) => self.looked(pool_task),
            Stage::Beginning(pool_task) => self.begun(pool_task, tell),
            Stage::On(thread_run) => self.watch(thread_run, tell),
            Stage::Reporting(pool_task) => self.fetch(pool_task, tell),
            Stage::GoingHome if self.run.as_ref().is_some_and(|run| !run.is_joined()) => self.stage = Stage::GoingHome,
            Stage::GoingHome => self.begin(pool, tell),
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
        mut calibration: Box<Calibrator>,
        pool: &Arc<dyn ThreadPool>,
        tell: &mut dyn FnMut(EngineEvent),
    ) {
        if panic_message::heard().is_some() {
            return tell(self.lost(panic_message::of_a_dead_worker("")));
        }
        if calibration.goes_on() {
            self.stage = Stage::Calibrating(calibration);
        } else if calibration.takes_a_while() {
            let pool = pool.clone();
            self.stage = Stage::Gauging(PoolTask::spawn(move || {
                let more = calibration.begin_next(&pool);
                (calibration, more)
            }));
        } else {
            let more = calibration.begin_next(pool);
            self.calibrated(calibration, more, tell);
        }
    }

    fn gauge(&mut self, pool_task: PoolTask<(Box<Calibrator>, bool)>, tell: &mut dyn FnMut(EngineEvent)) {
        match pool_task.try_take() {
            None => self.stage = Stage::Gauging(pool_task),
            Some((mut calibration, more)) => {
                if self.why_early.is_some() {
                    calibration.stop();
                }
                self.calibrated(calibration, more, tell);
            }
        }
    }

    fn calibrated(&mut self, calibration: Box<Calibrator>, more: bool, tell: &mut dyn FnMut(EngineEvent)) {
        if more {
            self.stage = Stage::Calibrating(calibration);
        } else if self.why_early.is_none() {
            tell(EngineEvent::Calibration {
                id: self.id,
                calibration: calibration.result(),
            });
        }
    }

    fn begin(&mut self, pool: &Arc<dyn ThreadPool>, tell: &mut dyn FnMut(EngineEvent)) {
        let next = if self.why_early.is_some() {
            None
        } else {
            self.sweep.next()
        };
        let pool = pool.clone();
        self.stage = match next {
            None => return tell(self.end()),
            Some(Next::Gauge) => {
                let cores = self.cores;
                Stage::Looking(PoolTask::spawn(move || free_cores(&pool, cores)))
            }
            Some(Next::Run(experiment)) => {
                let input = self.sweep.input(&experiment);
                Stage::Beginning(PoolTask::spawn(move || {
                    let program = program(&experiment, input)?;
                    ThreadRun::start(pool, &experiment, &program, RecordOptions::default())
                        .map_err(|refusal| refusal.sentence)
                }))
            }
        };
    }

    fn looked(&mut self, pool_task: PoolTask<Option<MachineLoad>>) {
        match pool_task.try_take() {
            None => self.stage = Stage::Looking(pool_task),
            Some(machine) => {
                let now_ms = self.now_ms();
                self.sweep.gauged(machine, now_ms);
            }
        }
    }

    fn now_ms(&self) -> f64 {
        now().saturating_sub(self.began) as f64 / 1e6
    }

    fn begun(&mut self, pool_task: PoolTask<Result<ThreadRun, String>>, tell: &mut dyn FnMut(EngineEvent)) {
        match pool_task.try_take() {
            None => self.stage = Stage::Beginning(pool_task),
            Some(Ok(thread_run)) => {
                if self.why_early.is_some() {
                    thread_run.run().stop();
                }
                self.run = Some(thread_run.run().clone());
                self.stage = Stage::On(Box::new(thread_run));
            }
            Some(Err(sentence)) => {
                self.why_early = Some(sentence);
                tell(self.end());
            }
        }
    }

    fn watch(&mut self, thread_run: Box<ThreadRun>, tell: &mut dyn FnMut(EngineEvent)) {
        if panic_message::heard().is_some() {
            return tell(self.lost(panic_message::of_a_dead_worker("")));
        }
        match thread_run.ended(&Limits::default()) {
            Some(Ending::Endless { thread, .. }) => tell(self.lost(format!("{thread} is in an endless loop."))),
            // A finished thread frees its place in the pool a moment later, and the next run needs that place.
            Some(ending) if ending == Ending::Deadlocked || thread_run.run().is_joined() => {
                let environment = environment();
                self.stage = Stage::Reporting(PoolTask::spawn(move || thread_run.finish(&ending, environment)));
            }
            _ => self.stage = Stage::On(thread_run),
        }
    }

    fn fetch(&mut self, pool_task: PoolTask<Report>, tell: &mut dyn FnMut(EngineEvent)) {
        let now_ms = self.now_ms();
        let Some(run) = &self.run else { return };
        match pool_task.try_take() {
            None => self.stage = Stage::Reporting(pool_task),
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
