//! `check --state FILE`: a search that is put away and gone on with later.
//!
//! The file has two lines: the searches as JSON, and the fingerprint of that line, for what is damaged must not be believed.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use check::part::{Shard, Standing};
use check::{Model, kept};
use serde_json::{Value, json};

use super::fingerprint;
use super::subject::Subject;
use crate::wrong::CliError;

/// What the file is called in itself; another number is another format.
const FORMAT: u64 = 2;

const BROKEN: &str =
    "it is cut short, damaged or no state of a search; allowed is a file that --state wrote, or none yet.";

/// The searches of a file.
pub struct Kept {
    path: PathBuf,
    shard: Option<Shard>,
    seed: u64,
    searches: Vec<Search>,
    unwritten: Option<CliError>,
}

struct Search {
    file: String,
    /// A fingerprint of the text.
    program: String,
    python: String,
    standing: Standing,
}

impl Kept {
    /// Reads the file, if it is there already; the error says what is wrong with it.
    pub fn open(path: &Path, shard: Option<Shard>, seed: u64) -> Result<Self, CliError> {
        let mut kept = Kept {
            path: path.to_path_buf(),
            shard,
            seed,
            searches: Vec::new(),
            unwritten: None,
        };
        match fs::read_to_string(path) {
            Ok(text) => kept.searches = kept.read(&text).map_err(|why| kept.complaint(why))?,
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(kept.complaint(&format!("it cannot be read ({error})."))),
        }
        Ok(kept)
    }

    fn complaint(&self, why: &str) -> CliError {
        CliError::new(format!("--state “{}”: {why}", self.path.display()))
    }

    fn read(&self, text: &str) -> Result<Vec<Search>, &'static str> {
        let (line, sum) = text.split_once('\n').ok_or(BROKEN)?;
        let value: Value = serde_json::from_str(line).map_err(|_| BROKEN)?;
        if value["threadbare_state"] != FORMAT || sum.trim_end() != fingerprint::of(line) {
            return Err(BROKEN);
        }
        if value["version"] != env!("CARGO_PKG_VERSION") {
            return Err("another version of threadbare wrote it; allowed is one of this version.");
        }
        if (&value["shard"], &value["seed"]) != (&numbers(self.shard), &json!(self.seed)) {
            return Err("it is of another --shard or --seed; allowed is the same as before.");
        }
        let searches = value["searches"].as_array();
        let read = searches.and_then(|list| list.iter().map(Search::read).collect());
        read.ok_or(BROKEN)
    }

    /// An error if the file is of other programs than these.
    pub fn is_of(&self, subjects: &[Subject]) -> Result<(), CliError> {
        match self.stranger(subjects) {
            None => Ok(()),
            Some(subject) => Err(CliError::new(format!(
                "--state “{}” is of another program than “{}” as it is now; allowed is the same text as before, or another file.",
                self.path.display(),
                subject.program.file
            ))),
        }
    }

    // One whose text has changed, or, where none is known at all, the first.
    fn stranger<'a>(&self, subjects: &'a [Subject]) -> Option<&'a Subject> {
        let is_changed = |subject: &&Subject| {
            let mut own = self
                .searches
                .iter()
                .filter(|search| search.file == subject.program.file);
            own.any(|search| search.program != subject.fingerprint)
        };
        let is_known = |subject: &Subject| {
            let mut searches = self.searches.iter();
            searches.any(|search| search.program == subject.fingerprint)
        };
        let is_strange = !self.searches.is_empty() && !subjects.iter().any(is_known);
        let first = subjects.first().filter(|_| is_strange);
        subjects.iter().find(is_changed).or(first)
    }

    /// Where a search stands.
    pub fn standing(&self, subject: &Subject, model: Model) -> Standing {
        let found = self.searches.iter().find(|search| search.is_of(subject, model));
        found.map(|search| search.standing.clone()).unwrap_or_default()
    }

    /// Keeps where a search stands now. The file is whole at any moment: a new one takes its place.
    pub fn keep(&mut self, subject: &Subject, model: Model, standing: Standing) {
        self.searches.retain(|old| !old.is_of(subject, model));
        self.searches.push(Search {
            file: subject.program.file.clone(),
            program: subject.fingerprint.clone(),
            python: model.name().into(),
            standing,
        });
        self.unwritten = self.write().err();
    }

    /// What is wrong if the file does not hold where the searches stand: no reason to find out no more.
    pub fn unwritten(self) -> Result<(), CliError> {
        self.unwritten.map_or(Ok(()), Err)
    }

    fn write(&self) -> Result<(), CliError> {
        let line = self.written().to_string();
        let unfinished = self.path.with_extension(format!("{}.part", std::process::id()));
        let text = format!("{line}\n{}\n", fingerprint::of(&line));
        let done = fs::write(&unfinished, text).and_then(|()| fs::rename(&unfinished, &self.path));
        done.map_err(|error| {
            let _ = fs::remove_file(&unfinished);
            CliError::new(format!("--state “{}” cannot be written: {error}.", self.path.display()))
        })
    }

    fn written(&self) -> Value {
        let searches: Vec<Value> = self.searches.iter().map(Search::written).collect();
        json!({
            "threadbare_state": FORMAT, "version": env!("CARGO_PKG_VERSION"),
            "shard": numbers(self.shard), "seed": self.seed, "searches": searches,
        })
    }
}

impl Search {
    fn is_of(&self, subject: &Subject, model: Model) -> bool {
        self.program == subject.fingerprint && self.python == model.name()
    }

    fn read(value: &Value) -> Option<Self> {
        let text = |key: &str| value[key].as_str().map(str::to_owned);
        Some(Search {
            file: text("file")?,
            program: text("program")?,
            python: text("python")?,
            standing: kept::read(&value["search"])?,
        })
    }

    fn written(&self) -> Value {
        json!({ "file": self.file, "program": self.program, "python": self.python, "search": kept::write(&self.standing) })
    }
}

fn numbers(shard: Option<Shard>) -> Value {
    shard.map_or(Value::Null, |shard| json!([shard.index + 1, shard.of]))
}
