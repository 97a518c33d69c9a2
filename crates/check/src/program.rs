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
    code: Arc<OnceLock<Option<Arc<Body>>>>,
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
        let interpreter = self.begin(Model::Python314);
        interpreter
            .main()
            .err()
            .map(|refusal| format!("{}: {refusal}", self.file))
    }

    /// Why it cannot be run: line and column from 1, and what is wrong in words. `None` if it can.
    #[must_use]
    pub fn trouble(&self) -> Option<(u32, u32, String)> {
        let refusal = self.begin(Model::Python314).main().err()?;
        let (line, column) = refusal.place();
        Some((line, column, refusal.words()))
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
        let code = self
            .code
            .get_or_init(|| interpreter::compile(&self.text, &self.file).ok());
        match code {
            Some(code) => interpreter.start(code),
            None => Start {
                callable: Value::None,
                arguments: Vec::new(),
                keywords: Vec::new(),
            },
        }
    }
}
