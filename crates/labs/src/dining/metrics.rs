//! What became of the meals, and what of that is wrong.

use lab_kit::{LabResult, Verdict, metrics};

metrics! {
    /// What became of the meals.
    pub struct Metrics {
        /// How many were eaten.
        meals: u64,
        /// How many were given up after as many tries as there may be.
        hungry: u64,
        /// How often locks were taken and put back.
        put_back: u64,
        /// How many were left when the run ended.
        unfinished: u64,
    }
}

impl LabResult for Metrics {
    fn verdict(&self) -> Verdict {
        let judged = Verdict::right(self.meals).wrong_if(self.hungry > 0, || {
            format!(
                "Livelock, until it was given up: locks were taken and put back {} times, and {} meals never came about.",
                self.put_back, self.hungry
            )
        });
        Verdict {
            undone: self.hungry,
            ..judged
        }
    }
}
