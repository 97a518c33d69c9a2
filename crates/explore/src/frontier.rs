//! What is left of a full search, as it is kept in a file or shared out: moments of runs at which something is still to be tried.

use std::collections::BTreeMap;

use crate::tally::{self, Tally};
use crate::{Footprint, Program, Stopped, Task, program};

/// So many pieces come to each part that a search is cut into: some take far longer than others.
const PIECES: usize = 32;
/// A search is cut no deeper than this, in steps at which something could be chosen.
const DEEPEST: usize = 24;

/// A moment of some runs at which something is left, or below which something is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Branch {
    /// How one comes there.
    pub schedule: Vec<Task>,
    /// Who is to move next, a bit each.
    pub wanted: u64,
    /// Who has moved next already.
    pub begun: u64,
    /// Whose next step would only repeat other runs.
    pub asleep: Vec<Task>,
}

/// What is left of a full search; nothing in it means that all was tried.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontier {
    /// The moments, each after those that it comes from.
    pub branches: Vec<Branch>,
}

/// A moment on the way down, with what its sleepers would do.
struct Piece {
    schedule: Vec<Task>,
    asleep: Vec<(Task, Footprint)>,
}

/// One part of a full search, of `of` that are disjoint and together the whole: everybody who cuts a program gets the same parts. Which runs end before the cut
/// is counted with the part they fall into. An error says why there is none: the program has learnt that its steps must be finer, or who is asked before each
/// moment does not let it go on.
///
/// Above the cut each task is tried that is not asleep, in the order of their numbers, so that no run below one piece asks for another: sleep sets alone already
/// see to it that each class is run once (Godefroid, "Partial-Order Methods for the Verification of Concurrent Systems", 1996, chapter 5). Where one can move with
/// which no other can ever race, it alone is tried (a persistent set of one, chapter 4 there): nothing would wake it later, so all runs below the others would only repeat.
///
/// # Errors
///
/// [`Stopped::Stale`] or [`Stopped::Limit`].
pub fn part<P: Program>(
    program: &mut P,
    index: usize,
    of: usize,
    go_on: &dyn Fn() -> bool,
) -> Result<(Frontier, Tally<P::Outcome>), Stopped> {
    let mut cut = Cut {
        program,
        inner: BTreeMap::new(),
    };
    let (mut level, mut ended, mut depth) = (vec![Piece::root()], Vec::new(), 0);
    while !level.is_empty() && level.len() < PIECES * of && depth < DEEPEST {
        let before = level.len();
        let mut next = Vec::new();
        for piece in level {
            if !go_on() {
                return Err(Stopped::Limit);
            }
            cut.below(piece, &mut next, &mut ended);
        }
        level = next;
        depth += usize::from(level.len() > before);
        if cut.program.is_stale() {
            return Err(Stopped::Stale);
        }
    }
    Ok(cut.share(level, &ended, index, of))
}

impl Piece {
    fn root() -> Self {
        Self {
            schedule: Vec::new(),
            asleep: Vec::new(),
        }
    }
}

struct Cut<'a, P: Program> {
    program: &'a mut P,
    /// Who was tried at the moments above the cut.
    inner: BTreeMap<Vec<Task>, u64>,
}

impl<P: Program> Cut<'_, P> {
    fn below(&mut self, piece: Piece, next: &mut Vec<Piece>, ended: &mut Vec<Vec<Task>>) {
        program::replay(self.program, &piece.schedule, |_, _, _| {});
        let movable = program::movable(self.program);
        let sleeping = piece.asleep.iter().fold(0, |all, (task, _)| all | 1 << task);
        if movable == 0 || self.program.is_cut() {
            return ended.push(piece.schedule);
        }
        let steps = self.steps(&piece.schedule, movable & !sleeping);
        let tried = steps.iter().fold(sleeping & movable, |all, (task, _)| all | 1 << task);
        self.inner.insert(piece.schedule.clone(), tried);
        let mut asleep = piece.asleep;
        for (task, step) in steps {
            let awake = asleep.iter().filter(|(_, other)| !other.depends_on(&step));
            next.push(Piece {
                schedule: [&piece.schedule[..], &[task]].concat(),
                asleep: awake.cloned().collect(),
            });
            asleep.push((task, step));
        }
    }

    // What the tasks of a set would do; of one alone if no other can race with it, for then nothing would ever wake it while the others were tried.
    fn steps(&mut self, schedule: &[Task], tasks: u64) -> Vec<(Task, Footprint)> {
        let tasks = (0..crate::MAX_TASKS as Task).filter(|task| tasks >> task & 1 == 1);
        let mut steps: Vec<_> = tasks
            .map(|task| (task, footprint(self.program, schedule, task)))
            .collect();
        if let Some(at) = steps.iter().position(|(_, step)| self.program.is_own(step)) {
            steps = vec![steps.swap_remove(at)];
        }
        steps
    }

    fn share(
        &mut self,
        level: Vec<Piece>,
        ended: &[Vec<Task>],
        index: usize,
        of: usize,
    ) -> (Frontier, Tally<P::Outcome>) {
        let (mut tally, mut branches) = (Tally::default(), BTreeMap::new());
        for schedule in ended.iter().skip(index).step_by(of) {
            self.count(schedule, &mut tally);
        }
        for piece in level.into_iter().skip(index).step_by(of) {
            let Some(own) = self.open(&piece, &mut tally) else {
                continue;
            };
            for length in 0..own.schedule.len() {
                let above = &own.schedule[..length];
                let tried = self.inner.get(above).copied().unwrap_or(0);
                branches.insert((length, above.to_vec()), branch(above, tried, tried, Vec::new()));
            }
            branches.insert((own.schedule.len(), own.schedule.clone()), own);
        }
        let branches = branches.into_values().collect();
        (Frontier { branches }, tally)
    }

    fn count(&mut self, schedule: &[Task], tally: &mut Tally<P::Outcome>) {
        program::replay(self.program, schedule, |_, _, _| {});
        tally.cut += u64::from(self.program.is_cut());
        tally::count(self.program, tally, schedule.to_vec());
    }

    // A run that ends at the cut is counted; one that can only repeat others is left out.
    fn open(&mut self, piece: &Piece, tally: &mut Tally<P::Outcome>) -> Option<Branch> {
        program::replay(self.program, &piece.schedule, |_, _, _| {});
        let movable = program::movable(self.program);
        if movable == 0 || self.program.is_cut() {
            self.count(&piece.schedule, tally);
            return None;
        }
        let asleep: Vec<Task> = piece.asleep.iter().map(|(task, _)| *task).collect();
        let sleeping = asleep.iter().fold(0, |all, task| all | 1 << task);
        let wanted = 1 << program::first(movable & !sleeping)?;
        Some(branch(&piece.schedule, wanted, 0, asleep))
    }
}

fn branch(schedule: &[Task], wanted: u64, begun: u64, asleep: Vec<Task>) -> Branch {
    Branch {
        schedule: schedule.to_vec(),
        wanted,
        begun,
        asleep,
    }
}

/// What a task's step touches after a schedule.
pub(crate) fn footprint<P: Program>(program: &mut P, schedule: &[Task], task: Task) -> Footprint {
    let mut footprint = Footprint::default();
    program::replay(program, schedule, |_, _, _| {});
    if program.standing(task).can_move() {
        program.step(task, &mut footprint);
    }
    footprint
}
