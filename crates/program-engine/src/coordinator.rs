//! The coordinator: takes programs, looks at what runs about once a frame, and never waits.

use std::{cell::RefCell, sync::Arc};

use engine_host::{Desk, Errand, LOOK_MS, Running, last_words, refuse};
use js_sys::{Array, Promise};
use lab::{Ending, Keep, Refusal, Trial};
use program_lab::{Own, read};
use protocol::{Job, News, Settings};
use threads::Crew;
use wasm_bindgen_futures::spawn_local;
use worker::post;

use crate::init_thread_pool;

thread_local! {
    static COORDINATOR: RefCell<Coordinator> = RefCell::new(Coordinator::default());
}

#[derive(Default)]
struct Coordinator {
    crew: Option<Arc<dyn Crew>>,
    doing: Doing,
    /// Whether a look at what is done is due already.
    looking: bool,
}

#[derive(Default)]
enum Doing {
    #[default]
    Nothing,
    /// A program is being compiled and set up.
    Starting {
        id: u32,
        begun: Errand<Result<Trial, Refusal>>,
        /// Whether it was told to stop meanwhile.
        stopped: bool,
    },
    Running(Box<Running>),
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

    fn take(self, job: Job) {
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
    fn take(&mut self, job: Job) {
        let Job::Run {
            id,
            settings,
            record,
            source,
            ..
        } = job
        else {
            return;
        };
        if !matches!(self.doing, Doing::Nothing) {
            return refuse(id, "Something is running already: stop it first.".into(), None);
        }
        match self.begin(settings, source, record) {
            Ok(begun) => {
                let stopped = false;
                self.doing = Doing::Starting { id, begun, stopped };
                self.look();
            }
            Err(sentence) => refuse(id, sentence, None),
        }
    }

    fn begin(
        &self,
        settings: Settings,
        source: Option<String>,
        record: bool,
    ) -> Result<Errand<Result<Trial, Refusal>>, String> {
        let crew = self.crew.clone().ok_or("The threads are still starting.")?;
        let source = source.ok_or("There is no program to run.")?;
        let experiment = read(settings.iter().map(|(key, value)| (key.as_str(), value.as_str())))?;
        let keep = Keep {
            events: record,
            order: false,
        };
        Ok(Errand::send(move || {
            let most = u32::try_from(crew.free()).unwrap_or(u32::MAX);
            let own = Own::new(&source, vec![FILE.into()], &experiment, most)?;
            Trial::start(crew, &experiment, &own, keep)
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
            Doing::Starting { id, begun, stopped } => self.begun(id, begun, stopped),
            Doing::Running(running) => self.watch(running),
            Doing::Nothing => false,
        };
        self.looking = match &self.doing {
            Doing::Nothing => false,
            Doing::Running(running) => !running.is_stuck(),
            Doing::Starting { .. } => true,
        };
        (told, self.looking)
    }

    fn begun(&mut self, id: u32, begun: Errand<Result<Trial, Refusal>>, stopped: bool) -> bool {
        match begun.fetch() {
            Some(Ok(trial)) => {
                let running = Running::new(id, trial);
                if stopped {
                    running.stop();
                }
                self.doing = Doing::Running(Box::new(running));
                false
            }
            Some(Err(refusal)) => {
                refuse(
                    id,
                    refusal.sentence,
                    refusal.needs_threads.map(|threads| threads as u16),
                );
                true
            }
            None => {
                self.doing = Doing::Starting { id, begun, stopped };
                false
            }
        }
    }

    fn watch(&mut self, mut running: Box<Running>) -> bool {
        let news: Vec<News> = running.progress().into_iter().chain(running.step()).collect();
        news.iter().for_each(post);
        if !running.is_over() {
            self.doing = Doing::Running(running);
        }
        !news.is_empty()
    }

    fn stop(&mut self) {
        match &mut self.doing {
            Doing::Running(running) => running.stop(),
            Doing::Starting { stopped, .. } => *stopped = true,
            Doing::Nothing => return,
        }
        self.look();
    }

    /// A Worker of the pool is dead: with it, perhaps, locks are held for ever.
    fn lose(&mut self, event: &str) {
        let message = last_words::of_a_dead_worker(event);
        let news = match &mut self.doing {
            Doing::Running(running) => running.lost(&Ending::Crashed(message)),
            Doing::Starting { .. } | Doing::Nothing => News::Failed { message },
        };
        self.doing = Doing::Nothing;
        post(&news);
    }
}
