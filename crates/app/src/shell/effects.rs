//! Carries out what the model wants done.

use super::{address::AddressBar, clipboard, dom, host::Host, kept::Kept, listings::Fetched, picture};
use crate::link::{Link, WorkerMessage};
use crate::model::{Action, EXAMPLES, Effect, Learn, ProgramCommand, RichText, TextCommand, WorkerEvent, WorkerKind};
use crate::parts::Dispatch;
use protocol::{
    EngineCommand, EngineEvent, SimulatorCommand, SimulatorEvent,
    check::{CheckerCommand, CheckerEvent},
};
use serde::Serialize;
use web_sys::File;
use yew::Callback;

/// What the page holds of the world outside.
pub struct Platform {
    /// The engine, while there is one.
    pub engine: Option<Link>,
    /// The simulator, while there is one.
    pub simulator: Option<Link>,
    /// The checker, while there is one.
    pub checker: Option<Link>,
    /// The engine of programs, while there is one.
    pub programs: Option<Link>,
    /// Where the engine of programs is heard.
    pub lived: Callback<WorkerMessage<EngineEvent>>,
    /// An example on its way.
    pub coming: Option<Fetched>,
    /// The lesson's words on their way.
    pub lesson: Option<Fetched>,
    /// Where the checker is heard.
    pub found: Callback<WorkerMessage<CheckerEvent>>,
    /// Where the address is written.
    pub address: AddressBar,
    /// The user's own text.
    pub files: Vec<File>,
    /// The page around this one.
    pub host: Option<Host>,
    /// Where the engine is heard.
    pub heard: Callback<WorkerMessage<EngineEvent>>,
    /// Where the simulator is heard.
    pub told: Callback<WorkerMessage<SimulatorEvent>>,
    /// Where actions go.
    pub send: Dispatch,
}

impl Platform {
    /// Does one thing; a failure comes back as an action.
    pub fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Launch(threads) => self.launch(threads),
            Effect::EngineCommand(job) => self.job(&job),
            Effect::LaunchSimulator => self.launch_simulator(),
            Effect::SimulatorCommand(order) => self.order(&order),
            Effect::SendFiles => self.job(&EngineCommand::Text),
            Effect::Address(hash) => self.address.write(hash),
            Effect::Copy(text, "link") if text.starts_with('#') => {
                clipboard::copy(&dom::link(&text), "link", &self.send)
            }
            Effect::Copy(text, what) => clipboard::copy(&text, what, &self.send),
            Effect::Tell(reply) => {
                if let Some(host) = &self.host {
                    host.tell(&reply);
                }
            }
            Effect::KeepAnswers(lines) => Kept::Answers.keep(&lines),
            Effect::KeepRuns(lines) => Kept::Runs.keep(&lines),
            Effect::FetchLesson => self.fetch_lesson(),
            Effect::KeepLesson(code) => Kept::Lesson.keep(&code),
            Effect::FullScreen(on) => dom::fill_screen(on),
            Effect::Print => dom::print(),
            Effect::LaunchChecker => self.launch_checker(),
            Effect::CheckerCommand(ask) => self.ask(&ask),
            Effect::LaunchProgram(threads) => self.launch_programs(threads),
            Effect::EndProgram => self.programs = None,
            Effect::SendProgram(job) => {
                self.ok(
                    WorkerKind::Programs,
                    send(&self.programs, "engine of programs", &job, &[]),
                );
            }
            Effect::KeepProgram(text) => Kept::Program.keep(&text),
            Effect::FetchExample(number) => self.fetch_example(number),
            Effect::SaveProgram(name, text) => {
                if dom::save(&name, "text/x-python", &text).is_err() {
                    self.unsaved();
                }
            }
            Effect::SavePicture { pixels } => {
                if picture::save(pixels).is_err() {
                    self.unsaved();
                }
            }
            Effect::Save(name, kind, text) => {
                if dom::save(name, kind, &text).is_err() {
                    self.unsaved();
                }
            }
        }
    }

    fn launch(&mut self, threads: u16) {
        // The old one goes first: two pools would fight for the same cores.
        self.engine = None;
        let started = start_engine("engine", threads, &self.heard);
        self.engine = self.ok(WorkerKind::Engine, started);
    }

    fn launch_programs(&mut self, threads: u16) {
        self.programs = None;
        let started = start_engine("program-engine", threads, &self.lived);
        self.programs = self.ok(WorkerKind::Programs, started);
    }

    fn job(&self, job: &EngineCommand) {
        let files: &[File] = if *job == EngineCommand::Text { &self.files } else { &[] };
        self.ok(WorkerKind::Engine, send(&self.engine, "engine", job, files));
    }

    fn launch_simulator(&mut self) {
        self.simulator = None;
        let started = Link::start("simulator", self.told.clone());
        self.simulator = self.ok(WorkerKind::Simulator, started);
    }

    fn order(&self, order: &SimulatorCommand) {
        let files: &[File] = if *order == SimulatorCommand::Text {
            &self.files
        } else {
            &[]
        };
        self.ok(WorkerKind::Simulator, send(&self.simulator, "simulator", order, files));
    }

    fn launch_checker(&mut self) {
        self.checker = None;
        let started = Link::start("checker", self.found.clone());
        self.checker = self.ok(WorkerKind::Checker, started);
    }

    fn ask(&self, ask: &CheckerCommand) {
        self.ok(WorkerKind::Checker, send(&self.checker, "checker", ask, &[]));
    }

    fn fetch_example(&mut self, number: usize) {
        let file = EXAMPLES.get(number).map_or("", |example| example.file);
        let send = self.send.clone();
        let then = Callback::from(move |text| {
            send.emit(Action::Program(ProgramCommand::Text(TextCommand::Fetched(
                number, text,
            ))))
        });
        self.coming = Fetched::ask(&format!("examples/{file}.py"), then).ok();
    }

    fn fetch_lesson(&mut self) {
        let then = self.send.reform(|words| Action::Learn(Learn::Came(words)));
        self.lesson = Fetched::ask("lesson.json", then).ok();
    }

    fn unsaved(&self) {
        self.send.emit(Action::Notice(RichText::of(
            "The browser does not let this page save files.",
        )));
    }

    /// What was wanted of a Worker, or its death told.
    fn ok<T>(&self, side: WorkerKind, done: Result<T, String>) -> Option<T> {
        done.map_err(|message| self.send.emit(Action::Worker(WorkerEvent::Crashed(side, message))))
            .ok()
    }
}

fn start_engine(
    name: &'static str,
    threads: u16,
    heard: &Callback<WorkerMessage<EngineEvent>>,
) -> Result<Link, String> {
    let first = protocol::encode(&EngineCommand::Start { threads });
    let stirs = heard.reform(|()| WorkerMessage::Message(EngineEvent::Alive));
    Link::start_with_pool(name, first, heard.clone(), stirs)
}

fn send<T: Serialize>(link: &Option<Link>, name: &str, message: &T, files: &[File]) -> Result<(), String> {
    match link {
        Some(link) => link.send(message, files),
        None => Err(format!("there is no {name}.")),
    }
}
