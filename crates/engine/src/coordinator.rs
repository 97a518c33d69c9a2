//! The coordinator: takes jobs, looks at what runs about once a frame, and never waits.

use crate::{init_thread_pool, own_text, sweeping::Sweeping};
use catalogue::{Engine, Experiment, Lock};
use engine_host::{Desk, LOOK_MS, PoolTask, Running, panic_message, refuse};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Promise};
use lab::{
    Ending, InputCache, InputSpec, Limits, Pace, RecordOptions, StartError, Sweep, ThreadRun, free_cores, program,
};
use labs::Program;
use predict::Calibrator;
use protocol::{EngineCommand, EngineEvent, Settings, TextStatus};
use std::{cell::RefCell, sync::Arc};
use threads::ThreadPool;
use wasm_bindgen_futures::spawn_local;
use worker::{environment, post};
use workloads::input::Input;

/// Between two looks at a sweep: its runs are short, and nobody watches them.
const SWEEP_MS: u32 = 4;

thread_local! {
    static COORDINATOR: RefCell<Coordinator> = RefCell::new(Coordinator::default());
}

#[derive(Default)]
struct Coordinator {
    pool: Option<Arc<dyn ThreadPool>>,
    texts: InputCache,
    /// The book, once it was needed.
    book: Option<Arc<str>>,
    doing: CurrentJob,
    /// Whether a look at what is done is due already.
    looking: bool,
}

#[derive(Default)]
enum CurrentJob {
    #[default]
    Nothing,
    /// The book is being fetched for the job.
    Fetching(EngineCommand),
    /// A text is being made, so that the job after it starts at once.
    Preparing(PoolTask<(InputSpec, Input)>, EngineCommand),
    /// A run is being set up: some programs make or read a lot first.
    Starting {
        id: u32,
        begun: PoolTask<Result<ThreadRun, StartError>>,
        /// Whether it was told to stop meanwhile.
        stopped: bool,
    },
    Running(Running),
    Sweeping(Box<Sweeping>),
}

/// The coordinator as the loop sees it.
#[derive(Clone, Copy)]
pub struct Here;

impl Desk for Here {
    fn pool(self, threads: usize) -> Promise {
        init_thread_pool(threads)
    }

    fn has(self, pool: Arc<dyn ThreadPool>) {
        with(|coordinator| coordinator.pool = Some(pool));
    }

    fn take(self, job: EngineCommand) {
        with(|coordinator| coordinator.take(job));
    }

    fn stop(self) {
        with(Coordinator::stop);
    }

    fn read(self, message: &Array) {
        spawn_local(read_text(worker::of_message(message)));
    }

    fn lose(self, event: &str) {
        with(|coordinator| coordinator.lose(event));
    }
}

fn with<R>(act: impl FnOnce(&mut Coordinator) -> R) -> R {
    COORDINATOR.with_borrow_mut(act)
}

async fn read_text(files: Vec<web_sys::File>) {
    let sentence = |sentence| post(&EngineEvent::Text(TextStatus::Refused { sentence }));
    match own_text::read(&files).await {
        Err(why) => sentence(why),
        Ok(pool_task) => {
            let input = loop {
                match pool_task.try_take() {
                    Some(input) => break input,
                    None => TimeoutFuture::new(LOOK_MS).await,
                }
            };
            post(&EngineEvent::Text(with(|coordinator| coordinator.own(input, &files))));
        }
    }
}

async fn fetch_book(id: u32) {
    let book = crate::book::fetch().await;
    with(|coordinator| coordinator.open_book(id, book));
}

/// Looks again and again for as long as there is something to look at.
fn look() {
    let pause = || match with(|coordinator| matches!(coordinator.doing, CurrentJob::Sweeping(_))) {
        true => SWEEP_MS,
        false => LOOK_MS,
    };
    spawn_local(engine_host::look(pause, || with(Coordinator::step)));
}

