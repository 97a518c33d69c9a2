//! A run that a person steps through: forwards, backwards, anywhere, and off on another branch.

mod show;

use crate::{
    Lockstep, Machine, Played, Schedule, Stage,
    kernel::Phase,
    play,
    play::play_on,
    schedule::{Choice, Fair, Manual, Plan, Policy, Random, Replay, Table, Trail, Walk},
};
use trace::{Contention, Event, Names, Race, WaitGraph};

/// What came of a move that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// It was a step.
    Yes,
    /// It tried again in vain, and goes on waiting: nothing has changed.
    InVain,
    /// It cannot move.
    No,
}

/// What somebody may look for in a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Landmark {
    /// A lock is taken, let go of, or waited for.
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
/// Going back runs the program again from its beginning, which is the only checkpoint that a program's own memory allows; at some 50 ns a step
/// nobody notices. Moving a task from a moment of the past cuts off what came after it: a branch.
pub struct Session<H> {
    program: Program<H>,
    stage: Stage,
    harvest: Option<H>,
    trail: Trail,
    plan: Plan,
}

impl<H> Session<H> {
    /// At the beginning of a run of `program`.
    pub fn new(machine: Machine, program: impl Fn(&Lockstep) -> H + 'static) -> Self {
        let mut session = Session {
            program: Box::new(program),
            stage: Stage::watched(machine, MOST_STEPS as usize),
            harvest: None,
            trail: Trail::default(),
            plan: Plan::default(),
        };
        session.begin();
        session
    }

    /// Takes the run through `schedule` from its beginning. What does not fit the program is complained about in a sentence, and the run stands
    /// where it no longer fitted.
    pub fn open(&mut self, schedule: &Schedule) -> Result<(), String> {
        self.forget();
        let played = self.play_new(&mut Replay::new(schedule), MOST_STEPS);
        for part in schedule.parts.iter().copied() {
            self.plan.add(part, self.trail.len());
        }
        self.plan.cut(self.trail.len());
        match played {
            Played::Ended if schedule.steps().is_some_and(|steps| steps > self.position()) => Err(format!(
                "The run was over after {} steps, and the schedule was not.",
                self.position()
            )),
            Played::Ended | Played::Stopped => Ok(()),
            Played::Enough => Err(format!("A session holds no more than {MOST_STEPS} steps.")),
            Played::Refused { task } => Err(format!(
                "The schedule does not fit this program: thread {} cannot move at step {}.",
                task + 1,
                self.position() + 1
            )),
        }
    }

