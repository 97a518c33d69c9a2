//! A run in miniature: a lane a thread, a block a move, a line where it waits, and how it ends.

use check::film::{Film, Thing};

/// The most moves of a run that are drawn.
const MOST_MOVES: usize = 36;
/// The most lanes.
const MOST_LANES: usize = 4;
/// Pixels: a move at most, a lane, all moves together.
const STEP: usize = 8;
const LANE: usize = 11;
const WIDE: usize = 132;

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

    /// So many columns.
    pub fn columns(&self) -> usize {
        self.lanes.first().map_or(0, |(_, cells)| cells.len())
    }

    /// The drawing, in the page's own colours.
    pub fn svg(&self) -> String {
        let step = (WIDE / self.columns().max(1)).clamp(2, STEP);
        let (width, height) = (self.columns() * step + 14, self.lanes.len() * LANE + 2);
        let mut svg =
            format!("<svg class=mini viewBox=\"0 0 {width} {height}\" width={width} height={height} aria-hidden=true>");
        for (at, (thread, cells)) in self.lanes.iter().enumerate() {
            let y = at * LANE + LANE / 2 + 1;
            svg += &path(
                &format!("t{}", thread.saturating_sub(1) % 8 + 1),
                cells,
                Cell::Moves,
                step,
                y,
            );
            svg += &path("wait", cells, Cell::Waits, step, y);
        }
        if let Some(harm) = self.harm {
            svg += &format!("<path class=harm d=\"M{} 0V{height}\"/>", harm * step);
        }
        let (x, y) = (width - 10, height / 2);
        svg += &match self.failed {
            true => format!(
                "<path class=ends-bad d=\"M{x} {}l8 8m0 -8l-8 8\"/>",
                y.saturating_sub(4)
            ),
            false => format!("<path class=ends-good d=\"M{x} {y}l3 4 6 -8\"/>"),
        };
        svg + "</svg>"
    }
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
fn path(class: &str, cells: &[Cell], kind: Cell, step: usize, y: usize) -> String {
    let stroke = if kind == Cell::Moves { step - 1 } else { step };
    let columns = cells.iter().enumerate().filter(|(_, cell)| **cell == kind);
    let drawn: String = columns.map(|(at, _)| format!("M{} {y}h{stroke}", at * step)).collect();
    match drawn.is_empty() {
        true => drawn,
        false => format!("<path class={class} d=\"{drawn}\"/>"),
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
