//! Whoever may switch threads between any two ops sees nothing that a finished search has not: what nobody announces would be missing there.

#[path = "../common/mod.rs"]
mod common;
mod topics;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use check::{Limits, Model, Outcome, Shared, Simulation, Source, Text};
use explore::{Random, Tally};
use topics::{MODULES, ONCE_MISSING, PARTS, Topic, topics};

/// Who goes on is drawn before one op in so many, in one run after another.
const ODDS: [u32; 6] = [2, 4, 9, 20, 45, 100];
/// So many runs are drawn of each program under each Python.
const RUNS: usize = 24;
/// A program with more schedules than these is left out.
const MOST: u64 = 400;
/// So many programs are made up.
const PROGRAMS: u64 = 40;
/// Of all pairs of a change and something beside it, one in so many is tried: 1 goes through all, in a quarter of an hour.
const STRIDE: usize = 101;

/// The outcomes of random schedules that switch anywhere.
fn anywhere(source: &Arc<dyn Source>, model: Model, seed: u64) -> BTreeSet<Outcome> {
    let mut simulation = Simulation::new(source.clone(), model, Arc::new(Shared::default()));
    simulation.stop_anywhere();
    let (mut random, mut tally) = (Random::new(seed), Tally::default());
    for odds in ODDS.into_iter().cycle().take(RUNS) {
        random.run_rarely(odds, &mut simulation, &mut tally);
    }
    tally.outcomes.into_keys().collect()
}

/// The outcomes of a search; `None` if it did not go through all schedules.
fn searched(source: &Arc<dyn Source>, model: Model) -> Option<BTreeSet<Outcome>> {
    let mut limits = Limits::new(Arc::new(|| 0.0));
    limits.schedules = MOST;
    let checked = check::check(source, model, &limits);
    let outcomes = checked.outcomes.into_iter().map(|(outcome, _)| outcome);
    checked.complete.then(|| outcomes.collect())
}

/// The outcomes that a finished search of a program does not have.
fn missing(text: &str, seed: u64) -> Vec<(Model, Outcome)> {
    let program = Text::new(text.to_owned(), "program.py".to_owned());
    assert_eq!(program.refusal(), None, "{text}");
    let source = program.source();
    let mut all = Vec::new();
    for model in Model::ALL {
        let Some(found) = searched(&source, model) else {
            continue;
        };
        let seen = anywhere(&source, model, seed);
        let cut = |outcome: &Outcome| outcome.kind == check::Kind::Cut;
        all.extend(
            seen.difference(&found)
                .filter(|it| !cut(it))
                .map(|it| (model, it.clone())),
        );
    }
    all
}

/// Something shared, with its name.
type Named<'a> = (&'a Topic, String);

/// Draws programs.
struct Draw(Random);

impl Draw {
    fn one<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.0.below(from.len() as u32) as usize]
    }

    fn statement(&mut self, topic: &Topic) -> String {
        if self.0.below(2) == 0 {
            self.one(topic.changes).to_owned()
        } else {
            looking(self.one(topic.looks))
        }
    }

    fn body(&mut self, topics: &[Named<'_>], most: u32) -> String {
        let count = 1 + self.0.below(most);
        let lines = (0..count).map(|_| {
            let (topic, name) = &topics[self.0.below(topics.len() as u32) as usize];
            line(&self.statement(topic), name)
        });
        lines.collect()
    }

    fn program(&mut self) -> String {
        let (all, count) = (topics(), 1 + self.0.below(4) / 3);
        let topics: Vec<Named<'_>> = (0..count)
            .map(|at| {
                let topic = all[self.0.below(all.len() as u32) as usize];
                (topic, format!("it{at}"))
            })
            .collect();
        let most = 2 + self.0.below(3) / 2;
        let bodies = [self.body(&topics, most), self.body(&topics, most)];
        program(&topics, &bodies)
    }
}

fn looking(expression: &str) -> String {
    format!("out.append({expression})")
}

fn line(statement: &str, name: &str) -> String {
    format!("        {}\n", statement.replace('$', name))
}

