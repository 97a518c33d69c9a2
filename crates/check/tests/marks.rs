//! A search that goes back to moments in the middle of runs finds what one does that plays each run from its start.

mod common;

use std::path::Path;
use std::sync::Arc;

use check::{Limits, Model, Outcome, Simulation, Text, check};
use explore::{Bounded, Footprint, Program, Search, Standing, Stopped, Tally, Task};

/// How many schedules of each program are compared.
const MOST: u64 = 400;

/// A program that plays each run from its start.
struct Plain(Simulation);

impl Program for Plain {
    type Outcome = Outcome;

    fn reset(&mut self) {
        self.0.reset();
    }

    fn tasks(&self) -> usize {
        self.0.tasks()
    }

    fn standing(&self, task: Task) -> Standing {
        self.0.standing(task)
    }

    fn step(&mut self, task: Task, footprint: &mut Footprint) {
        self.0.step(task, footprint);
    }

    fn pending(&self, task: Task, footprint: &mut Footprint) {
        self.0.pending(task, footprint);
    }

    fn outcome(&mut self) -> Outcome {
        self.0.outcome()
    }

    fn failed(outcome: &Outcome) -> bool {
        Simulation::failed(outcome)
    }

    fn is_stale(&self) -> bool {
        self.0.is_stale()
    }

    fn is_cut(&self) -> bool {
        self.0.is_cut()
    }
}

fn all<P: Program<Outcome = Outcome>>(program: P) -> (Stopped, Tally<Outcome>) {
    let mut search = Search::new(program);
    let stopped = search.advance(|sofar| sofar.schedules < MOST);
    (stopped, search.tally)
}

fn few<P: Program<Outcome = Outcome>>(mut program: P) -> (Stopped, Tally<Outcome>) {
    let mut search = Bounded::new(1);
    let stopped = search.advance(&mut program, |sofar| sofar.schedules < MOST);
    (stopped, search.tally)
}

fn differs(name: &str, one: &(Stopped, Tally<Outcome>), other: &(Stopped, Tally<Outcome>)) -> Option<String> {
    let told = |(stopped, tally): &(Stopped, Tally<Outcome>)| {
        let counts = [tally.schedules, tally.failures, tally.redundant, tally.cut];
        format!("{stopped:?} {counts:?}")
    };
    let same = told(one) == told(other) && one.1.outcomes == other.1.outcomes;
    (!same).then(|| format!("{name}: {} and {}", told(one), told(other)))
}

fn complaints(file: &Path, model: Model) -> Vec<String> {
    let (name, text) = (common::name_of(file), std::fs::read_to_string(file).unwrap_or_default());
    let source = Text::new(text, name.clone()).source();
    let mut limits = Limits::new(Arc::new(|| 0.0));
    limits.schedules = 200;
    let shared = check(&source, model, &limits).shared;
    let simulation = || Simulation::new(source.clone(), model, shared.clone());
    // A search that learns that threads share more ends there: the two must know the same.
    let learnt = |_: &usize| all(simulation()).0 != Stopped::Stale && few(simulation()).0 != Stopped::Stale;
    assert!((0..50).any(|round| learnt(&round)), "{name} is never learnt");
    let searched = differs(&name, &all(simulation()), &all(Plain(simulation())));
    let bounded = differs(&name, &few(simulation()), &few(Plain(simulation())));
    searched.into_iter().chain(bounded).collect()
}

#[test]
fn going_back_finds_what_starting_again_finds() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [own.join("tests/programs"), own.join("../../../shared/corpus")];
    let files = folders.iter().flat_map(|folder| common::programs(folder));
    let wrong: Vec<String> = files
        .enumerate()
        .flat_map(|(at, file)| complaints(&file, Model::ALL[at % 3]))
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
}
