//! A schedule played again.

use explore::{Footprint, Program};

use crate::moves::Move;
use crate::names::Names;
use crate::schedule::Segment;
use crate::simulation::Simulation;
use crate::words;

/// How many effects a run may have after its schedule.
const LONGEST: usize = 200_000;

/// The names at the end of a run, and the moves that it made.
pub(crate) fn moves(simulation: &mut Simulation, segments: &[Segment]) -> (Names, Vec<Move>) {
    play(simulation, segments);
    let names = simulation.names();
    let moves = words::moves(simulation, &names, simulation.log());
    (names, moves)
}

/// Plays segments an effect at a time, then whoever is earliest.
fn play(simulation: &mut Simulation, segments: &[Segment]) {
    simulation.reset();
    let mut footprint = Footprint::default();
    for (rank, count) in segments {
        let end = simulation.effects() + count;
        while simulation.effects() < end && simulation.can_move(*rank) {
            simulation.go_for(*rank, 1, &mut footprint);
        }
    }
    let mut last = 0;
    for _ in 0..LONGEST {
        let Some(task) = crate::single::next(simulation, last) else {
            return;
        };
        let rank = simulation.rank(task);
        simulation.go_for(rank, 1, &mut footprint);
        last = task;
    }
}