    /// Moves a task, counted from 0. What was known to come after this moment is forgotten if the move is another one.
    pub fn step(&mut self, task: usize) -> Moved {
        let before = self.position();
        let played = play(&mut self.stage, &mut Manual::new(task), 1);
        if self.position() > before {
            if self.trail.task(before) != Some(task) {
                self.trail.truncate(before);
                self.plan.cut(before);
                self.trail.push(task);
                self.plan.step(task, before + 1);
            }
            self.settle();
            return Moved::Yes;
        }
        match played {
            Played::Refused { .. } | Played::Ended => Moved::No,
            Played::Enough | Played::Stopped => Moved::InVain,
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

    /// Goes to the moment after so many steps, or as far as steps are known.
    pub fn seek(&mut self, steps: u64) {
        if steps < self.position() {
            self.begin();
        }
        let steps = steps.min(self.trail.len());
        self.advance(steps - self.position());
    }

    /// Goes on along the known steps until one of this kind has been taken, or to the last; whether there was one.
    pub fn seek_next(&mut self, landmark: Landmark) -> bool {
        let last = |session: &Self| {
            session
                .position()
                .checked_sub(1)
                .and_then(|step| session.trail.task(step))
        };
        while self.position() < self.trail.len() {
            let (task, races) = (last(self), self.races().len());
            self.advance(1);
            let found = match landmark {
                Landmark::Switch => task.is_some() && last(self) != task,
                Landmark::Race => self.races().len() > races,
                Landmark::Lock => self.is_at_lock(),
            };
            if found {
                return true;
            }
        }
        false
    }

    /// Goes on as a fair machine would, for at most so many steps; how many it were.
    pub fn go_fair(&mut self, steps: u64) -> u64 {
        self.go(&mut Fair, Schedule::fair(), steps)
    }

    /// Goes on at random, for at most so many steps; how many it were.
    pub fn go_random(&mut self, seed: u64, steps: u64) -> u64 {
        self.go(&mut Random::new(seed), Schedule::random(seed), steps)
    }

    /// What the run stands on at this moment: its clock, its counts.
    pub fn stage(&self) -> &Stage {
        &self.stage
    }

    /// Steps before the moment that is looked at.
    pub fn position(&self) -> u64 {
        self.stage.steps()
    }

    /// Steps that are known.
    pub fn known(&self) -> u64 {
        self.trail.len()
    }

    /// The schedule that leads to this moment.
    pub fn schedule(&self) -> Schedule {
        self.plan.schedule(&self.trail, self.position())
    }

    /// Everything recorded up to this moment.
    pub fn events(&self) -> &[Event] {
        self.stage.events()
    }

    /// What the numbers in events stand for.
    pub fn names(&self) -> Names {
        self.stage.names()
    }

    /// Who waits for whom.
    pub fn graph(&self) -> WaitGraph {
        self.stage.graph()
    }

    /// Races seen up to this moment.
    pub fn races(&self) -> Vec<Race> {
        self.stage.races()
    }

    /// What locks have cost up to this moment.
    pub fn contention(&self) -> Contention {
        self.stage.contention()
    }

    /// How the run has ended; `None` as long as somebody can move.
    pub fn ending(&self) -> Option<crate::Ending> {
        self.stage.ending()
    }

    /// Reads what the program has left behind at this moment. It can be read once a moment; going back makes it readable again.
    pub fn read<R>(&mut self, read: impl FnOnce(H) -> R) -> Option<R> {
        let harvest = self.harvest.take()?;
        Some(self.stage.read(|| read(harvest)))
    }

    /// Looks at what the program shows of itself at this moment; `None` once it was [read](Session::read).
    pub fn peek<R>(&mut self, look: impl FnOnce(&H) -> R) -> Option<R> {
        let harvest = self.harvest.as_ref()?;
        Some(self.stage.read(|| look(harvest)))
    }

    /// Goes on along the known steps, which fit the program that took them.
    fn advance(&mut self, steps: u64) {
        let mut along = Along(self.trail.walk(self.position()));
        play(&mut self.stage, &mut along, steps);
        self.settle();
    }

    fn begin(&mut self) {
        // What the last run left behind must be dropped where it belongs.
        let old = self.harvest.take();
        self.stage.read(|| drop(old));
        self.harvest = Some(self.stage.set(&self.program));
    }

    fn forget(&mut self) {
        self.begin();
        self.trail = Trail::default();
        self.plan = Plan::default();
    }

    fn go(&mut self, policy: &mut dyn Policy, schedule: Schedule, steps: u64) -> u64 {
        let before = self.position();
        self.trail.truncate(before);
        self.plan.cut(before);
        self.play_new(policy, steps.min(MOST_STEPS.saturating_sub(before)));
        for part in schedule.parts {
            self.plan.add(part, self.position());
        }
        self.position() - before
    }

    /// Plays on from the end of what is known.
    fn play_new(&mut self, policy: &mut dyn Policy, steps: u64) -> Played {
        let trail = &mut self.trail;
        let played = play_on(&mut self.stage, policy, steps, &mut |task, stepped| {
            if stepped {
                trail.push(task);
            }
        });
        self.settle();
        played
    }

    /// When all that is left to try are waits that were woken, finds out on another stage whether any of them would succeed, for if not, the run
    /// is over.
    fn settle(&mut self) {
        let kernel = self.stage.kernel();
        let movable: Vec<usize> = (0..kernel.tasks.len())
            .filter(|task| self.stage.movable(*task))
            .collect();
        let hopeful = |task: &usize| kernel.tasks[*task].phase == Phase::Woken && !kernel.tasks[*task].limited();
        if movable.is_empty() || !movable.iter().all(hopeful) {
            return;
        }
        let mut other = Stage::bare();
        let harvest = other.set(&self.program);
        let mut along = Along(self.trail.walk(0));
        play(&mut other, &mut along, self.stage.steps());
        let in_vain = movable.iter().all(|task| !other.step(*task));
        other.read(|| drop(harvest));
        if in_vain {
            movable.iter().for_each(|task| {
                self.stage.step(*task);
            });
        }
    }
}

impl<H> Drop for Session<H> {
    fn drop(&mut self) {
        let harvest = self.harvest.take();
        self.stage.read(|| drop(harvest));
    }
}

/// A way that was gone before.
struct Along<'a>(Walk<'a>);

impl Policy for Along<'_> {
    fn choose(&mut self, table: &Table<'_>) -> Choice {
        self.0.task(table.steps()).map_or(Choice::Stop, Choice::Move)
    }
}
