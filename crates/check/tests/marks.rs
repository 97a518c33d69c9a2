//! A search that goes back to moments in the middle of runs finds what one does that plays each run from its start.

mod common;

use std::path::{Path, PathBuf};
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

// Runs of a program by its name, which know what a check has learnt that its threads share.
fn simulated(file: &Path, model: Model) -> (String, impl Fn() -> Simulation) {
    let (name, text) = (common::name_of(file), std::fs::read_to_string(file).unwrap_or_default());
    let source = Text::new(text, name.clone()).source();
    let mut limits = Limits::new(Arc::new(|| 0.0));
    limits.schedules = 200;
    let shared = check(&source, model, &limits).shared;
    (name, move || Simulation::new(source.clone(), model, shared.clone()))
}

// Each program, and one of the three Pythons in turn.
fn programs() -> impl Iterator<Item = (PathBuf, Model)> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [own.join("tests/programs"), own.join("../../../shared/corpus")];
    let files = folders.into_iter().flat_map(|folder| common::programs(&folder));
    files.zip(Model::ALL.into_iter().cycle())
}

fn complaints(file: &Path, model: Model) -> Vec<String> {
    let (name, simulation) = simulated(file, model);
    // A search that learns that threads share more ends there: the two must know the same.
    let learnt = |_: &usize| all(simulation()).0 != Stopped::Stale && few(simulation()).0 != Stopped::Stale;
    assert!((0..50).any(|round| learnt(&round)), "{name} is never learnt");
    let searched = differs(&name, &all(simulation()), &all(Plain(simulation())));
    let bounded = differs(&name, &few(simulation()), &few(Plain(simulation())));
    searched.into_iter().chain(bounded).collect()
}

// The moments of a run that switches at each step, and what each step touched.
fn played(simulation: &mut Simulation, from: usize, mark: bool) -> Vec<(Task, String)> {
    let (mut steps, mut footprint) = (Vec::new(), Footprint::default());
    while !simulation.is_cut() {
        let movable = (0..simulation.tasks() as Task).filter(|task| simulation.standing(*task).can_move());
        let movable: Vec<Task> = movable.collect();
        let Some(task) = movable.get((from + steps.len()) % movable.len().max(1)).copied() else {
            break;
        };
        if mark && !simulation.mark() {
            break;
        }
        footprint.clear();
        simulation.step(task, &mut footprint);
        steps.push((task, format!("{:?}", footprint.touches())));
    }
    steps
}

/// So many moments of a run are gone back to.
const MOMENTS: usize = 60;

fn strays(file: &Path, model: Model) -> Option<String> {
    let (name, simulation) = simulated(file, model);
    let mut simulation = simulation();
    simulation.reset();
    let plain = played(&mut simulation, 0, false);
    simulation.reset();
    let marks = played(&mut simulation, 0, true).len();
    (0..marks.min(MOMENTS)).rev().find_map(|at| {
        if !simulation.back(at) {
            return None;
        }
        let rest = played(&mut simulation, at, false);
        (rest != plain[at..]).then(|| format!("{name}: after step {at} of {}, under {model:?}", plain.len()))
    })
}

#[test]
fn from_each_moment_a_run_goes_on_as_it_did() {
    let wrong: Vec<String> = programs().filter_map(|(file, model)| strays(&file, model)).collect();
    assert_eq!(wrong, Vec::<String>::new());
}

/// Modules that are made once for all runs, and some that import them.
const SHARED: [&str; 10] = [
    "asyncio",
    "bisect",
    "collections",
    "concurrent.futures",
    "copy",
    "functools",
    "heapq",
    "itertools",
    "operator",
    "queue",
];

#[test]
fn whatever_is_imported_a_run_can_be_gone_back_to() {
    for module in SHARED {
        let text = format!("import {module}\nimport threading\nthreading.Thread(target=print).start()\nprint()\n");
        let source = Text::new(text, "program.py".to_owned()).source();
        let mut simulation = Simulation::new(source, Model::Free314, Arc::default());
        let mut footprint = Footprint::default();
        for _ in 0..2 {
            simulation.reset();
            while simulation.tasks() < 2 {
                simulation.step(0, &mut footprint);
            }
            assert!(simulation.mark(), "{module}");
        }
    }
}

#[test]
fn going_back_finds_what_starting_again_finds() {
    let wrong: Vec<String> = programs().flat_map(|(file, model)| complaints(&file, model)).collect();
    assert_eq!(wrong, Vec::<String>::new());
}