impl Coordinator {
    fn take(&mut self, job: EngineCommand) {
        let (EngineCommand::Run { id, .. } | EngineCommand::Sweep { id, .. }) = &job else {
            return;
        };
        let id = *id;
        if !matches!(self.doing, CurrentJob::Nothing) {
            return refuse(id, "Something is running already: stop it first.".into(), None);
        }
        match self.begin(job) {
            Ok(doing) => {
                if matches!(doing, CurrentJob::Fetching(_)) {
                    spawn_local(fetch_book(id));
                }
                self.doing = doing;
            }
            Err((sentence, needs_threads)) => return refuse(id, sentence, needs_threads),
        }
        if !std::mem::replace(&mut self.looking, true) {
            look();
        }
    }

    fn begin(&mut self, job: EngineCommand) -> Result<CurrentJob, (String, Option<u16>)> {
        let pool = self
            .pool
            .clone()
            .ok_or_else(|| ("The threads are still starting.".to_string(), None))?;
        let (EngineCommand::Run { settings, .. } | EngineCommand::Sweep { settings, .. }) = &job else {
            return Ok(CurrentJob::Nothing);
        };
        let experiment = read(settings).map_err(plain)?;
        let text = match self.texts.find(&experiment).map_err(plain)? {
            Ok(text) => text,
            Err(spec) => {
                let book = match &self.book {
                    None if spec.wants_book() => return Ok(CurrentJob::Fetching(job)),
                    book => book.clone().unwrap_or_default(),
                };
                self.texts.forget();
                return Ok(CurrentJob::Preparing(
                    PoolTask::spawn(move || (spec, spec.make(&book))),
                    job,
                ));
            }
        };
        match job {
            EngineCommand::Run { id, record, order, .. } => {
                let keep = RecordOptions { events: record, order };
                let cores = environment().hardware_threads as u32;
                let begun = PoolTask::spawn(move || {
                    let program = program(&experiment, text)?;
                    let machine = free_cores(&pool, cores);
                    ThreadRun::start(pool, &experiment, &program, keep).map(|thread_run| thread_run.noting(machine))
                });
                Ok(CurrentJob::Starting {
                    id,
                    begun,
                    stopped: false,
                })
            }
            EngineCommand::Sweep {
                id,
                threads,
                locks,
                runs,
                ..
            } => {
                let locks: Result<Vec<_>, _> = locks.iter().map(|lock| Lock::read(lock)).collect();
                let locks = locks.map_err(|complaint| plain(complaint.to_string()))?;
                let most = Experiment {
                    threads: threads.last().copied().unwrap_or(1),
                    ..experiment.clone()
                };
                let needed = program(&most, text.clone())
                    .map(|program: Program| program.threads())
                    .map_err(plain)?;
                if needed as usize > pool.free() {
                    return Err((
                        format!("This sweep needs {needed} threads at the same time."),
                        Some(needed as u16),
                    ));
                }
                let cores = environment().hardware_threads as u32;
                let calibration = Calibrator::new(&experiment, text.clone(), cores, &locks);
                let pace = runs.map_or(Pace::Patience, Pace::Runs);
                let sweep = Sweep::new(&experiment, text, &threads, &locks, pace);
                Ok(CurrentJob::Sweeping(Box::new(Sweeping::new(
                    id,
                    calibration,
                    sweep,
                    cores,
                ))))
            }
            _ => Ok(CurrentJob::Nothing),
        }
    }

