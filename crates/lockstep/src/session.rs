//! A run that a person steps through: forwards, backwards, anywhere, and off on another branch.

mod show;

use crate::{
    Executor, Lockstep, Machine, RunStatus, Schedule,
    kernel::Phase,
    play,
    play::play_on,
    schedule::{
        Choice, History, HistoryIter, Manual, Plan, Random, Replay, Scheduler, SchedulerView, VirtualTimeScheduler,
    },
};
use trace::{Contention, Event, Race, SymbolTable, WaitGraph};

/// What came of a move that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// It was a step.
    Yes,
    /// Its retry failed, and it goes on waiting: nothing has changed.
    InVain,
    /// It cannot move.
    No,
}

/// What to look for in a run.
///
/// ```
/// use lockstep::{Breakpoint, Machine, Session};
/// use world::{Cell, Kind, Label, World};
///
/// fn program(world: &lockstep::Lockstep) -> lockstep::Word {
///     let n = world.cell(Label::new(Kind::Variable, "n"), 0);
///     for index in 1..=2 {
///         world.spawn(Label::thread("thread", index), move |_| async move {
///             let seen = n.load().await;
///             n.store(seen + 1).await;
///         });
///     }
///     n
/// }
///
/// let mut session = Session::new(Machine::default(), program);
/// session.go_fair(100);
/// session.seek(0);
/// assert!(session.seek_next(Breakpoint::Switch));
/// assert!(!session.seek_next(Breakpoint::Lock), "there is none");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breakpoint {
    /// A lock is acquired, released, or waited for.
    Lock,
    /// Two accesses race, or an update is wiped out.
    Race,
    /// Another thread moves than before.
    Switch,
}

/// Steps that a session remembers at most.
pub const MOST_STEPS: u64 = 1 << 20;

/// The program, set up anew whenever the session goes back.
type Program<H> = Box<dyn Fn(&Lockstep) -> H>;

/// A run, as far as it has been taken, and the moment that is looked at.
///
/// ```
/// use lockstep::{Machine, Moved, Schedule, Session};
/// use world::{Cell, Kind, Label, World};
///
/// fn program(world: &lockstep::Lockstep) -> lockstep::Word {
///     let n = world.cell(Label::new(Kind::Variable, "n"), 0);
///     for index in 1..=2 {
///         world.spawn(Label::thread("thread", index), move |_| async move {
///             let seen = n.load().await;
///             n.store(seen + 1).await;
///         });
///     }
///     n
/// }
///
/// let mut session = Session::new(Machine::default(), program);
/// session.open(&Schedule::of([0, 0, 1, 1])).expect("it fits");
/// assert_eq!((session.position(), session.peek(|n| n.peek())), (4, Some(2)));
/// // Back to the first step, and on along another branch: both load before either stores.
/// session.seek(1);
/// assert_eq!(session.step(1), Moved::Yes);
/// session.go_fair(100);
/// assert_eq!(session.peek(|n| n.peek()), Some(1));
/// ```
///
/// Going back runs the program again from its beginning, which is the only checkpoint that a program's own memory allows; at some 50 ns a step
/// it is not noticed. A step of another task from a moment of the past cuts off what came after it: a branch.
pub struct Session<H> {
    program: Program<H>,
    executor: Executor,
    harvest: Option<H>,
    history: History,
    plan: Plan,
}

impl<H> Session<H> {
    /// At the beginning of a run of `program`.
    pub fn new(machine: Machine, program: impl Fn(&Lockstep) -> H + 'static) -> Self {
        let mut session = Session {
            program: Box::new(program),
            executor: Executor::watched(machine, MOST_STEPS as usize),
            harvest: None,
            history: History::default(),
            plan: Plan::default(),
        };
        session.begin();
        session
    }

