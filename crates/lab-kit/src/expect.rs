//! What a run of a lab must come to, whoever is scheduled when.

/// How a run can end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Termination {
    /// Every thread comes to its end, in every schedule.
    Always,
    /// Some schedules deadlock and others do not, or nobody has said.
    ByChance,
    /// Every schedule deadlocks.
    Never,
}

/// What is certain of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guarantees {
    /// How it ends.
    pub ends: Termination,
    /// The keys of the result that come out alike in every run which ends.
    pub stable: &'static [&'static str],
}

impl Termination {
    /// [`Termination::Never`] where every schedule deadlocks, else [`Termination::Always`].
    pub fn unless(deadlocks: bool) -> Self {
        match deadlocks {
            true => Termination::Never,
            false => Termination::Always,
        }
    }

    /// [`Termination::ByChance`] where some schedule may deadlock, else [`Termination::Always`].
    pub fn by_chance_if(may_deadlock: bool) -> Self {
        match may_deadlock {
            true => Termination::ByChance,
            false => Termination::Always,
        }
    }
}

impl Guarantees {
    /// A run that ends like this, with these results alike.
    pub fn new(ends: Termination, stable: &'static [&'static str]) -> Self {
        Guarantees { ends, stable }
    }

    /// A run that always ends, with these results alike.
    pub fn ends(stable: &'static [&'static str]) -> Self {
        Self::new(Termination::Always, stable)
    }
}
