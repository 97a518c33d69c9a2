//! A run in miniature: a lane a thread, a block a move, a line where it waits, and how it ends.

use check::film::{Film, Thing};
use trace::{Event, EventKind};

/// The most moves of a run that are drawn.
const MOST_MOVES: usize = 36;
/// The most lanes.
const MOST_LANES: usize = 4;
/// Pixels: a move at most, a lane, all moves together.
const STEP: usize = 8;
const LANE: usize = 11;
const WIDE: usize = 132;
/// Behind the moves, how the run ends.
const END: usize = 14;

/// What a thread does in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// It is not its turn.
    Rests,
    /// It moves.
    Moves,
    /// It waits for what another thread has.
    Waits,
}

/// A run in miniature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// A lane a thread: its number, and what it does in each column.
    pub lanes: Vec<(usize, Vec<Cell>)>,
    /// Whether the run fails.
    pub failed: bool,
    /// Before which column the switch is that does the harm.
    pub harm: Option<usize>,
}

impl Picture {
    /// What there is to draw of a run: its last moves, of the threads that were started.
    pub fn of(film: &Film) -> Self {
        // The main thread starts the others and waits for them: it is drawn where it is alone with one.
        let first = usize::from(film.threads.len() > 2);
        let threads: Vec<usize> = (first..film.threads.len()).take(MOST_LANES).collect();
        let mine = |row: &usize| threads.contains(&film.rows[*row].thread);
        let rows: Vec<usize> = (0..film.rows.len()).filter(mine).collect();
        let rows = &rows[rows.len().saturating_sub(MOST_MOVES)..];
        let lane = |thread: usize| (thread, rows.iter().map(|row| cell(film, *row, thread)).collect());
        Picture {
            lanes: threads.iter().map(|thread| lane(*thread)).collect(),
            failed: film.outcome.failed(),
            harm: film
                .harm
                .filter(|_| film.outcome.failed())
                .and_then(|harm| rows.iter().position(|row| *row == harm)),
        }
    }

    /// What there is to draw of a run by steps: who moved, in order, and what threads did then. Of one that fails the last moves are drawn, of another
    /// those among which threads change most often.
    pub fn of_steps(moves: &[(u16, u64)], events: &[Event], failed: bool) -> Self {
        let movers: Vec<u16> = moves
            .iter()
            .flat_map(|(thread, steps)| std::iter::repeat_n(*thread, *steps as usize))
            .collect();
        let mut threads: Vec<u16> = movers.clone();
        threads.sort_unstable();
        threads.dedup();
        threads.truncate(MOST_LANES);
        let steps: Vec<usize> = (0..movers.len())
            .filter(|step| threads.contains(&movers[*step]))
            .collect();
        let steps = match failed {
            true => &steps[steps.len().saturating_sub(MOST_MOVES)..],
            false => liveliest(&steps, &movers),
        };
        let cell = |step: &usize, thread: u16| match movers[*step] == thread {
            true => Cell::Moves,
            false if waits_at(events, thread, *step as u64) => Cell::Waits,
            false => Cell::Rests,
        };
        let lane = |thread: u16| steps.iter().map(|step| cell(step, thread)).collect();
        Picture {
            lanes: threads
                .iter()
                .map(|thread| (usize::from(*thread) + 1, lane(*thread)))
                .collect(),
            failed,
            harm: None,
        }
    }

    /// So many columns.
    pub fn columns(&self) -> usize {
        self.lanes.first().map_or(0, |(_, cells)| cells.len())
    }

    /// The drawing, in the page's own colours.
    pub fn svg(&self) -> String {
        let (width, height) = self.size();
        let inside = self.drawn(&|class| format!("class={class}"));
        format!(
            "<svg class=mini viewBox=\"0 0 {width} {height}\" width={width} height={height} aria-hidden=true>{inside}</svg>"
        )
    }

    /// The same for a sheet of pictures, which knows no stylesheet: colours are inherited.
    pub fn symbol(&self, id: &str) -> String {
        let (width, height) = self.size();
        // As wide and high as others at least, so that a block is as large on each card.
        let (width, height) = (width.max(WIDE + END), height.max(3 * LANE + 2));
        let inside = self.drawn(&painted);
        format!(
            "<symbol id=\"{id}\" viewBox=\"0 0 {width} {height}\" preserveAspectRatio=\"xMinYMid meet\">{inside}</symbol>\n"
        )
    }

    fn step(&self) -> usize {
        (WIDE / self.columns().max(1)).clamp(2, STEP)
    }

