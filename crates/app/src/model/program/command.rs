//! What a visitor does with a program, by the part that does it.

use super::Program;
use crate::model::{Context, Missing, Real, Tab};

/// What happens to a program of the visitor's own.
#[derive(Clone, Debug, PartialEq)]
pub enum ProgramCommand {
    /// The program of the lab that is open, to be edited: its text.
    Edit(String),
    /// Something happens to its text.
    Text(TextCommand),
    /// Something happens to the search.
    Check(CheckCommand),
    /// Something happens to the film.
    Film(FilmCommand),
    /// Something happens to it on real threads.
    Real(Real),
}

/// What happens to the text.
#[derive(Clone, Debug, PartialEq)]
pub enum TextCommand {
    /// It was edited.
    Type(String),
    /// A file was opened: its name, and its text, or why there is none.
    Opened(String, Result<String, &'static str>),
    /// An example was chosen, as a number into [`EXAMPLES`](crate::model::EXAMPLES).
    Example(usize),
    /// It came, or did not.
    Fetched(usize, Option<String>),
    /// Save it as a file.
    Save,
    /// The text that an example or a file took the place of.
    Restore,
}

/// What happens to the search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckCommand {
    /// Search every schedule.
    Look,
    /// End the search.
    Stop,
    /// This Python is looked at: its verdict, its races.
    Choose(usize),
    /// What is shown of what was found.
    Tab(Tab),
}

/// What happens to the film.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilmCommand {
    /// This Python's shortest failure is played from its start.
    Watch(usize),
    /// One of the ways in which schedules end, as a number into the verdict's, is played from its start.
    WatchEnding(usize),
    /// So many moves of the film are shown.
    To(usize),
    /// One move on, or back.
    Move(bool),
    /// The film plays, or rests.
    Play,
    /// To the switch that does the harm.
    Harm,
    /// From here on this thread.
    Branch(u16),
}

impl Program {
    /// Something happens to it; what comes from a lab is not its business alone.
    pub fn act(&mut self, what: ProgramCommand, ctx: &mut Context) {
        match what {
            ProgramCommand::Edit(_) => {}
            ProgramCommand::Text(what) => self.text(what, ctx),
            ProgramCommand::Check(what) => self.check(what, ctx),
            ProgramCommand::Film(what) => self.film(what, ctx),
            ProgramCommand::Real(what) => self.real(what, ctx),
        }
    }

    /// Something happens to the search.
    pub fn check(&mut self, what: CheckCommand, ctx: &mut Context) {
        let own = self.own.edit();
        match what {
            CheckCommand::Look => own.look_for_failures(ctx),
            CheckCommand::Stop => own.stop_looking(ctx),
            CheckCommand::Choose(python) => own.choose_python(python, ctx),
            CheckCommand::Tab(tab) => own.found.tab = tab,
        }
    }

    /// Something happens to the film.
    pub fn film(&mut self, what: FilmCommand, ctx: &mut Context) {
        let own = self.own.edit();
        match what {
            FilmCommand::Watch(python) => own.watch_failure(python, ctx),
            FilmCommand::WatchEnding(ending) => own.watch_ending(ending, ctx),
            FilmCommand::To(at) => own.screen.to(at),
            FilmCommand::Move(on) => own.screen.step(on),
            FilmCommand::Play => own.screen.play(),
            FilmCommand::Harm => own.screen.seek_harm(),
            FilmCommand::Branch(thread) => own.branch(thread, ctx),
        }
    }

    /// Something happens to it on real threads.
    pub fn real(&mut self, what: Real, ctx: &mut Context) {
        match what {
            Real::Run => self.run(ctx),
            Real::Stop => self.live.edit().stop(ctx),
            Real::Under(python) => self.own.edit().choose_python(python, ctx),
        }
    }

    /// Runs it on real threads as soon as they are there.
    fn run(&mut self, ctx: &mut Context) {
        let live = self.live.edit();
        let missing = ctx.facts.missing.map(no_threads);
        let runs = live.is_running().then(|| "It runs already.".into());
        if let Some(why) = missing.or(runs).or_else(|| self.own.source.too_long()) {
            return live.refuse(why, ctx);
        }
        let own = self.own.edit();
        own.found.tab = Tab::Live;
        live.run(own.source.text.clone(), own.found.python, ctx);
    }
}

fn no_threads(missing: Missing) -> String {
    let short = missing.short();
    format!("Real threads cannot be had here: {short}. “Find what can go wrong” needs none, and works.")
}
