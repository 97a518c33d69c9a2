//! A run of a Python program as a value: every thread, what they share, and how time passes.

mod accesses;
mod blocking;
mod effects;
mod ending;
mod life;
mod log;
mod marks;
mod order;
mod running;
mod shared;
mod spin;
pub(crate) mod spoken;
mod tasks;
mod touches;
mod watch;

use std::sync::Arc;
use std::time::Duration;

use explore::{Footprint, Place, Program, Standing, Task, Touch};
use hashbrown::HashMap;
use python::effect::Start;
use python::objects::string::Name;
use python::{Interpreter, number, sync};

pub use log::{Moment, Went, What};
pub use shared::Shared;
pub use watch::Race;

use crate::model::Model;
use crate::names::Names;
use crate::outcome::Outcome;
use order::Order;
use running::{Next, Running};

/// A program that can be run again and again.
pub trait Source: Send + Sync {
    /// A run that has not begun.
    fn begin(&self, model: Model) -> Arc<Interpreter>;

    /// What its main thread runs.
    fn main(&self, interpreter: &Interpreter) -> Start;
}

/// How many steps a run may have before it is cut short.
pub(crate) const LONGEST: usize = 20_000;
/// The same of a run that is played for its end alone.
const LONG: usize = 1_000_000;

/// A run of a program under one Python.
pub struct Simulation {
    source: Arc<dyn Source>,
    model: Model,
    shared: Arc<Shared>,
    interpreter: Arc<Interpreter>,
    contended: Arc<Vec<bool>>,
    places: HashMap<(u64, u64), Place>,
    tasks: HashMap<(Task, u32), Task>,
    running: Vec<Option<Running>>,
    states: HashMap<u64, sync::State>,
    order: Order,
    watch: Option<Box<watch::Watch>>,
    output: String,
    failures: Vec<(Task, u32, String)>,
    steps: usize,
    longest: usize,
    over: bool,
    status: i32,
    stale: bool,
    effects: u64,
    ranks: Vec<Task>,
    errors: String,
    fair: bool,
    /// Whether what exceptions print is kept; a search asks only for their words.
    tells: bool,
    anywhere: bool,
    quota: Option<u64>,
    times: HashMap<u64, Duration>,
    marks: Vec<marks::Mark>,
}

impl Simulation {
    /// A run that has not begun.
    pub fn new(source: Arc<dyn Source>, model: Model, shared: Arc<Shared>) -> Self {
        let (interpreter, contended) = (begin(&source, model), shared.contended());
        Self {
            source,
            model,
            shared,
            interpreter,
            contended,
            places: HashMap::new(),
            tasks: HashMap::new(),
            running: Vec::new(),
            states: HashMap::new(),
            order: Order::default(),
            watch: None,
            output: String::new(),
            failures: Vec::new(),
            steps: 0,
            longest: LONGEST,
            over: false,
            status: 0,
            stale: false,
            effects: 0,
            ranks: Vec::new(),
            errors: String::new(),
            fair: false,
            tells: false,
            anywhere: false,
            quota: None,
            times: HashMap::new(),
            marks: Vec::new(),
        }
    }

    /// Runs may be so long that no search goes through them.
    pub(crate) fn lengthen(&mut self) {
        self.longest = LONG;
    }

    /// Keeps a log of what happens from the next run on, and looks for races.
    pub fn watch(&mut self) {
        self.watch = Some(Box::default());
        self.tells = true;
    }

    /// What happened in the run so far, if it is watched.
    pub fn log(&self) -> &[Moment] {
        self.watch.as_ref().map_or(&[], |watch| &watch.log)
    }

    /// The races found in the run so far, if it is watched.
    pub fn races(&self) -> &[Race] {
        self.watch.as_ref().map_or(&[], |watch| &watch.found)
    }

    /// What the program calls its objects, as far as that was found out, if the run is watched.
    pub(crate) fn names(&mut self) -> Names {
        self.look_for_names();
        self.watch.as_ref().map(|watch| watch.names.clone()).unwrap_or_default()
    }

    /// The run's interpreter.
    pub fn interpreter(&self) -> &Arc<Interpreter> {
        &self.interpreter
    }

    /// A sync object's state.
    pub fn state(&self, object: u64) -> Option<&sync::State> {
        self.states.get(&object)
    }

