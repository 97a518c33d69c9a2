//! How a run came out.

use super::Simulation;
use super::running::Next;
use crate::outcome::{Kind, Outcome};

impl Simulation {
    pub(super) fn ending(&self) -> Outcome {
        Outcome {
            kind: self.kind(),
            stdout: self.output.clone(),
            exception: self.failures.first().map(|(_, _, words)| words.clone()),
            stuck: if self.over { Vec::new() } else { self.stuck() },
        }
    }

    fn kind(&self) -> Kind {
        if self.steps >= self.longest {
            return Kind::Cut;
        }
        if self.over && !self.failures.is_empty() {
            return Kind::Exception;
        }
        if self.over {
            return Kind::Finished;
        }
        let next = |task: usize| {
            self.running
                .get(task)
                .and_then(Option::as_ref)
                .map(|running| &running.next)
        };
        if (0..self.running.len()).any(|task| matches!(next(task), Some(Next::Spin(_)))) {
            return Kind::Livelock;
        }
        match next(0) {
            Some(Next::WaitForAll | Next::Ended) => Kind::PartialDeadlock,
            _ => Kind::Deadlock,
        }
    }

    fn stuck(&self) -> Vec<String> {
        let alive = self.running.iter().flatten().filter(|running| !running.has_ended());
        alive.map(|running| running.name.clone()).collect()
    }

    /// The uncaught exceptions: whose, in which line, and the last line of each.
    pub fn failures(&self) -> &[(explore::Task, u32, String)] {
        &self.failures
    }
}
