//! The coordinator: takes programs, looks at what runs about once a frame, and never waits.

use engine_host::{Desk, LOOK_MS, PoolTask, Running, panic_message, refuse};
use js_sys::{Array, Promise};
use lab::{Ending, Limits, RecordOptions, StartError, ThreadRun};
use program_lab::{Crowded, Own, read};
use protocol::{EngineCommand, EngineEvent, EngineState, MOST_SECONDS, Settings};
use std::{cell::RefCell, sync::Arc, time::Duration};
use threads::ThreadPool;
use wasm_bindgen_futures::spawn_local;
use worker::post;

use crate::init_thread_pool;

thread_local! {
    static COORDINATOR: RefCell<Coordinator> = RefCell::new(Coordinator::default());
}

#[derive(Default)]
struct Coordinator {
    pool: Option<Arc<dyn ThreadPool>>,
    /// Threads of the pool.
    size: u16,
    doing: CurrentJob,
    /// Whether a look at what is done is due already.
    looking: bool,
}

#[derive(Default)]
enum CurrentJob {
    #[default]
    Nothing,
    /// A program is being compiled and set up.
    Starting {
        id: u32,
        begun: Begun,
        /// Whether it was told to stop meanwhile.
        stopped: bool,
    },
    Running {
        id: u32,
        running: Box<Running>,
        crowded: Crowded,
    },
}

type Begun = PoolTask<Result<(ThreadRun, Crowded), StartError>>;

/// Bytes that a program may use before MemoryError, beyond what the engine has then: with what is left over from programs before it and the stacks
/// of the largest pool, that stays below the 512 MiB that the memory may grow to.
const MEMORY: usize = 256 << 20;
/// The memory never shrinks: an engine that has grown to so many bytes makes room for another.
const WORN: u64 = 192 << 20;
/// The largest pool.
const MOST_THREADS: u16 = 64;

/// The coordinator as the loop sees it.
#[derive(Clone, Copy)]
pub struct Here;

impl Desk for Here {
    fn pool(self, threads: usize) -> Promise {
        init_thread_pool(threads)
    }

    fn has(self, pool: Arc<dyn ThreadPool>) {
        with(|coordinator| {
            coordinator.size = u16::try_from(pool.free()).unwrap_or(u16::MAX);
            coordinator.pool = Some(pool);
        });
    }

    fn take(self, job: EngineCommand) {
        with(|coordinator| coordinator.take(job));
    }

    fn stop(self) {
        with(Coordinator::stop);
    }

    fn read(self, _: &Array) {}

    fn lose(self, event: &str) {
        with(|coordinator| coordinator.lose(event));
    }
}

fn with<R>(act: impl FnOnce(&mut Coordinator) -> R) -> R {
    COORDINATOR.with_borrow_mut(act)
}

/// What the program's file is called where nobody says otherwise.
const FILE: &str = "program.py";

impl Coordinator {
    fn take(&mut self, job: EngineCommand) {
        let EngineCommand::Run {
            id,
            settings,
            record,
            source,
            ..
        } = job
        else {
            return;
        };
        if !matches!(self.doing, CurrentJob::Nothing) {
            return refuse(id, "Something is running already: stop it first.".into(), None);
        }
        match self.begin(settings, source, record) {
            Ok(begun) => {
                let stopped = false;
                self.doing = CurrentJob::Starting { id, begun, stopped };
                self.look();
            }
            Err(sentence) => refuse(id, sentence, None),
        }
    }

    fn begin(&self, settings: Settings, source: Option<String>, record: bool) -> Result<Begun, String> {
        let pool = self.pool.clone().ok_or("The threads are still starting.")?;
        let source = source.ok_or("There is no program to run.")?;
        let experiment = read(settings.iter().map(|(key, value)| (key.as_str(), value.as_str())))?;
        let keep = RecordOptions {
            events: record,
            order: false,
        };
        Ok(PoolTask::spawn(move || {
            let most = u32::try_from(pool.free()).unwrap_or(u32::MAX);
            let own = Own::new(&source, vec![FILE.into()], &experiment, most)?.within(MEMORY);
            let crowded = own.crowded();
            Ok((ThreadRun::start(pool, &experiment, &own, keep)?, crowded))
        }))
    }

