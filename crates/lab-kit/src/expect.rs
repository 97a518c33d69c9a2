//! What a run of a lab must come to, whoever is scheduled when.

/// How a run can end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// Every thread comes to its end, in every schedule.
    Always,
    /// Some schedules deadlock and others do not, or nobody has said.
    ByChance,
    /// Every schedule deadlocks.
    Never,
}

/// What is certain of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expect {
    /// How it ends.
    pub ends: Ends,
    /// The keys of the result that come out alike in every run which ends.
    pub stable: &'static [&'static str],
}

impl Ends {
    /// [`Ends::Never`] where every schedule deadlocks, else [`Ends::Always`].
    pub fn unless(deadlocks: bool) -> Self {
        match deadlocks {
            true => Ends::Never,
            false => Ends::Always,
        }
    }

    /// [`Ends::ByChance`] where some schedule may deadlock, else [`Ends::Always`].
    pub fn by_chance_if(may_deadlock: bool) -> Self {
        match may_deadlock {
            true => Ends::ByChance,
            false => Ends::Always,
        }
    }
}

impl Expect {
    /// A run that ends like this, with these results alike.
    pub fn new(ends: Ends, stable: &'static [&'static str]) -> Self {
        Expect { ends, stable }
    }

    /// A run that always ends, with these results alike.
    pub fn ends(stable: &'static [&'static str]) -> Self {
        Self::new(Ends::Always, stable)
    }
}
