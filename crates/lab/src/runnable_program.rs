//! What an experiment on real threads is about: a lab's program, or one of the visitor's own.

use crate::program;
use catalogue::Experiment;
use labs::Program;
use threads::Run;
use workloads::ResultCollector;

/// Something that can be run on real threads.
pub trait RunnableProgram {
    /// The most threads that are ever alive at once.
    fn threads(&self) -> u32;

    /// How much work there is, in the unit of its lab; `None` if only doing it tells.
    fn amount(&self) -> Option<u64>;

    /// The experiment with what this subject knows better.
    fn settled(&self, experiment: &Experiment) -> Experiment;

    /// Sets it up in a run that has not begun, under the experiment's lock.
    fn set_up(&self, run: &Run, experiment: &Experiment) -> ResultCollector;
}

impl RunnableProgram for Program {
    fn threads(&self) -> u32 {
        Program::threads(self)
    }

    fn amount(&self) -> Option<u64> {
        Program::amount(self)
    }

    fn settled(&self, experiment: &Experiment) -> Experiment {
        program::settled(experiment, self)
    }

    fn set_up(&self, run: &Run, experiment: &Experiment) -> ResultCollector {
        program::set_up(&run.world(), experiment, self)
    }
}