    fn look(&mut self) {
        if !std::mem::replace(&mut self.looking, true) {
            spawn_local(engine_host::look(|| LOOK_MS, || with(Coordinator::step)));
        }
    }

    /// Looks once: whether the page was told something, and whether there is more to look at.
    fn step(&mut self) -> (bool, bool) {
        let told = match std::mem::take(&mut self.doing) {
            CurrentJob::Starting { id, begun, stopped } => self.begun(id, begun, stopped),
            CurrentJob::Running { id, crowded, .. } if self.is_too_small(&crowded) => {
                let sentence = "The program starts more threads than there are Workers for.".into();
                refuse(id, sentence, Some(MOST_THREADS));
                true
            }
            CurrentJob::Running { id, running, crowded } => self.watch(id, running, crowded),
            CurrentJob::Nothing => false,
        };
        self.looking = match &self.doing {
            CurrentJob::Nothing => false,
            CurrentJob::Running { running, .. } => !running.is_stuck(),
            CurrentJob::Starting { .. } => true,
        };
        (told, self.looking)
    }

    /// A larger pool can do it: the page begins anew with one.
    fn is_too_small(&self, crowded: &Crowded) -> bool {
        self.size < MOST_THREADS && crowded()
    }

    fn begun(&mut self, id: u32, begun: Begun, stopped: bool) -> bool {
        match begun.try_take() {
            Some(Ok((thread_run, crowded))) => {
                let limits = Limits {
                    whole: Some(Duration::from_secs(MOST_SECONDS)),
                    ..Limits::default()
                };
                let running = Box::new(Running::new(id, thread_run, limits));
                if stopped {
                    running.stop();
                }
                self.doing = CurrentJob::Running { id, running, crowded };
                false
            }
            Some(Err(refusal)) => {
                let needed = refusal.needs_threads.map(|threads| threads as u16);
                refuse(id, refusal.sentence, needed);
                true
            }
            None => {
                self.doing = CurrentJob::Starting { id, begun, stopped };
                false
            }
        }
    }

    fn watch(&mut self, id: u32, mut running: Box<Running>, crowded: Crowded) -> bool {
        let news: Vec<EngineEvent> = running.progress().into_iter().chain(running.step()).collect();
        let told = !news.is_empty();
        news.into_iter().map(worn_out).for_each(|news| post(&news));
        if !running.is_over() {
            self.doing = CurrentJob::Running { id, running, crowded };
        }
        told
    }

    fn stop(&mut self) {
        match &mut self.doing {
            CurrentJob::Running { running, .. } => running.stop(),
            CurrentJob::Starting { stopped, .. } => *stopped = true,
            CurrentJob::Nothing => return,
        }
        self.look();
    }

    /// A Worker of the pool is dead: with it, perhaps, locks are held for ever.
    fn lose(&mut self, event: &str) {
        let message = panic_message::of_a_dead_worker(event);
        let news = match &mut self.doing {
            CurrentJob::Running { running, .. } => running.lost(&Ending::Crashed(message)),
            CurrentJob::Starting { .. } | CurrentJob::Nothing => EngineEvent::Failed { message },
        };
        self.doing = CurrentJob::Nothing;
        post(&news);
    }
}

/// An engine whose memory has grown large is of no more use after a run: the page starts another.
fn worn_out(news: EngineEvent) -> EngineEvent {
    match news {
        EngineEvent::Ended {
            id,
            report,
            graph,
            after: EngineState::Idle,
        } if threads::memory().used > WORN => EngineEvent::Ended {
            id,
            report,
            graph,
            after: EngineState::Unusable,
        },
        news => news,
    }
}