    fn size(&self) -> (usize, usize) {
        (self.columns() * self.step() + END, self.lanes.len() * LANE + 2)
    }

    /// What is drawn; `look` says how something of a class looks.
    fn drawn(&self, look: &dyn Fn(&str) -> String) -> String {
        let (step, (width, height)) = (self.step(), self.size());
        let mut svg = String::new();
        for (at, (thread, cells)) in self.lanes.iter().enumerate() {
            let y = at * LANE + LANE / 2 + 1;
            let class = format!("t{}", thread.saturating_sub(1) % 8 + 1);
            svg += &path(&look(&class), cells, Cell::Moves, step, y);
            svg += &path(&look("wait"), cells, Cell::Waits, step, y);
        }
        if let Some(harm) = self.harm {
            svg += &format!("<path {} d=\"M{} 0V{height}\"/>", look("harm"), harm * step);
        }
        let (x, y) = (width - 10, height / 2);
        svg += &match self.failed {
            true => format!(
                "<path {} d=\"M{x} {}l8 8m0 -8l-8 8\"/>",
                look("ends-bad"),
                y.saturating_sub(4)
            ),
            false => format!("<path {} d=\"M{x} {y}l3 4 6 -8\"/>", look("ends-good")),
        };
        svg
    }
}

/// What `own.css` says of a class, as attributes.
fn painted(class: &str) -> String {
    let (colour, width) = match class {
        "wait" => ("wait", "2"),
        "ends-bad" => ("shut", "2.5"),
        "ends-good" => ("open", "2.5"),
        thread => (thread, "7"),
    };
    format!("fill=\"none\" stroke=\"var(--{colour})\" stroke-width=\"{width}\"")
}

/// So many steps in a row among which threads change most often.
fn liveliest<'a>(steps: &'a [usize], movers: &[u16]) -> &'a [usize] {
    let changes = |row: &&[usize]| row.windows(2).filter(|pair| movers[pair[0]] != movers[pair[1]]).count();
    let rows = steps.windows(MOST_MOVES.min(steps.len()).max(1)).rev();
    rows.max_by_key(changes).unwrap_or(steps)
}

/// Whether a thread waits for another at a step.
fn waits_at(events: &[Event], thread: u16, step: u64) -> bool {
    let tells = |event: &&Event| matches!(event.what, EventKind::Wait | EventKind::Resume | EventKind::End);
    let mut mine = events.iter().filter(|event| event.thread == thread && event.at <= step);
    let last = mine.rfind(tells);
    last.is_some_and(|event| event.what == EventKind::Wait)
}

fn cell(film: &Film, row: usize, thread: usize) -> Cell {
    if film.rows[row].thread == thread {
        return Cell::Moves;
    }
    if waits(film, row, thread) {
        Cell::Waits
    } else {
        Cell::Rests
    }
}

/// Whether a thread stands in a queue after this row.
fn waits(film: &Film, row: usize, thread: usize) -> bool {
    (0..film.things.len()).any(|thing| {
        let changes = film.rows[..=row].iter().rev().filter_map(|row| row.change.as_ref());
        let last = changes.filter(|(of, _)| *of == thing).map(|(_, thing)| thing).next();
        matches!(last, Some(Thing::Slot { waiting, .. }) if waiting.contains(&thread))
    })
}

/// Columns of one kind: each a stroke, neighbours apart by a pixel if they are moves.
fn path(look: &str, cells: &[Cell], kind: Cell, step: usize, y: usize) -> String {
    let stroke = if kind == Cell::Moves { step - 1 } else { step };
    let columns = cells.iter().enumerate().filter(|(_, cell)| **cell == kind);
    let drawn: String = columns.map(|(at, _)| format!("M{} {y}h{stroke}", at * step)).collect();
    match drawn.is_empty() {
        true => drawn,
        false => format!("<path {look} d=\"{drawn}\"/>"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_are_blocks_and_waiting_is_a_line() {
        let picture = Picture {
            lanes: vec![
                (1, vec![Cell::Moves, Cell::Rests, Cell::Moves]),
                (2, vec![Cell::Rests, Cell::Moves, Cell::Waits]),
            ],
            failed: true,
            harm: Some(1),
        };
        let svg = picture.svg();
        for piece in [
            "class=t1 d=\"M0 6h7M16 6h7\"",
            "class=t2 d=\"M8 17h7\"",
            "class=wait d=\"M16 17h8\"",
            "class=harm d=\"M8 0V24\"",
            "ends-bad",
        ] {
            assert!(svg.contains(piece), "{piece} in {svg}");
        }
    }
}
