//! A program's text, ready to be run in any world.

use std::sync::Arc;

use python::interpreter::{self, Settings};
use python::machine::body::Body;
use python::{Interpreter, sync};
use world::{Kind, Label, World};

use crate::common::Common;
use crate::course::{Course, Print};
use crate::driver::Driver;

/// A program that can be run.
#[derive(Clone)]
pub struct Program {
    text: String,
    file: String,
    settings: Settings,
    body: Arc<Body>,
}

impl Program {
    /// The program of a text; tracebacks call its file `file`.
    ///
    /// # Errors
    /// Why it cannot be run, in a line: what is wrong, and where.
    pub fn new(text: String, file: String, settings: Settings) -> Result<Self, String> {
        let body = interpreter::compile(&text, &file).map_err(|refusal| format!("{file}: {refusal}"))?;
        Ok(Self {
            text,
            file,
            settings,
            body,
        })
    }

    /// Lets it have so many bytes before MemoryError.
    #[must_use]
    pub fn within(mut self, bytes: usize) -> Self {
        self.settings.memory_limit = bytes;
        self
    }

    /// What its file is called.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// What was chosen for it.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Sets it up in a world, where it never has more than `most` threads at once; `print` gets what it writes as it comes.
    pub fn start<W: World>(&self, world: &W, most: usize, print: Option<Print>) -> Course {
        let interpreter = Interpreter::new(self.text.clone(), self.file.clone(), self.settings.clone());
        let start = interpreter.start(&self.body);
        let course = Course::new(interpreter.clone(), print);
        let common = Arc::new(Common::new(world, interpreter, course.clone(), most));
        let end = world.region(
            Label::new(Kind::Join, "MainThread"),
            sync::State::End(sync::End::default()),
        );
        // Where a thread begins is where it was started.
        world.stands_in(1);
        world.spawn_holding(Label::new(Kind::Thread, "MainThread"), None, move |world| async move {
            Driver::new(world, common, 0, false, start).live_main(end).await
        });
        world.stands_in(0);
        course
    }
}