    /// Takes the run through `schedule` from its beginning.
    ///
    /// # Errors
    /// One sentence when the schedule does not fit the program; the run then stands where it no longer fitted.
    ///
    /// ```
    /// use lockstep::{Machine, Schedule, Session};
    /// use world::{Cost, Label, World};
    ///
    /// let mut session = Session::new(Machine::default(), |world: &lockstep::Lockstep| {
    ///     world.spawn(Label::thread("thread", 1), |world| async move { world.compute(Cost::nanos(5), || ()).await });
    /// });
    /// let why = session.open(&Schedule::of([0, 0])).expect_err("the thread has one step");
    /// assert_eq!(why, "The schedule does not fit this program: thread 1 cannot move at step 2.");
    /// ```
    pub fn open(&mut self, schedule: &Schedule) -> Result<(), String> {
        self.forget();
        let played = self.play_new(&mut Replay::new(schedule), MOST_STEPS);
        for part in schedule.parts.iter().copied() {
            self.plan.add(part, self.history.len());
        }
        self.plan.cut(self.history.len());
        match played {
            RunStatus::Ended if schedule.steps().is_some_and(|steps| steps > self.position()) => Err(format!(
                "The run was over after {} steps, and the schedule was not.",
                self.position()
            )),
            RunStatus::Ended | RunStatus::Stopped => Ok(()),
            RunStatus::Enough => Err(format!("A session holds no more than {MOST_STEPS} steps.")),
            RunStatus::Refused { task } => Err(format!(
                "The schedule does not fit this program: thread {} cannot move at step {}.",
                task + 1,
                self.position() + 1
            )),
        }
    }

    /// Moves a task, counted from 0. What was known to come after this moment is forgotten if the move is another one.
    pub fn step(&mut self, task: usize) -> Moved {
        let before = self.position();
        let played = play(&mut self.executor, &mut Manual::new(task), 1);
        if self.position() > before {
            if self.history.task(before) != Some(task) {
                self.history.truncate(before);
                self.plan.cut(before);
                self.history.push(task);
                self.plan.step(task, before + 1);
            }
            self.settle();
            return Moved::Yes;
        }
        match played {
            RunStatus::Refused { .. } | RunStatus::Ended => Moved::No,
            RunStatus::Enough | RunStatus::Stopped => Moved::InVain,
        }
    }

    /// One step back; `false` at the beginning.
    pub fn back(&mut self) -> bool {
        let position = self.position();
        position > 0 && {
            self.seek(position - 1);
            true
        }
    }

    /// Goes to the moment after `steps` steps, or as far as steps are known.
    pub fn seek(&mut self, steps: u64) {
        if steps < self.position() {
            self.begin();
        }
        let steps = steps.min(self.history.len());
        self.advance(steps - self.position());
    }

    /// Goes on along the known steps until one of this kind has been taken, or to the last; whether there was one.
    pub fn seek_next(&mut self, breakpoint: Breakpoint) -> bool {
        let last = |session: &Self| {
            session
                .position()
                .checked_sub(1)
                .and_then(|step| session.history.task(step))
        };
        while self.position() < self.history.len() {
            let (task, races) = (last(self), self.races().len());
            self.advance(1);
            let found = match breakpoint {
                Breakpoint::Switch => task.is_some() && last(self) != task,
                Breakpoint::Race => self.races().len() > races,
                Breakpoint::Lock => self.is_at_lock(),
            };
            if found {
                return true;
            }
        }
        false
    }

    /// Goes on as a fair machine would, for at most `steps` steps; how many it were.
    pub fn go_fair(&mut self, steps: u64) -> u64 {
        self.go(&mut VirtualTimeScheduler, Schedule::fair(), steps)
    }

    /// Goes on at random, for at most `steps` steps; how many it were.
    pub fn go_random(&mut self, seed: u64, steps: u64) -> u64 {
        self.go(&mut Random::new(seed), Schedule::random(seed), steps)
    }

    /// What the run stands on at this moment: its clock, its counts.
    pub fn executor(&self) -> &Executor {
        &self.executor
    }

    /// Steps before the moment that is looked at.
    pub fn position(&self) -> u64 {
        self.executor.steps()
    }

    /// Steps that are known.
    pub fn known(&self) -> u64 {
        self.history.len()
    }

    /// The schedule that leads to this moment.
    pub fn schedule(&self) -> Schedule {
        self.plan.schedule(&self.history, self.position())
    }

