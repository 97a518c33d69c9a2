//! What a step touches, and how two touches of one place relate.

/// A place that steps may touch: its number means the same in every schedule.
pub type Place = u32;

/// How a step touches a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Touch {
    /// Looks.
    Read,
    /// Changes, never waits.
    Write,
    /// Takes a mutex, waits if need be.
    Take,
    /// Lets go of a mutex.
    Give,
    /// Changes, waits for others if need be.
    Wait,
    /// Lets happen what others observe, once and for all.
    Happen,
    /// Waits for what happens once and for all.
    Observe,
    /// Lets happen, once and for all, what others do nothing with but observe it.
    Announce,
}

/// How an earlier touch of a place relates to a later one of another task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    /// They could change places, and nobody would notice.
    Independent,
    /// The later one could not have come before the earlier one.
    Order,
    /// They could change places, and somebody might notice.
    Race,
}

impl Touch {
    pub(crate) fn before(self, later: Self) -> Relation {
        match (self, later) {
            (Self::Read, Self::Read) => Relation::Independent,
            (Self::Happen | Self::Announce, Self::Observe) | (Self::Give, Self::Take) => Relation::Order,
            (Self::Observe, _) | (_, Self::Observe) => Relation::Independent,
            _ => Relation::Race,
        }
    }

    /// Whether nothing is changed by it.
    #[must_use]
    pub fn is_look(self) -> bool {
        matches!(self, Self::Read | Self::Observe)
    }
}

/// All that a step touches, in the order in which it does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Footprint(Vec<(Place, Touch)>);

impl Footprint {
    /// Adds a touch; one that says no more than the last of that place is left out.
    pub fn add(&mut self, place: Place, touch: Touch) {
        let last = self.0.iter().rev().find(|(at, _)| *at == place);
        let known = last.is_some_and(|(_, had)| *had == touch || (touch == Touch::Read && *had == Touch::Write));
        if !known {
            self.0.push((place, touch));
        }
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Whether no step of another task can race with it, whatever is still to come: it only observes what has happened, and announces what others observe.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.0
            .iter()
            .all(|(_, touch)| matches!(touch, Touch::Observe | Touch::Announce))
    }

    /// Each touch.
    pub fn touches(&self) -> &[(Place, Touch)] {
        &self.0
    }

    /// Whether two steps of different tasks must keep their order.
    pub(crate) fn depends_on(&self, other: &Self) -> bool {
        self.0.iter().any(|(place, touch)| {
            let mut same = other.0.iter().filter(|(at, _)| at == place);
            same.any(|(_, had)| {
                had.before(*touch) != Relation::Independent || touch.before(*had) != Relation::Independent
            })
        })
    }
}
