//! An experiment that a person steps through in lockstep, and the report at its end.

use crate::{StartError, report, simulation};
use catalogue::Experiment;
use labs::Program;
use lockstep::{Breakpoint, Session};
use trace::{Environment, Report};
use workloads::ResultCollector;

/// Steps beyond the known ones in which a breakpoint is looked for.
const FORESIGHT: u64 = 100_000;

/// A session over an experiment.
pub struct Stepping {
    experiment: Experiment,
    session: Session<ResultCollector>,
}

impl Stepping {
    /// At the experiment's step of its schedule. What does not fit is complained about in a sentence, and the session stands where it no longer
    /// fitted.
    pub fn start(experiment: &Experiment, program: &Program) -> Result<(Self, Option<String>), StartError> {
        let (session, complaint) = simulation::session(experiment, program)?;
        let experiment = crate::program::settled(experiment, program);
        Ok((Stepping { experiment, session }, complaint))
    }

    /// The session as it stands.
    pub fn session(&self) -> &Session<ResultCollector> {
        &self.session
    }

    /// The session, to move it.
    pub fn session_mut(&mut self) -> &mut Session<ResultCollector> {
        &mut self.session
    }

    /// Goes so many steps along those that are known, and on as a fair machine would where they end.
    pub fn forward(&mut self, steps: u64) {
        let known = self.session.known() - self.session.position();
        self.session.seek(self.session.position() + steps.min(known));
        if steps > known {
            self.session.go_fair(steps - known);
        }
    }

    /// Goes to the next such place, known or still to come on a fair machine; `false`, and nothing has moved, when there is none in sight.
    pub fn seek_next(&mut self, breakpoint: Breakpoint) -> bool {
        let (here, known) = (self.session.position(), self.session.known());
        if self.session.seek_next(breakpoint) {
            return true;
        }
        self.session.go_fair(FORESIGHT);
        self.session.seek(known.max(here));
        let found = self.session.seek_next(breakpoint);
        if !found {
            self.session.seek(here);
        }
        found
    }

    /// A report of the run as far as it has come, for labs that tell of themselves while they run; `None` once its report was made.
    pub fn so_far(&mut self) -> Option<Report> {
        let (_, told) = self.session.peek(|harvest| harvest.so_far(0))??;
        let stage = self.session.executor();
        let mut report = report::blank(&self.experiment, stage.done(), stage.elapsed(), Environment::default());
        report.result = report::result(told);
        Some(report)
    }

    /// The report once the run has ended, one way or another. It can be made once a moment.
    pub fn report(&mut self, environment: Environment) -> Option<Report> {
        let ending = self.session.ending()?;
        let result = match ending {
            lockstep::Ending::Failed(_) => None,
            _ => self.session.read(|harvest| report::result(harvest.collect())),
        };
        let schedule = self.session.schedule().to_string();
        let stage = self.session.executor();
        let told = simulation::told(stage, &ending, None);
        let result = result.unwrap_or_default();
        Some(simulation::report(
            &self.experiment,
            stage,
            &ending,
            told,
            result,
            schedule,
            environment,
        ))
    }
}
