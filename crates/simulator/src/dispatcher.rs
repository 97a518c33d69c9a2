//! The desk: takes orders, one at a time, and does long work in slices between them.

use crate::{
    book,
    checks::Checks,
    files,
    prediction_task::{PredictionRequest, PredictionTask},
    search_task::SearchTask,
    session::SteppingSession,
};
use catalogue::{Engine, Experiment};
use gloo_timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use lab::{InputCache, Settings, program};
use labs::Program;
use protocol::{Navigation, SimulatorCommand, SimulatorEvent};
use std::{cell::RefCell, sync::Arc};
use worker::{NO_BOOK, post};
use workloads::input::Input;

thread_local! {
    static DESK: RefCell<Dispatcher> = RefCell::new(Dispatcher::default());
}

#[derive(Default)]
struct Dispatcher {
    texts: InputCache,
    /// The book, once it was needed.
    book: Option<String>,
    open: Option<SteppingSession>,
    seek: Option<SearchTask>,
    foresee: Option<PredictionTask>,
    checks: Option<Checks>,
}

/// The most of a text that a prediction reads, in bytes: no run of it is longer.
const MOST_FORETOLD: u64 = 24_000_000;

/// What an order needs before it can be carried out.
enum Prerequisites {
    Nothing(Box<Program>, Arc<Input>),
    Book,
}

/// Begins to listen, and says so.
pub fn listen() {
    worker::listen(receive);
    post(&SimulatorEvent::Alive);
}

fn with<R>(act: impl FnOnce(&mut Dispatcher) -> R) -> R {
    DESK.with_borrow_mut(act)
}

fn receive(message: &Array) {
    let bytes = Uint8Array::new(&message.get(0)).to_vec();
    match protocol::decode::<SimulatorCommand>(&bytes) {
        Ok(SimulatorCommand::Text) => {
            if let Some(input) = files::read(&worker::of_message(message)) {
                with(|dispatcher| dispatcher.texts.set_own(input));
            }
        }
        Ok(order) => carry_out(order),
        Err(malformed) => post(&SimulatorEvent::Refused {
            id: 0,
            message: format!("{malformed}."),
        }),
    }
}

fn carry_out(order: SimulatorCommand) {
    match order {
        SimulatorCommand::Open { id, ref settings }
        | SimulatorCommand::Search { id, ref settings, .. }
        | SimulatorCommand::Predict { id, ref settings, .. } => {
            let mut experiment = read(settings);
            if let (SimulatorCommand::Predict { .. }, Ok(experiment)) = (&order, &mut experiment) {
                foretell(experiment);
            }
            match experiment.and_then(|experiment| Ok((with(|dispatcher| dispatcher.needs(&experiment))?, experiment)))
            {
                Ok((Prerequisites::Nothing(program, input), experiment)) => {
                    with(|dispatcher| dispatcher.begin(order, &experiment, &program, input));
                }
                Ok((Prerequisites::Book, _)) => book::fetch(move |book| read_on(book, order)),
                Err(message) => post(&SimulatorEvent::Refused { id, message }),
            }
        }
        SimulatorCommand::Go { id, navigation } => with(|dispatcher| dispatcher.go(id, navigation)),
        SimulatorCommand::Check { id } => {
            with(|dispatcher| dispatcher.checks = Some(Checks::start(id)));
            Timeout::new(0, check).forget();
        }
        SimulatorCommand::Stop => with(|dispatcher| {
            dispatcher.checks = None;
            dispatcher.end(true);
        }),
        SimulatorCommand::Ping | SimulatorCommand::Text => post(&SimulatorEvent::Alive),
    }
}

/// Goes on with an order that needed the book.
fn read_on(book: Option<String>, order: SimulatorCommand) {
    let (SimulatorCommand::Open { id, .. }
    | SimulatorCommand::Search { id, .. }
    | SimulatorCommand::Predict { id, .. }) = order
    else {
        return;
    };
    match book {
        Some(book) => {
            with(|dispatcher| dispatcher.book = Some(book));
            carry_out(order);
        }
        None => post(&SimulatorEvent::Refused {
            id,
            message: NO_BOOK.into(),
        }),
    }
}

/// The page checked what was typed; what is wrong here was meant for another version of it.
fn read(settings: &protocol::Settings) -> Result<Experiment, String> {
    let pairs = settings.iter().map(|(key, value)| (key.as_str(), value.as_str()));
    let (mut experiment, complaints) = Experiment::read(pairs);
    experiment.engine = Engine::Lockstep;
    match complaints.first() {
        Some(complaint) => Err(complaint.to_string()),
        None => Ok(experiment),
    }
}