    /// What the program calls a thread.
    pub fn name(&self, task: Task) -> String {
        let running = self.running.get(usize::from(task)).and_then(Option::as_ref);
        running.map_or_else(|| format!("thread {task}"), |running| running.name.clone())
    }

    /// What a thread waits for: the sync object's number, and the call.
    pub fn waiting(&self, task: Task) -> Option<(u64, &sync::Call)> {
        match &self.running.get(usize::from(task))?.as_ref()?.next {
            Next::Perform(python::Effect::Sync { object, call, .. }) => Some((object.0, call)),
            _ => None,
        }
    }

    /// Whether a thread has ended, and the line it is in.
    pub fn place_of(&self, task: Task) -> (bool, u32) {
        let running = self.running.get(usize::from(task)).and_then(Option::as_ref);
        running.map_or((true, 0), |running| (running.has_ended(), running.thread.line()))
    }

    /// Whether a thread is cut off at exit.
    pub fn is_daemon(&self, task: Task) -> bool {
        let running = self.running.get(usize::from(task)).and_then(Option::as_ref);
        running.is_some_and(|running| running.daemon)
    }

    /// Stops at each check point, and has no limit of steps: for a run that is no part of a search.
    pub fn be_fair(&mut self, fair: bool) {
        (self.fair, self.tells) = (fair, true);
    }

    /// Stops wherever this Python may switch threads, whether or not anything says that it matters there: for setting the search against.
    pub fn stop_anywhere(&mut self) {
        self.anywhere = true;
    }

    /// Lets the thread that was started as the so-manieth go on for so many effects, or until it waits.
    pub fn go_for(&mut self, rank: usize, effects: u64, footprint: &mut Footprint) {
        let Some(task) = self.ranks.get(rank).copied() else {
            return;
        };
        let (end, steps) = (self.effects + effects, self.steps);
        self.quota = Some(end);
        while self.effects < end && self.standing(task).can_move() {
            footprint.clear();
            self.step(task, footprint);
        }
        (self.quota, self.steps) = (None, steps);
    }

    /// Whether the thread that was started as the so-manieth can move.
    pub fn can_move(&self, rank: usize) -> bool {
        self.ranks.get(rank).is_some_and(|task| self.standing(*task).can_move())
    }

    /// Lets the thread that was started as the so-manieth take one step of at most so many effects; where the effects do not end it, another
    /// thread may run after it. Whether it could move.
    pub fn go_once(&mut self, rank: usize, most: u64, footprint: &mut Footprint) -> bool {
        let Some(task) = self.ranks.get(rank).copied() else {
            return false;
        };
        if !self.standing(task).can_move() {
            return false;
        }
        self.quota = Some(self.effects.saturating_add(most.max(1)));
        footprint.clear();
        self.step(task, footprint);
        self.quota = None;
        true
    }

    /// The threads in the order in which they were started in this run.
    pub fn started(&self) -> &[Task] {
        &self.ranks
    }

    /// What the program printed so far.
    pub fn printed(&self) -> &str {
        &self.output
    }

    /// What the program wrote to its standard error so far, if the run is watched or no part of a search.
    pub fn errors(&self) -> &str {
        &self.errors
    }

    /// Whether the program has ended.
    pub fn is_over(&self) -> bool {
        self.over
    }

    /// The latest virtual time of any thread.
    pub fn time(&self) -> Duration {
        self.running
            .iter()
            .flatten()
            .map(|running| running.time)
            .max()
            .unwrap_or_default()
    }

    /// The virtual time at which a thread goes on.
    pub fn due(&self, task: Task) -> Duration {
        let running = self.running.get(usize::from(task)).and_then(Option::as_ref);
        running.map_or(Duration::MAX, |running| {
            running.due(|object| self.states.get(&object), task)
        })
    }

    /// How many effects there were so far.
    pub fn effects(&self) -> u64 {
        self.effects
    }

    /// As the how-manieth a thread was started in this run.
    pub fn rank(&self, task: Task) -> usize {
        self.ranks.iter().position(|known| *known == task).unwrap_or(0)
    }

    /// All sync objects' numbers, in order.
    pub fn objects(&self) -> Vec<u64> {
        let mut all: Vec<u64> = self.states.keys().copied().collect();
        all.sort_unstable();
        all
    }

