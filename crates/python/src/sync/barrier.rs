//! A barrier: those who come wait for the last, who lets all pass.

use super::Call;
use crate::value::Value;

/// A `threading.Barrier`.
#[derive(Clone, Debug)]
pub struct Barrier {
    /// How many must come.
    pub parties: i64,
    /// How many of this generation have come.
    pub arrived: i64,
    /// How often it was passed, broken or reset.
    pub generation: i64,
    /// Whether it is broken.
    pub broken: bool,
    opening: bool,
    lost: Vec<i64>,
}

impl Barrier {
    /// A barrier that so many must come to.
    #[must_use]
    pub fn new(parties: i64) -> Self {
        Self {
            parties,
            arrived: 0,
            generation: 0,
            broken: false,
            opening: false,
            lost: Vec::new(),
        }
    }

    pub(super) fn ready(&self, call: &Call) -> bool {
        match call {
            Call::Arrive => !self.opening,
            Call::Pass(generation) => *generation != self.generation,
            _ => true,
        }
    }

    pub(super) fn perform(&mut self, call: &Call) -> Value {
        match call {
            Call::Arrive => return self.arrive(),
            Call::Pass(generation) if self.lost.contains(generation) => return Value::None,
            Call::Open => self.turn(),
            Call::Break => self.smash(),
            Call::Reset => self.reset(),
            Call::Look => return Value::tuple(vec![Value::Int(self.arrived), Value::Bool(self.broken)]),
            _ => {}
        }
        Value::Bool(true)
    }

    fn arrive(&mut self) -> Value {
        if self.broken {
            return Value::None;
        }
        let place = self.arrived;
        self.arrived += 1;
        self.opening = self.arrived == self.parties;
        Value::tuple(vec![Value::Int(place), Value::Int(self.generation)])
    }

    fn turn(&mut self) {
        self.generation += 1;
        self.arrived = 0;
        self.opening = false;
    }

    fn smash(&mut self) {
        self.lost.push(self.generation);
        self.turn();
        self.broken = true;
    }

    fn reset(&mut self) {
        if self.arrived > 0 {
            self.smash();
        }
        self.broken = false;
    }

    pub(super) fn give_up(&mut self, call: &Call) {
        if matches!(call, Call::Pass(generation) if *generation == self.generation) {
            self.smash();
        }
    }
}
