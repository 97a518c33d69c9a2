//! The coordinator: takes jobs, looks at what runs about once a frame, and never waits.

use crate::{init_thread_pool, own_text, sweeping::Sweeping};
use catalogue::{Engine, Experiment, Lock};
use engine_host::{Desk, Errand, LOOK_MS, Running, last_words, refuse};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Promise};
use lab::{Calibration, Ending, Keep, Limits, Pace, Recipe, Refusal, Sweep, Texts, Trial, free_cores, program};
use labs::Program;
use protocol::{EngineCommand, EngineEvent, Settings, TextStatus};
use std::{cell::RefCell, sync::Arc};
use threads::Crew;
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
    crew: Option<Arc<dyn Crew>>,
    texts: Texts,
    /// The book, once it was needed.
    book: Option<Arc<str>>,
    doing: Doing,
    /// Whether a look at what is done is due already.
    looking: bool,
}

#[derive(Default)]
enum Doing {
    #[default]
    Nothing,
    /// The book is being fetched for the job.
    Fetching(EngineCommand),
    /// A text is being made, so that the job after it starts at once.
    Preparing(Errand<(Recipe, Input)>, EngineCommand),
    /// A run is being set up: some programs make or read a lot first.
    Starting {
        id: u32,
        begun: Errand<Result<Trial, Refusal>>,
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

    fn has(self, crew: Arc<dyn Crew>) {
        with(|coordinator| coordinator.crew = Some(crew));
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
        Ok(errand) => {
            let input = loop {
                match errand.fetch() {
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
    let pause = || match with(|coordinator| matches!(coordinator.doing, Doing::Sweeping(_))) {
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
        if !matches!(self.doing, Doing::Nothing) {
            return refuse(id, "Something is running already: stop it first.".into(), None);
        }
        match self.begin(job) {
            Ok(doing) => {
                if matches!(doing, Doing::Fetching(_)) {
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

    fn begin(&mut self, job: EngineCommand) -> Result<Doing, (String, Option<u16>)> {
        let crew = self
            .crew
            .clone()
            .ok_or_else(|| ("The threads are still starting.".to_string(), None))?;
        let (EngineCommand::Run { settings, .. } | EngineCommand::Sweep { settings, .. }) = &job else {
            return Ok(Doing::Nothing);
        };
        let experiment = read(settings).map_err(plain)?;
        let text = match self.texts.find(&experiment).map_err(plain)? {
            Ok(text) => text,
            Err(recipe) => {
                let book = match &self.book {
                    None if recipe.wants_book() => return Ok(Doing::Fetching(job)),
                    book => book.clone().unwrap_or_default(),
                };
                self.texts.forget();
                return Ok(Doing::Preparing(
                    Errand::send(move || (recipe, recipe.make(&book))),
                    job,
                ));
            }
        };
        match job {
            EngineCommand::Run { id, record, order, .. } => {
                let keep = Keep { events: record, order };
                let cores = environment().hardware_threads as u32;
                let begun = Errand::send(move || {
                    let program = program(&experiment, text)?;
                    let machine = free_cores(&crew, cores);
                    Trial::start(crew, &experiment, &program, keep).map(|trial| trial.noting(machine))
                });
                Ok(Doing::Starting {
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
                if needed as usize > crew.free() {
                    return Err((
                        format!("This sweep needs {needed} threads at the same time."),
                        Some(needed as u16),
                    ));
                }
                let cores = environment().hardware_threads as u32;
                let calibration = Calibration::new(&experiment, text.clone(), cores, &locks);
                let pace = runs.map_or(Pace::Patience, Pace::Runs);
                let sweep = Sweep::new(&experiment, text, &threads, &locks, pace);
                Ok(Doing::Sweeping(Box::new(Sweeping::new(id, calibration, sweep, cores))))
            }
            _ => Ok(Doing::Nothing),
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
            Doing::Preparing(errand, job) => match errand.fetch() {
                Some((recipe, text)) => {
                    self.texts.keep(recipe, Arc::new(text));
                    self.take(job);
                }
                None => self.doing = Doing::Preparing(errand, job),
            },
            Doing::Starting { id, begun, stopped } => match begun.fetch() {
                Some(Ok(trial)) => {
                    let running = Running::new(id, trial, Limits::default());
                    if stopped {
                        running.stop();
                    }
                    self.doing = Doing::Running(running);
                }
                Some(Err(Refusal {
                    sentence,
                    needs_threads,
                })) => refuse(id, sentence, needs_threads.map(|threads| threads as u16)),
                None => self.doing = Doing::Starting { id, begun, stopped },
            },
            Doing::Running(mut running) => {
                running.progress().into_iter().for_each(&mut tell);
                running.step().into_iter().for_each(&mut tell);
                if !running.is_over() {
                    self.doing = Doing::Running(running);
                }
            }
            Doing::Sweeping(mut sweeping) => {
                if let Some(crew) = self.crew.clone() {
                    sweeping.step(&crew, &mut tell);
                }
                if !sweeping.is_over() {
                    self.doing = Doing::Sweeping(sweeping);
                }
            }
            waiting @ (Doing::Fetching(_) | Doing::Nothing) => self.doing = waiting,
        }
        self.looking = match &self.doing {
            Doing::Nothing => false,
            Doing::Running(running) => !running.is_stuck(),
            Doing::Fetching(_) | Doing::Preparing(..) | Doing::Starting { .. } | Doing::Sweeping(_) => true,
        };
        (told, self.looking)
    }

    fn stop(&mut self) {
        match &mut self.doing {
            Doing::Running(running) => running.stop(),
            Doing::Sweeping(sweeping) => sweeping.stop(),
            Doing::Starting { stopped, .. } => *stopped = true,
            // A text that is being made is small work; the run after it is not begun.
            Doing::Preparing(_, job) | Doing::Fetching(job) => *job = EngineCommand::Stop,
            Doing::Nothing => {}
        }
        if !matches!(self.doing, Doing::Nothing) && !std::mem::replace(&mut self.looking, true) {
            look();
        }
    }

    /// A Worker of the pool is dead: with it, perhaps, locks are held for ever.
    fn lose(&mut self, event: &str) {
        let message = last_words::of_a_dead_worker(event);
        let news = match &mut self.doing {
            Doing::Running(running) => running.lost(&Ending::Crashed(message)),
            Doing::Sweeping(sweeping) => sweeping.lost(message),
            Doing::Fetching(_) | Doing::Preparing(..) | Doing::Starting { .. } | Doing::Nothing => {
                EngineEvent::Failed { message }
            }
        };
        self.doing = Doing::Nothing;
        post(&news);
    }

    /// The book has come, or has not.
    fn open_book(&mut self, id: u32, book: Result<String, String>) {
        let Doing::Fetching(job) = std::mem::take(&mut self.doing) else {
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