// Every name that a program's shared things have.
fn names(text: &str) -> String {
    let is_shared = |word: &&str| word.starts_with("it") && word[2..].starts_with(|it: char| it.is_ascii_digit());
    let words = text.split(|it: char| !it.is_alphanumeric()).filter(is_shared);
    let all: BTreeSet<&str> = words.collect();
    all.into_iter().collect::<Vec<_>>().join(", ")
}

/// A program of two threads that do what two bodies say, and print what they saw and what is left.
fn program(topics: &[Named<'_>], bodies: &[String]) -> String {
    let made = topics.iter().map(|(topic, name)| topic.made.replace('$', name) + "\n");
    let made: String = made.collect();
    let globals = names(&made);
    let functions = bodies.iter().enumerate().map(|(at, body)| {
        format!(
            "def act{at}(out):
    global {globals}
    try:
{body}    except Exception as error: out.append(type(error).__name__)
"
        )
    });
    let functions: String = functions.collect();
    let shown = topics.iter().map(|(_, name)| format!("show('{name}')\n"));
    let shown: String = shown.collect();
    let rest = format!(
        "def show(name):
    it = globals().get(name, 'gone')
    if hasattr(it, '__dict__') and type(it).__module__ == '__main__': print(sorted(vars(it).items(), key=str))
    elif isinstance(it, (list, dict, set, int, bytearray, str)): print(it)
{made}{functions}outs = [[], []]
threads = [threading.Thread(target=act, args=(out,)) for act, out in zip((act0, act1), outs)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(*outs)
{shown}"
    );
    let all = format!("{}{rest}", needed(&rest));
    let is_named = |module: &&str| all.contains(&format!("{module}."));
    let imports: Vec<&str> = MODULES.iter().copied().filter(is_named).collect();
    format!("import {}\n{all}", imports.join(", "))
}

// The classes and functions that a text names, and those that these name.
fn needed(text: &str) -> String {
    let mut all = String::new();
    for part in PARTS.iter().rev() {
        let head = part.lines().find(|line| !line.starts_with([' ', '@'])).unwrap_or("");
        let name = head.split([' ', '(', ':']).nth(1).unwrap_or("");
        if [text, &all].iter().any(|it| it.contains(name)) {
            all = format!("{part}{all}");
        }
    }
    all
}

fn told(text: &str, missed: &[(Model, Outcome)]) -> String {
    let from = text.find("\nit0").unwrap_or(0);
    let each = missed
        .iter()
        .map(|(model, outcome)| format!("{}: {outcome:?}\n", model.name()));
    format!("{}{}", &text[from..], each.collect::<String>())
}

fn nothing_is_missing(programs: impl Iterator<Item = String>) {
    let mut wrong = Vec::new();
    for (seed, text) in programs.enumerate() {
        let missed = missing(&text, seed as u64);
        if !missed.is_empty() {
            wrong.push(told(&text, &missed));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Two threads that do one thing each.
fn pair(topic: &Topic, one: &str, other: &str) -> String {
    program(&[(topic, "it0".to_owned())], &[line(one, "it0"), line(other, "it0")])
}

#[test]
fn of_programs_that_are_made_up() {
    nothing_is_missing((0..PROGRAMS).map(|seed| Draw(Random::new(seed * 77 + 5)).program()));
}

#[test]
fn of_a_change_and_something_beside_it() {
    let pairs = topics().into_iter().flat_map(|topic| {
        topic.changes.iter().enumerate().flat_map(move |(at, change)| {
            let looks = topic.looks.iter().map(|look| looking(look));
            let changes = topic.changes[..=at].iter().map(|other| (*other).to_owned());
            looks.chain(changes).map(move |other| (topic, *change, other))
        })
    });
    nothing_is_missing(
        pairs
            .step_by(STRIDE)
            .map(|(topic, one, other)| pair(topic, one, &other)),
    );
}

#[test]
fn of_what_was_missing_once() {
    nothing_is_missing(ONCE_MISSING.iter().map(|(made, one, other)| {
        let topic = Topic {
            made,
            changes: &[],
            looks: &[],
        };
        pair(&topic, one, other)
    }));
}

#[test]
fn of_the_programs_with_labels() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs");
    let texts = common::programs(&folder).into_iter().map(fs::read_to_string);
    nothing_is_missing(texts.map(|text| text.expect("a program that can be read")).step_by(4));
}
