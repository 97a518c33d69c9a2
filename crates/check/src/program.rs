//! A program's text as something that can be run again and again.

use std::sync::{Arc, OnceLock};

use python::effect::Start;
use python::interpreter::{self, Settings};
use python::machine::body::Body;
use python::{Interpreter, Value};

use crate::model::Model;
use crate::simulation::Source;

/// A program's text, with what is chosen for its runs.
#[derive(Clone, Debug)]
pub struct Text {
    /// The text.
    pub text: String,
    /// What tracebacks call its file.
    pub file: String,
    /// What `sys.argv` holds.
    pub arguments: Vec<String>,
    /// Where hashes and random numbers come from.
    pub seed: u64,
    /// Whether accesses are handed out: always but for a run that is just that.
    pub announces: bool,
    code: Arc<OnceLock<Result<Arc<Body>, Trouble>>>,
}

/// Why a text cannot be run: where, in words, and both in a line.
#[derive(Clone, Debug)]
struct Trouble {
    line: u32,
    column: u32,
    words: String,
    sentence: String,
}

fn compiled(text: &str, file: &str) -> Result<Arc<Body>, Trouble> {
    interpreter::compile(text, file).map_err(|refusal| {
        let ((line, column), words) = (refusal.place(), refusal.words());
        Trouble {
            line,
            column,
            words,
            sentence: refusal.to_string(),
        }
    })
}

impl Text {
    /// A program of a file.
    #[must_use]
    pub fn new(text: String, file: String) -> Self {
        let arguments = vec![file.clone()];
        Self {
            text,
            file,
            arguments,
            seed: 0,
            announces: true,
            code: Arc::default(),
        }
    }

    /// Why it cannot be run, in a line: what is wrong, and where. `None` if it can.
    #[must_use]
    pub fn refusal(&self) -> Option<String> {
        let trouble = self.code().as_ref().err()?;
        Some(format!("{}: {}", self.file, trouble.sentence))
    }

    /// Why it cannot be run: line and column from 1, and what is wrong in words. `None` if it can.
    #[must_use]
    pub fn trouble(&self) -> Option<(u32, u32, String)> {
        let Trouble {
            line, column, words, ..
        } = self.code().as_ref().err()?;
        Some((*line, *column, words.clone()))
    }

    // Parsed once, whoever asks first.
    fn code(&self) -> &Result<Arc<Body>, Trouble> {
        self.code.get_or_init(|| compiled(&self.text, &self.file))
    }

    /// A source of runs.
    #[must_use]
    pub fn source(self) -> Arc<dyn Source> {
        Arc::new(self)
    }

    fn settings(&self, model: Model) -> Settings {
        Settings {
            announces: self.announces,
            arguments: self.arguments.clone(),
            seed: self.seed,
            version: model.version(),
            ..Settings::default()
        }
    }
}

impl Source for Text {
    fn begin(&self, model: Model) -> Arc<Interpreter> {
        Interpreter::new(self.text.clone(), self.file.clone(), self.settings(model))
    }

    fn main(&self, interpreter: &Interpreter) -> Start {
        match self.code() {
            Ok(code) => interpreter.start(code),
            Err(_) => Start {
                callable: Value::None,
                arguments: Vec::new(),
                keywords: Vec::new(),
            },
        }
    }
}