    /// Looks once: whether the page was told something, and whether there is more to look at.
    fn step(&mut self) -> (bool, bool) {
        let mut told = false;
        let mut tell = |news: EngineEvent| {
            told = true;
            post(&news);
        };
        match std::mem::take(&mut self.doing) {
            CurrentJob::Preparing(pool_task, job) => match pool_task.try_take() {
                Some((spec, text)) => {
                    self.texts.keep(spec, Arc::new(text));
                    self.take(job);
                }
                None => self.doing = CurrentJob::Preparing(pool_task, job),
            },
            CurrentJob::Starting { id, begun, stopped } => match begun.try_take() {
                Some(Ok(thread_run)) => {
                    let running = Running::new(id, thread_run, Limits::default());
                    if stopped {
                        running.stop();
                    }
                    self.doing = CurrentJob::Running(running);
                }
                Some(Err(StartError {
                    sentence,
                    needs_threads,
                })) => refuse(id, sentence, needs_threads.map(|threads| threads as u16)),
                None => self.doing = CurrentJob::Starting { id, begun, stopped },
            },
            CurrentJob::Running(mut running) => {
                running.progress().into_iter().for_each(&mut tell);
                running.step().into_iter().for_each(&mut tell);
                if !running.is_over() {
                    self.doing = CurrentJob::Running(running);
                }
            }
            CurrentJob::Sweeping(mut sweeping) => {
                if let Some(pool) = self.pool.clone() {
                    sweeping.step(&pool, &mut tell);
                }
                if !sweeping.is_over() {
                    self.doing = CurrentJob::Sweeping(sweeping);
                }
            }
            waiting @ (CurrentJob::Fetching(_) | CurrentJob::Nothing) => self.doing = waiting,
        }
        self.looking = match &self.doing {
            CurrentJob::Nothing => false,
            CurrentJob::Running(running) => !running.is_stuck(),
            CurrentJob::Fetching(_)
            | CurrentJob::Preparing(..)
            | CurrentJob::Starting { .. }
            | CurrentJob::Sweeping(_) => true,
        };
        (told, self.looking)
    }

    fn stop(&mut self) {
        match &mut self.doing {
            CurrentJob::Running(running) => running.stop(),
            CurrentJob::Sweeping(sweeping) => sweeping.stop(),
            CurrentJob::Starting { stopped, .. } => *stopped = true,
            // A text that is being made is small work; the run after it is not begun.
            CurrentJob::Preparing(_, job) | CurrentJob::Fetching(job) => *job = EngineCommand::Stop,
            CurrentJob::Nothing => {}
        }
        if !matches!(self.doing, CurrentJob::Nothing) && !std::mem::replace(&mut self.looking, true) {
            look();
        }
    }

    /// A Worker of the pool is dead: with it, perhaps, locks are held for ever.
    fn lose(&mut self, event: &str) {
        let message = panic_message::of_a_dead_worker(event);
        let news = match &mut self.doing {
            CurrentJob::Running(running) => running.lost(&Ending::Crashed(message)),
            CurrentJob::Sweeping(sweeping) => sweeping.lost(message),
            CurrentJob::Fetching(_) | CurrentJob::Preparing(..) | CurrentJob::Starting { .. } | CurrentJob::Nothing => {
                EngineEvent::Failed { message }
            }
        };
        self.doing = CurrentJob::Nothing;
        post(&news);
    }

    /// The book has come, or has not.
    fn open_book(&mut self, id: u32, book: Result<String, String>) {
        let CurrentJob::Fetching(job) = std::mem::take(&mut self.doing) else {
            return;
        };
        match book {
            Ok(book) => {
                self.book = Some(book.into());
                self.take(job);
            }
            Err(sentence) => refuse(id, sentence, None),
        }
    }

    fn own(&mut self, read: own_text::Read, files: &[web_sys::File]) -> TextStatus {
        let own_text::Read { input, oddities } = read;
        let news = worker::read(files, &input, &oddities);
        self.texts.set_own(input);
        news
    }
}

fn read(settings: &Settings) -> Result<Experiment, String> {
    let pairs = settings.iter().map(|(key, value)| (key.as_str(), value.as_str()));
    let (experiment, complaints) = Experiment::read(pairs);
    if experiment.engine != Engine::Threads {
        return Err("This engine runs real threads; lockstep runs in the simulator.".into());
    }
    complaints
        .first()
        .map_or(Ok(experiment), |complaint| Err(complaint.to_string()))
}

fn plain(sentence: String) -> (String, Option<u16>) {
    (sentence, None)
}
