//! A run in lockstep that nobody watches: only how long it takes matters.

use lockstep::{Costs, Ending, Executor, Lockstep, Machine, RunStatus, play, schedule::VirtualTimeScheduler};

/// What one step costs the machine that plays it, in its nanoseconds, besides the computation in it: something, and something for each
/// task that might have moved instead.
const STEP: u64 = 80;
const TASK: u64 = 4;
/// Steps between two looks at how much was done.
const STEPS_A_LOOK: u64 = 64;

/// A run under a cost model, played as a fair machine would.
pub(crate) struct DryRun<H> {
    stage: Executor,
    harvest: Option<H>,
    compute: u32,
    over: bool,
}

impl<H> DryRun<H> {
    /// Sets a program up on so many cores.
    pub fn new(cores: u32, costs: Costs, program: impl FnOnce(&Lockstep) -> H) -> Self {
        let mut stage = Executor::timed(Machine {
            costs,
            ..Machine::with_cores(cores)
        });
        let harvest = Some(stage.set(program));
        DryRun {
            stage,
            harvest,
            compute: costs.compute,
            over: false,
        }
    }

    /// The same of a program whose computations do much less than they say they cost.
    pub fn hardly_computing(mut self) -> Self {
        self.compute = 0;
        self
    }

    /// Goes on until so much effort was spent on it in all; whether there is more to play.
    pub fn advance(&mut self, effort: u64, each: u32) -> bool {
        while !self.over && self.effort(each) < effort {
            self.over = play(&mut self.stage, &mut VirtualTimeScheduler, STEPS_A_LOOK) != RunStatus::Enough;
        }
        !self.over
    }

    /// What it has cost so far to play it: about nanoseconds, and the same wherever it is played. An operation may have counted as `each`.
    pub fn effort(&self, each: u32) -> u64 {
        let compute =
            u128::from(self.stage.computed()) * u128::from(self.compute) / u128::from(each) / u128::from(Costs::ONE);
        self.stage.steps() * (STEP + TASK * self.stage.tasks()) + compute as u64
    }

    /// Whether every thread came to its end.
    pub fn finished(&self) -> bool {
        self.stage.ending() == Some(Ending::Finished)
    }

    /// Its length so far, in virtual nanoseconds.
    pub fn elapsed(&self) -> u64 {
        self.stage.elapsed()
    }

    /// Units of work done so far.
    pub fn done(&self) -> u64 {
        self.stage.done()
    }
}

impl<H> Drop for DryRun<H> {
    fn drop(&mut self) {
        let harvest = self.harvest.take();
        self.stage.read(|| drop(harvest));
    }
}
