//! The examples, searched: each with a run of it to draw, the shortest failure where there is one.

use std::sync::Arc;
use std::time::Instant;
use std::{fs, io, path::Path, thread};

use catalogue::{EXAMPLES, Example};
use check::film::{Film, film};
use check::{Limits, Model, Text, check, schedule};

use crate::picture::Picture;

/// So many schedules of each Python are tried: the shortest failure of every example is among them.
const SCHEDULES: u64 = 300;

/// The Pythons in the order of the page.
const MODELS: [Model; 3] = [Model::Python314, Model::Free314, Model::Python39];

/// In a run without a failure, threads take turns of so many effects, so that they meet.
const TURN: u64 = 2;

/// An example, its text, and what is drawn of it.
pub struct Shown {
    /// What the list says of it.
    pub example: Example,
    /// Its text as it is opened.
    pub text: String,
    /// A run of it.
    pub film: Film,
    /// Its picture.
    pub picture: Picture,
}

/// All examples in the order of the list, from their folder.
pub fn all(folder: &Path) -> io::Result<Vec<Shown>> {
    thread::scope(|scope| {
        let tasks: Vec<_> = EXAMPLES
            .iter()
            .map(|example| scope.spawn(|| shown(*example, folder)))
            .collect();
        let joined = |task: thread::ScopedJoinHandle<'_, io::Result<Shown>>| {
            task.join()
                .unwrap_or_else(|_| Err(io::Error::other("an example broke the search")))
        };
        tasks.into_iter().map(joined).collect()
    })
}

fn shown(example: Example, folder: &Path) -> io::Result<Shown> {
    let text = fs::read_to_string(folder.join(format!("{}.py", example.file)))?;
    let film = run(&text, example.file);
    let picture = Picture::of(&film);
    Ok(Shown {
        example,
        text,
        film,
        picture,
    })
}

/// The shortest failure under the first Python that has one, where the text says that it fails; else a run in which threads take turns.
fn run(text: &str, name: &str) -> Film {
    let source = Text::new(text.to_owned(), format!("{name}.py")).source();
    let fails = text
        .lines()
        .any(|line| line.starts_with("# expect") && line.contains(": fails"));
    let found = MODELS.iter().filter(|_| fails).find_map(|model| {
        let checked = check(&source, *model, &limits());
        let segments = schedule::read(&checked.shortest.as_ref()?.schedule)?;
        Some((*model, checked.shared, segments))
    });
    let (model, shared, segments) = found.unwrap_or_else(|| {
        let turns = (0..60).map(|turn| (turn % 3, TURN));
        (MODELS[0], Arc::default(), turns.collect())
    });
    film(&source, model, &shared, &segments, None)
}

fn limits() -> Limits {
    let start = Instant::now();
    let mut limits = Limits::new(Arc::new(move || start.elapsed().as_secs_f64() * 1000.0));
    limits.schedules = SCHEDULES;
    limits
}