    /// The status with which the program exits.
    pub fn status(&self) -> i32 {
        self.status
    }

    fn place(&mut self, key: (u64, u64)) -> Place {
        let shared = &self.shared;
        *self.places.entry(key).or_insert_with(|| shared.place(key))
    }

    // The number of the child that a thread starts as its so-manieth.
    fn child(&mut self, parent: Task, count: u32) -> Option<Task> {
        if let Some(task) = self.tasks.get(&(parent, count)) {
            return Some(*task);
        }
        let task = self.shared.task(parent, count)?;
        self.tasks.insert((parent, count), task);
        Some(task)
    }

    fn slot(&mut self, object: u64, slot: &python::Slot) -> Place {
        let part = match slot {
            python::Slot::Whole => 1,
            python::Slot::Cell => 2,
            python::Slot::Name(name) => part_of(name),
        };
        self.place((object, part))
    }

    fn is_contended(&self, place: Place) -> bool {
        self.contended.get(place as usize).copied().unwrap_or(false)
    }

    fn contend(&mut self, place: Place) {
        if !self.is_contended(place) {
            self.shared.contend(place);
            self.stale = true;
        }
    }
}

// What is made before the program runs belongs to no thread, and has the same numbers in every run.
fn begin(source: &Arc<dyn Source>, model: Model) -> Arc<Interpreter> {
    let outer = number::swap(number::first_of(NOBODY));
    let interpreter = source.begin(model);
    number::swap(outer);
    interpreter
}

const NOBODY: u32 = 0x00ff_ffff;

fn part_of(name: &Name) -> u64 {
    name.hash().cast_unsigned() | 4
}

impl Program for Simulation {
    type Outcome = Outcome;

    fn reset(&mut self) {
        self.marks.clear();
        self.running.clear();
        self.interpreter = begin(&self.source, self.model);
        self.states.clear();
        self.order.clear();
        self.output.clear();
        self.failures.clear();
        self.effects = 0;
        self.errors.clear();
        self.times.clear();
        self.ranks.clear();
        self.ranks.push(0);
        (self.steps, self.over, self.status) = (0, false, 0);
        if let Some(watch) = &mut self.watch {
            watch.clear();
        }
        let main = Running::new(
            &self.interpreter,
            0,
            "MainThread".to_owned(),
            false,
            self.source.main(&self.interpreter),
        );
        self.running.push(Some(main));
    }

    fn tasks(&self) -> usize {
        self.running.len()
    }

    fn standing(&self, task: Task) -> Standing {
        let Some(Some(running)) = self.running.get(usize::from(task)) else {
            return Standing::Absent;
        };
        if matches!(running.next, Next::Ended) {
            return Standing::Absent;
        }
        if self.over {
            return Standing::Blocked;
        }
        self.standing_of(task, running)
    }

    fn step(&mut self, task: Task, footprint: &mut Footprint) {
        self.steps += 1;
        self.go(task, footprint);
    }

    // Nobody else takes a lock for which no two threads contend; were it otherwise, that would be learnt, and the search void.
    fn is_own(&self, footprint: &Footprint) -> bool {
        footprint.touches().iter().all(|(place, touch)| match touch {
            Touch::Observe | Touch::Announce => true,
            Touch::Take | Touch::Give => !self.is_contended(*place),
            _ => false,
        })
    }

    fn mark(&mut self) -> bool {
        let mark = self.moment();
        let kept = mark.is_some();
        self.marks.extend(mark);
        kept
    }

    fn back(&mut self, mark: usize) -> bool {
        self.marks.truncate(mark + 1);
        let Some(last) = self.marks.pop() else { return false };
        let is_back = self.go_back(&last);
        self.marks.push(last);
        is_back
    }

    fn pending(&self, task: Task, footprint: &mut Footprint) {
        self.waits_for(task, footprint);
    }

    fn outcome(&mut self) -> Outcome {
        self.ending()
    }

    fn failed(outcome: &Outcome) -> bool {
        outcome.failed()
    }

    fn is_stale(&self) -> bool {
        self.stale
    }

    fn is_cut(&self) -> bool {
        self.steps >= self.longest && !self.fair
    }
}

/// How far a thread's clock goes ahead each time that it is looked at.
const GLANCE: Duration = Duration::from_micros(1);
