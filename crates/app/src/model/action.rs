//! What can happen to the page, and what the page then wants done in the world outside.

use super::{Learn, Playback, ProgramCommand, RichText, SearchCommand, StepCommand, ViewChange};
use catalogue::{IntParam, SweepAxis};
use protocol::{
    EngineCommand, EngineEvent, Reply, Request, Settings, SimulatorCommand, SimulatorEvent,
    check::{CheckerCommand, CheckerEvent},
};

/// Everything that can happen.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The address says something else now.
    Address {
        /// What follows `?`.
        query: String,
        /// What follows `#`.
        hash: String,
    },
    /// Something is done with a lab.
    Command(Command),
    /// Something happens to the visitor's own program.
    Program(ProgramCommand),
    /// A reader does something in the lesson.
    Learn(Learn),
    /// Something is looked at in another way.
    Look(ViewChange),
    /// A Worker said something, or something happened to it.
    Worker(WorkerEvent),
    /// The page around this one asks for something, or for something that cannot be.
    HostRequest(Result<Request, String>),
    /// Files were picked or dropped: names and bytes.
    FilesChosen(Vec<(String, u64)>),
    /// So many milliseconds went by.
    Tick(f64),
    /// Something outside the model is worth a sentence.
    Notice(RichText),
}

/// What happens to a Worker.
#[derive(Clone, Debug, PartialEq)]
pub enum WorkerEvent {
    /// The engine said something.
    Engine(EngineEvent),
    /// The simulator said something.
    Simulator(SimulatorEvent),
    /// The engine of programs said something.
    Programs(EngineEvent),
    /// The checker said something.
    Checker(CheckerEvent),
    /// A Worker's code is on its way; how much is here, in words.
    Arrives(WorkerKind, String),
    /// A Worker broke; what the browser said about it.
    Crashed(WorkerKind, String),
}

/// A Worker of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkerKind {
    /// Real threads.
    Engine,
    /// Lockstep.
    Simulator,
    /// The search through a program of the visitor's own.
    Checker,
    /// Real threads of a program of the visitor's own.
    Programs,
}

/// What is done with a lab, by the part that does it.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// It is run, stopped, measured or reset.
    Run(RunCommand),
    /// Settings are changed.
    Set(SetCommand),
    /// One of the stepper's.
    Step(StepCommand),
    /// One of the search's.
    Find(SearchCommand),
    /// The run on show is played again.
    Playback(Playback),
    /// Something is done with the runs that are kept.
    Kept(KeptCommand),
    /// Something leaves the page.
    Share(ShareCommand),
    /// Play the checks against CPython, or end them.
    Check,
}

/// What is done to run a lab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RunCommand {
    /// Run once.
    Begin,
    /// Stop what runs, break what is stuck.
    Stop,
    /// Back to how the lab comes.
    Reset,
    /// Measure throughput.
    Sweep,
    /// One of the lab's steps: set and run.
    Try(usize),
    /// One run after the other with another value of this.
    Compare(SweepAxis),
    /// Whether runs on real threads keep the order of their operations.
    KeepOrder(bool),
    /// Open the run on show in lockstep, in the order in which it really went.
    Reopen,
    /// Say how far the run is.
    Progress,
}

/// What is done to settings.
#[derive(Clone, Debug, PartialEq)]
pub enum SetCommand {
    /// These values are set, by their keys.
    Values(Settings),
    /// The global lock on or off.
    Lock,
    /// This number is one more or one less than it is by now.
    Nudge(&'static IntParam, NumberStep),
    /// This column of the reader's own list is at this place, counted from 1; 0 for none.
    Column(usize, u8),
    /// Take back the last change of settings, Reset among them; pressed again it comes back.
    Undo,
}

/// What is done with the runs that are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeptCommand {
    /// Show the run of this number again.
    Open(u32),
    /// The run of this number stands beside another, or not any more.
    PutBeside(u32),
    /// Forget the runs of this lab.
    Forget,
}

/// What leaves the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShareCommand {
    /// Copy the link and show it.
    Link,
    /// Copy these words; the second says what they are.
    Copy(String, &'static str),
    /// Save the curves.
    Save(Format),
    /// Whether the page around this one may hear of what is the reader's own.
    TellHost(bool),
}

/// Where a number goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberStep {
    /// One less.
    Less,
    /// One more.
    More,
}

/// How curves are saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A table.
    Csv,
    /// The public JSON.
    Json,
    /// The picture, as lines.
    Svg,
    /// The picture, as pixels.
    Png,
}

/// What the page wants done.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Throw away the engine there is, if any, and start one with so many threads.
    Launch(u16),
    /// Throw away the simulator there is, if any, and start one.
    LaunchSimulator,
    /// Keep the runs of this browser, as lines.
    KeepRuns(String),
    /// Send the simulator an order; the user's files go with [`SimulatorCommand::Text`].
    SimulatorCommand(SimulatorCommand),
    /// Throw away the checker there is, if any, and start one.
    LaunchChecker,
    /// Ask the checker something.
    CheckerCommand(CheckerCommand),
    /// Throw away the engine of programs there is, if any, and start one with so many threads.
    LaunchProgram(u16),
    /// Throw away the engine of programs.
    EndProgram,
    /// Send the engine of programs a job.
    SendProgram(EngineCommand),
    /// Keep the visitor's own program for the next visit.
    KeepProgram(String),
    /// Save the visitor's own program: its name, its text.
    SaveProgram(String, String),
    /// Fetch an example, by its number.
    FetchExample(usize),
    /// Send the engine a job.
    EngineCommand(EngineCommand),
    /// Send the engine the user's files.
    SendFiles,
    /// Write the address.
    Address(String),
    /// Tell the page around this one.
    Tell(Reply),
    /// Put words into the clipboard; the second says what they are.
    Copy(String, &'static str),
    /// Keep these lines for the next visit.
    KeepAnswers(String),
    /// Fetch what the lesson says.
    FetchLesson,
    /// Keep what came of the lesson for the next visit, as its code.
    KeepLesson(String),
    /// Fill the whole screen, or leave it.
    FullScreen(bool),
    /// Print the page.
    Print,
    /// Save the picture of the curves as it stands on the page, in pixels or in lines.
    SavePicture {
        /// Whether in pixels.
        pixels: bool,
    },
    /// Save a file: its name, its type, its text.
    Save(&'static str, &'static str, String),
}
