//! `check --state FILE`: a search that is put away and gone on with later.

use std::fs;
use std::path::{Path, PathBuf};

use check::part::{Shard, Standing};
use check::{Model, kept};
use serde_json::{Value, json};

use crate::wrong::CliError;

/// What the file is called in itself; another number is another format.
const FORMAT: u64 = 1;

/// The searches of a file.
pub struct Kept {
    path: PathBuf,
    shard: Option<Shard>,
    seed: u64,
    searches: Vec<Search>,
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
        let complain = |why: &str| CliError::new(format!("--state “{}”: {why}", path.display()));
        let mut kept = Kept {
            path: path.to_path_buf(),
            shard,
            seed,
            searches: Vec::new(),
        };
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(kept),
            Err(error) => return Err(complain(&format!("it cannot be read ({error})."))),
        };
        let value: Value = serde_json::from_str(&text).unwrap_or_default();
        let broken = "it is cut short or no state of a search; allowed is a file that --state wrote, or none yet.";
        if value["threadbare_state"] != FORMAT {
            return Err(complain(broken));
        }
        if value["version"] != env!("CARGO_PKG_VERSION") {
            return Err(complain(
                "another version of threadbare wrote it; allowed is one of this version.",
            ));
        }
        if (&value["shard"], &value["seed"]) != (&numbers(shard), &json!(seed)) {
            return Err(complain(
                "it is of another --shard or --seed; allowed is the same as before.",
            ));
        }
        let searches = value["searches"].as_array();
        let read = searches.and_then(|list| list.iter().map(Search::read).collect());
        kept.searches = read.ok_or_else(|| complain(broken))?;
        Ok(kept)
    }

    /// An error if the file is of other programs than these: names with texts.
    pub fn is_of(&self, programs: &[(String, String)]) -> Result<(), CliError> {
        let complain = |name: &str| {
            let shown = self.path.display();
            Err(CliError::new(format!(
                "--state “{shown}” is of another program than “{name}” as it is now; allowed is the same text as before, or another file."
            )))
        };
        for (name, text) in programs {
            let changed = |search: &&Search| search.file == *name && search.program != fingerprint(text);
            if self.searches.iter().find(changed).is_some() {
                return complain(name);
            }
        }
        let known =
            |(_, text): &&(String, String)| self.searches.iter().any(|search| search.program == fingerprint(text));
        match programs.first() {
            Some((name, _)) if !self.searches.is_empty() && programs.iter().find(known).is_none() => complain(name),
            _ => Ok(()),
        }
    }

    /// Where a search stands.
    pub fn standing(&self, text: &str, model: Model) -> Standing {
        let own = |search: &&Search| search.program == fingerprint(text) && search.python == model.name();
        let found = self.searches.iter().find(own);
        found.map(|search| search.standing.clone()).unwrap_or_default()
    }

    /// Keeps where a search stands now. The file is whole at any moment: a new one takes its place.
    pub fn keep(&mut self, file: &str, text: &str, model: Model, standing: Standing) -> Result<(), CliError> {
        let new = Search {
            file: file.into(),
            program: fingerprint(text),
            python: model.name().into(),
            standing,
        };
        self.searches
            .retain(|old| (&old.program, &old.python) != (&new.program, &new.python));
        self.searches.push(new);
        let searches: Vec<Value> = self.searches.iter().map(Search::written).collect();
        let value = json!({
            "threadbare_state": FORMAT, "version": env!("CARGO_PKG_VERSION"),
            "shard": numbers(self.shard), "seed": self.seed, "searches": searches,
        });
        let unfinished = self.path.with_extension(format!("{}.part", std::process::id()));
        let done = fs::write(&unfinished, format!("{value}\n")).and_then(|()| fs::rename(&unfinished, &self.path));
        done.map_err(|error| {
            let _ = fs::remove_file(&unfinished);
            CliError::new(format!("--state “{}” cannot be written: {error}.", self.path.display()))
        })
    }
}

impl Search {
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

// FNV-1a and the length: two texts that people mix up differ in it.
fn fingerprint(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}-{}", text.len())
}