/// What is foretold is a run on real threads, with their hurried network, and of no longer a text than can be played.
fn foretell(experiment: &mut Experiment) {
    experiment.engine = Engine::Threads;
    if experiment.lab.reads_text() {
        experiment.size = experiment.size.min(MOST_FORETOLD);
    }
}

impl Dispatcher {
    fn needs(&mut self, experiment: &Experiment) -> Result<Prerequisites, String> {
        let input = match self.texts.find(experiment)? {
            Ok(text) => text,
            Err(recipe) if recipe.wants_book() && self.book.is_none() => return Ok(Prerequisites::Book),
            Err(recipe) => {
                self.texts.forget();
                let text = Arc::new(recipe.make(self.book.as_deref().unwrap_or_default()));
                self.texts.keep(recipe, text.clone());
                text
            }
        };
        let program = program(experiment, input.clone())?;
        Ok(Prerequisites::Nothing(Box::new(program), input))
    }

    fn begin(&mut self, order: SimulatorCommand, experiment: &Experiment, program: &Program, input: Arc<Input>) {
        match order {
            SimulatorCommand::Open { id, .. } => self.open(id, experiment, program),
            SimulatorCommand::Search {
                id,
                reduction,
                preemptions,
                most,
                ..
            } => {
                let settings = Settings {
                    reduction,
                    preemptions,
                    schedules: Some(most),
                    ..Settings::default()
                };
                self.search(id, experiment, program, settings);
            }
            SimulatorCommand::Predict {
                id,
                threads,
                locks,
                cores,
                calibration,
                ..
            } => {
                let wanted = PredictionRequest {
                    id,
                    threads,
                    locks,
                    cores,
                    calibration,
                };
                self.foresee(experiment, input, wanted);
            }
            SimulatorCommand::Go { .. }
            | SimulatorCommand::Check { .. }
            | SimulatorCommand::Stop
            | SimulatorCommand::Text
            | SimulatorCommand::Ping => {}
        }
    }

    fn open(&mut self, id: u32, experiment: &Experiment, program: &Program) {
        self.open = None;
        match SteppingSession::start(id, experiment, program) {
            Ok((open, complaint)) => {
                let open = self.open.insert(open);
                post(&SimulatorEvent::Snapshot(Box::new(open.scene(complaint))));
            }
            Err(message) => post(&SimulatorEvent::Refused { id, message }),
        }
    }

    /// What was asked of a run that is no longer open is not answered.
    fn go(&mut self, id: u32, navigation: Navigation) {
        if let Some(open) = self.open.as_mut().filter(|open| open.id() == id) {
            let complaint = open.go(navigation);
            post(&SimulatorEvent::Snapshot(Box::new(open.scene(complaint))));
        }
    }

    fn search(&mut self, id: u32, experiment: &Experiment, program: &Program, settings: Settings) {
        let begins = self.seek.is_none();
        self.end(true);
        match SearchTask::start(id, experiment, program, settings) {
            Ok(seek) => {
                self.seek = Some(seek);
                if begins {
                    Timeout::new(0, slice).forget();
                }
            }
            Err(message) => post(&SimulatorEvent::Refused { id, message }),
        }
    }

    fn foresee(&mut self, experiment: &Experiment, input: Arc<Input>, wanted: PredictionRequest) {
        let id = wanted.id;
        match PredictionTask::start(experiment, input, wanted) {
            Ok(foresee) => {
                if self.foresee.replace(foresee).is_none() {
                    Timeout::new(0, foresee_on).forget();
                }
            }
            Err(message) => post(&SimulatorEvent::Refused { id, message }),
        }
    }

    /// Predicts for a moment; whether there is more to do.
    fn foresee_on(&mut self) -> bool {
        let Some(foresee) = &mut self.foresee else { return false };
        let more = foresee.advance(&mut |told| post(&told));
        if !more {
            post(&foresee.end());
            self.foresee = None;
        }
        more
    }

    fn end(&mut self, stopped: bool) {
        if let Some(seek) = self.seek.take() {
            post(&seek.end(stopped));
        }
    }

    /// Searches for a moment; whether there is more to do.
    fn advance(&mut self) -> bool {
        let Some(seek) = &mut self.seek else { return false };
        let more = seek.advance();
        post(&seek.progress());
        if !more {
            self.end(false);
        }
        more
    }
}

fn foresee_on() {
    if with(Dispatcher::foresee_on) {
        Timeout::new(0, foresee_on).forget();
    }
}

fn slice() {
    if with(Dispatcher::advance) {
        Timeout::new(0, slice).forget();
    }
}

fn check() {
    let told = with(|dispatcher| dispatcher.checks.as_mut().and_then(Checks::advance));
    if let Some(told) = told {
        post(&told);
        Timeout::new(0, check).forget();
    }
}