    /// Everything recorded up to this moment.
    pub fn events(&self) -> &[Event] {
        self.executor.events()
    }

    /// What the numbers in events stand for.
    pub fn names(&self) -> SymbolTable {
        self.executor.names()
    }

    /// Who waits for whom.
    pub fn graph(&self) -> WaitGraph {
        self.executor.graph()
    }

    /// Races seen up to this moment.
    pub fn races(&self) -> Vec<Race> {
        self.executor.races()
    }

    /// What locks have cost up to this moment.
    pub fn contention(&self) -> Contention {
        self.executor.contention()
    }

    /// How the run has ended; `None` as long as somebody can move.
    pub fn ending(&self) -> Option<crate::Ending> {
        self.executor.ending()
    }

    /// Reads what the program has left behind at this moment. It can be read once a moment; going back makes it readable again.
    pub fn read<R>(&mut self, read: impl FnOnce(H) -> R) -> Option<R> {
        let harvest = self.harvest.take()?;
        Some(self.executor.read(|| read(harvest)))
    }

    /// Looks at what the program shows of itself at this moment; `None` once it was [read](Session::read).
    pub fn peek<R>(&mut self, look: impl FnOnce(&H) -> R) -> Option<R> {
        let harvest = self.harvest.as_ref()?;
        Some(self.executor.read(|| look(harvest)))
    }

    /// Goes on along the known steps, which fit the program that took them.
    fn advance(&mut self, steps: u64) {
        let mut replay = ReplayHistory(self.history.walk(self.position()));
        play(&mut self.executor, &mut replay, steps);
        self.settle();
    }

    fn begin(&mut self) {
        // What the last run left behind must be dropped where it belongs.
        let old = self.harvest.take();
        self.executor.read(|| drop(old));
        self.harvest = Some(self.executor.set(&self.program));
    }

    fn forget(&mut self) {
        self.begin();
        self.history = History::default();
        self.plan = Plan::default();
    }

    fn go(&mut self, scheduler: &mut dyn Scheduler, schedule: Schedule, steps: u64) -> u64 {
        let before = self.position();
        self.history.truncate(before);
        self.plan.cut(before);
        self.play_new(scheduler, steps.min(MOST_STEPS.saturating_sub(before)));
        for part in schedule.parts {
            self.plan.add(part, self.position());
        }
        self.position() - before
    }

    /// Plays on from the end of what is known.
    fn play_new(&mut self, scheduler: &mut dyn Scheduler, steps: u64) -> RunStatus {
        let history = &mut self.history;
        let played = play_on(&mut self.executor, scheduler, steps, &mut |task, stepped| {
            if stepped {
                history.push(task);
            }
        });
        self.settle();
        played
    }

    /// When all that is left to try are waits that were woken, finds out on another executor whether any of them would succeed, for if not, the run
    /// is over.
    fn settle(&mut self) {
        let kernel = self.executor.kernel();
        let runnable: Vec<usize> = (0..kernel.tasks.len())
            .filter(|task| self.executor.runnable(*task))
            .collect();
        let hopeful = |task: &usize| kernel.tasks[*task].phase == Phase::Woken && !kernel.tasks[*task].limited();
        if runnable.is_empty() || !runnable.iter().all(hopeful) {
            return;
        }
        let mut other = Executor::bare();
        let harvest = other.set(&self.program);
        let mut replay = ReplayHistory(self.history.walk(0));
        play(&mut other, &mut replay, self.executor.steps());
        let in_vain = runnable.iter().all(|task| !other.step(*task));
        other.read(|| drop(harvest));
        if in_vain {
            runnable.iter().for_each(|task| {
                self.executor.step(*task);
            });
        }
    }
}

impl<H> Drop for Session<H> {
    fn drop(&mut self) {
        let harvest = self.harvest.take();
        self.executor.read(|| drop(harvest));
    }
}

/// A way that was gone before.
struct ReplayHistory<'a>(HistoryIter<'a>);

impl Scheduler for ReplayHistory<'_> {
    fn choose(&mut self, view: &SchedulerView<'_>) -> Choice {
        self.0.task(view.steps()).map_or(Choice::Stop, Choice::Move)
    }
}
