//! Schedules as short printable strings: who runs, in the order in which threads were started, and for how many effects.

use explore::{Footprint, Program, Task};

use crate::simulation::Simulation;

const LETTERS: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_~!*()'$,;:@";

/// A thread, by the order in which threads were started, runs for so many effects.
pub type Segment = (usize, u64);

/// Plays a search's schedule: the same in threads and effects, which mean the same whatever is known about sharing.
pub(crate) fn play(simulation: &mut Simulation, tasks: &[Task]) -> Vec<Segment> {
    let (mut segments, mut footprint): (Vec<Segment>, _) = (Vec::new(), Footprint::default());
    simulation.reset();
    for task in tasks {
        footprint.clear();
        let before = simulation.effects();
        simulation.step(*task, &mut footprint);
        let (rank, count) = (simulation.rank(*task), simulation.effects() - before);
        match segments.last_mut() {
            Some((last, effects)) if *last == rank => *effects += count,
            _ => segments.push((rank, count)),
        }
    }
    segments
}

/// A schedule as text: a letter for each thread, and the number of effects.
#[must_use]
pub fn write(segments: &[Segment]) -> String {
    let letter = |rank: usize| LETTERS.chars().nth(rank).unwrap_or('?');
    segments
        .iter()
        .map(|(rank, count)| format!("{}{count}", letter(*rank)))
        .collect()
}

/// The schedule of a text; `None` if it is none.
#[must_use]
pub fn read(text: &str) -> Option<Vec<Segment>> {
    let mut segments: Vec<Segment> = Vec::new();
    for letter in text.chars() {
        match (letter.to_digit(10), segments.last_mut()) {
            (Some(digit), Some((_, count))) => *count = count.checked_mul(10)?.checked_add(u64::from(digit))?,
            (Some(_), None) => return None,
            (None, _) => segments.push((LETTERS.chars().position(|known| known == letter)?, 0)),
        }
    }
    Some(segments)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schedule_survives_being_written() {
        let segments = vec![(0, 12), (1, 3), (0, 1), (63, 40)];
        assert_eq!(read(&write(&segments)), Some(segments));
        assert_eq!(read("1a"), None);
        assert_eq!(read("a1 b2"), None);
    }
}
