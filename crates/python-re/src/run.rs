//! Matching: a backtracking machine whose stack is on the heap.

use crate::pattern::{Node, Place, Set, is_word, lower};
use crate::read::{Wrong, read};

/// Steps after which a match is given up: an expression that backtracks so long would never end.
const MOST_STEPS: usize = 50_000_000;

/// A compiled regular expression.
#[derive(Debug)]
pub struct Program {
    ops: Vec<Op>,
    /// How many groups there are.
    pub groups: usize,
    /// Names of groups.
    pub names: Vec<(String, usize)>,
    /// The flags, those in the text among them.
    pub flags: u32,
    registers: usize,
}

/// Where a match must begin and end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Anywhere.
    Search,
    /// At the start.
    Match,
    /// At the start, up to the end.
    Full,
    /// Anywhere, but not empty at the start: what follows an empty match.
    Onward,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Start and end of each group; group 0 is the whole.
    pub spans: Vec<Option<(usize, usize)>>,
    /// The group that ended last.
    pub last: Option<usize>,
}

/// The match was given up after too many steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLong;

#[derive(Debug)]
enum Op {
    Char(char, bool),
    Any(bool),
    Set(Set),
    Place(Place),
    Save(usize),
    Close(usize),
    /// Goes on at the first, and at the second if that fails.
    Split(usize, usize),
    Jump(usize),
    Same(usize, bool),
    /// Runs what follows up to its `Accept`; goes on at `next`.
    Look {
        behind: Option<usize>,
        negative: bool,
        next: usize,
    },
    Atomic(usize),
    IfGroup(usize, usize),
    Zero(usize),
    Loop {
        counter: usize,
        least: usize,
        most: usize,
        greedy: bool,
        exit: usize,
    },
    /// Ends a pass of a loop; a pass that took nothing ends the loop.
    Again {
        counter: usize,
        top: usize,
        exit: usize,
    },
    Accept,
}

/// Compiles a regular expression.
///
/// # Errors
/// What `re.error` says.
pub fn compile(text: &str, flags: u32) -> Result<Program, Wrong> {
    let letters: Vec<char> = text.chars().collect();
    let read = read(&letters, flags)?;
    let mut writer = Writer {
        ops: Vec::new(),
        registers: 0,
    };
    writer.write(&read.node);
    writer.ops.push(Op::Accept);
    Ok(Program {
        ops: writer.ops,
        groups: read.groups,
        names: read.names,
        flags: read.flags,
        registers: writer.registers,
    })
}

struct Writer {
    ops: Vec<Op>,
    registers: usize,
}

impl Writer {
    fn write(&mut self, node: &Node) {
        match node {
            Node::Empty => (),
            Node::Char(letter, ignore) => self
                .ops
                .push(Op::Char(if *ignore { lower(*letter) } else { *letter }, *ignore)),
            Node::Any(all) => self.ops.push(Op::Any(*all)),
            Node::Set(set) => self.ops.push(Op::Set(set.clone())),
            Node::Place(place) => self.ops.push(Op::Place(*place)),
            Node::Group(number, inner) => {
                self.ops.push(Op::Save(*number));
                self.write(inner);
                self.ops.push(Op::Close(*number));
            }
            Node::Sequence(nodes) => nodes.iter().for_each(|node| self.write(node)),
            Node::Either(nodes) => self.either(nodes),
            Node::Repeat {
                node,
                least,
                most,
                greedy,
            } => self.repeat(node, *least, *most, *greedy),
            Node::Same(number, ignore) => self.ops.push(Op::Same(*number, *ignore)),
            Node::Look { node, behind, negative } => {
                let (behind, negative) = (*behind, *negative);
                self.separate(node, |next| Op::Look { behind, negative, next });
            }
            Node::Atomic(node) => self.separate(node, Op::Atomic),
            Node::IfGroup(number, yes, no) => self.if_group(*number, yes, no),
        }
    }

    fn separate(&mut self, node: &Node, op: impl Fn(usize) -> Op) {
        let at = self.ops.len();
        self.ops.push(Op::Accept);
        self.write(node);
        self.ops.push(Op::Accept);
        self.ops[at] = op(self.ops.len());
    }

    fn either(&mut self, nodes: &[Node]) {
        let mut ends = Vec::new();
        for (index, node) in nodes.iter().enumerate() {
            if index + 1 == nodes.len() {
                self.write(node);
                break;
            }
            let split = self.ops.len();
            self.ops.push(Op::Accept);
            self.write(node);
            ends.push(self.ops.len());
            self.ops.push(Op::Accept);
            self.ops[split] = Op::Split(split + 1, self.ops.len());
        }
        let end = self.ops.len();
        ends.into_iter().for_each(|at| self.ops[at] = Op::Jump(end));
    }

    fn if_group(&mut self, number: usize, yes: &Node, no: &Node) {
        let test = self.ops.len();
        self.ops.push(Op::Accept);
        self.write(yes);
        let jump = self.ops.len();
        self.ops.push(Op::Accept);
        self.ops[test] = Op::IfGroup(number, self.ops.len());
        self.write(no);
        self.ops[jump] = Op::Jump(self.ops.len());
    }

    // A counter, and beside it where the pass began.
    fn repeat(&mut self, node: &Node, least: usize, most: usize, greedy: bool) {
        let counter = self.registers;
        self.registers += 2;
        self.ops.push(Op::Zero(counter));
        let top = self.ops.len();
        self.ops.push(Op::Accept);
        self.write(node);
        let exit = self.ops.len() + 1;
        self.ops.push(Op::Again { counter, top, exit });
        self.ops[top] = Op::Loop {
            counter,
            least,
            most,
            greedy,
            exit,
        };
    }
}

/// What is undone when the machine goes back.
enum Undo {
    Branch(usize, usize),
    Span(usize, Option<(usize, usize)>),
    Open(usize, usize),
    Register(usize, usize),
    Last(Option<usize>),
}

/// Where a run may end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ends {
    Anywhere,
    AtEnd,
    NotAt(usize),
}

struct Run<'a> {
    program: &'a Program,
    text: &'a [char],
    end: usize,
    spans: Vec<Option<(usize, usize)>>,
    opened: Vec<usize>,
    registers: Vec<usize>,
    last: Option<usize>,
    undo: Vec<Undo>,
    steps: usize,
}

impl Program {
    /// Looks for a match in `text[start..end]`; what lies before `start` can be looked back at.
    ///
    /// # Errors
    /// [`TooLong`]
    pub fn run(&self, text: &[char], start: usize, end: usize, mode: Mode) -> Result<Option<Found>, TooLong> {
        let end = end.min(text.len());
        let last_start = if matches!(mode, Mode::Search | Mode::Onward) {
            end
        } else {
            start
        };
        let mut steps = 0;
        for at in start..=last_start.min(end) {
            let mut run = Run {
                program: self,
                text,
                end,
                spans: vec![None; self.groups + 1],
                opened: vec![0; self.groups + 1],
                registers: vec![0; self.registers],
                last: None,
                undo: Vec::new(),
                steps,
            };
            let ends = match mode {
                Mode::Full => Ends::AtEnd,
                Mode::Onward if at == start => Ends::NotAt(at),
                _ => Ends::Anywhere,
            };
            if let Some(stop) = run.go(0, at, ends)? {
                run.spans[0] = Some((at, stop));
                return Ok(Some(Found {
                    spans: run.spans,
                    last: run.last,
                }));
            }
            steps = run.steps;
        }
        Ok(None)
    }
}

impl Run<'_> {
    // Runs from an op to `Accept`; says where it ended. What it left to go back to is dropped then.
    fn go(&mut self, op: usize, at: usize, ends: Ends) -> Result<Option<usize>, TooLong> {
        let base = self.undo.len();
        let (mut op, mut at) = (op, at);
        loop {
            self.steps += 1;
            if self.steps > MOST_STEPS {
                return Err(TooLong);
            }
            let next = match &self.program.ops[op] {
                Op::Accept if ends == Ends::AtEnd && at != self.end => None,
                Op::Accept if ends == Ends::NotAt(at) => None,
                Op::Accept => {
                    self.keep(base);
                    return Ok(Some(at));
                }
                _ => self.step(op, at)?,
            };
            match next.or_else(|| self.back(base)) {
                Some(place) => (op, at) = place,
                None => return Ok(None),
            }
        }
    }

    // Forgets the branches since `base`, but not what they changed.
    fn keep(&mut self, base: usize) {
        let later = self.undo.split_off(base);
        self.undo
            .extend(later.into_iter().filter(|undo| !matches!(undo, Undo::Branch(..))));
    }

    fn back(&mut self, base: usize) -> Option<(usize, usize)> {
        while self.undo.len() > base {
            match self.undo.pop()? {
                Undo::Branch(op, at) => return Some((op, at)),
                Undo::Span(group, span) => self.spans[group] = span,
                Undo::Open(group, at) => self.opened[group] = at,
                Undo::Register(register, value) => self.registers[register] = value,
                Undo::Last(last) => self.last = last,
            }
        }
        None
    }

    fn set(&mut self, register: usize, value: usize) {
        self.undo.push(Undo::Register(register, self.registers[register]));
        self.registers[register] = value;
    }

    fn step(&mut self, op: usize, at: usize) -> Result<Option<(usize, usize)>, TooLong> {
        let program = self.program;
        let here = self.text.get(at).copied().filter(|_| at < self.end);
        let taken = |fits: bool| fits.then_some((op + 1, at + 1));
        Ok(match &program.ops[op] {
            Op::Char(letter, false) => taken(here == Some(*letter)),
            Op::Char(letter, true) => taken(here.is_some_and(|here| lower(here) == *letter)),
            Op::Any(all) => taken(here.is_some_and(|here| *all || here != '\n')),
            Op::Set(set) => taken(here.is_some_and(|here| set.holds(here))),
            Op::Place(place) => self.is_at(*place, at).then_some((op + 1, at)),
            Op::Save(group) => {
                self.undo.push(Undo::Open(*group, self.opened[*group]));
                self.opened[*group] = at;
                Some((op + 1, at))
            }
            Op::Close(group) => {
                self.close(*group, at);
                Some((op + 1, at))
            }
            Op::Split(first, second) => {
                self.undo.push(Undo::Branch(*second, at));
                Some((*first, at))
            }
            Op::Jump(target) => Some((*target, at)),
            Op::Same(group, ignore) => self.same(*group, *ignore, at).map(|end| (op + 1, end)),
            Op::Look { behind, negative, next } => self.look(op + 1, at, *behind, *negative)?.then_some((*next, at)),
            Op::Atomic(next) => self.go(op + 1, at, Ends::Anywhere)?.map(|end| (*next, end)),
            Op::IfGroup(group, otherwise) => {
                let there = self.spans.get(*group).is_some_and(Option::is_some);
                Some((if there { op + 1 } else { *otherwise }, at))
            }
            Op::Zero(counter) => {
                self.set(*counter, 0);
                Some((op + 1, at))
            }
            Op::Loop {
                counter,
                least,
                most,
                greedy,
                exit,
            } => self.pass(op, at, *counter, (*least, *most), *greedy, *exit),
            Op::Again { counter, top, exit } => {
                let empty = self.registers[*counter + 1] == at;
                Some((if empty { *exit } else { *top }, at))
            }
            Op::Accept => None,
        })
    }

    fn close(&mut self, group: usize, at: usize) {
        self.undo.push(Undo::Span(group, self.spans[group]));
        self.undo.push(Undo::Last(self.last));
        self.spans[group] = Some((self.opened[group], at));
        self.last = Some(group);
    }

    fn pass(
        &mut self,
        op: usize,
        at: usize,
        counter: usize,
        (least, most): (usize, usize),
        greedy: bool,
        exit: usize,
    ) -> Option<(usize, usize)> {
        let done = self.registers[counter];
        if done >= most {
            return Some((exit, at));
        }
        if done >= least && !greedy {
            // Going back enters the loop's body once more, by way of the op that counts a pass.
            self.undo.push(Undo::Branch(op, at));
            return self.lazily(op, at, counter, exit);
        }
        if done >= least {
            self.undo.push(Undo::Branch(exit, at));
        }
        self.set(counter, done + 1);
        self.set(counter + 1, at);
        Some((op + 1, at))
    }

    fn lazily(&mut self, op: usize, at: usize, counter: usize, exit: usize) -> Option<(usize, usize)> {
        self.undo.pop();
        let (done, began) = (self.registers[counter], self.registers[counter + 1]);
        self.undo.push(Undo::Register(counter, done));
        self.undo.push(Undo::Register(counter + 1, began));
        self.undo.push(Undo::Branch(op + 1, at));
        self.undo.push(Undo::Register(counter, done + 1));
        self.undo.push(Undo::Register(counter + 1, at));
        Some((exit, at))
    }

    fn look(&mut self, op: usize, at: usize, behind: Option<usize>, negative: bool) -> Result<bool, TooLong> {
        let Some(start) = at.checked_sub(behind.unwrap_or(0)) else {
            return Ok(negative);
        };
        let found = self.go(op, start, Ends::Anywhere)?;
        Ok(found.is_some() != negative)
    }

    fn same(&self, group: usize, ignore: bool, at: usize) -> Option<usize> {
        let (start, end) = self.spans.get(group).copied().flatten()?;
        let stop = at + (end - start);
        let equal = |one: &char, other: &char| one == other || (ignore && lower(*one) == lower(*other));
        let fits = stop <= self.end
            && self.text[start..end]
                .iter()
                .zip(&self.text[at..stop])
                .all(|(one, other)| equal(one, other));
        fits.then_some(stop)
    }

    fn is_at(&self, place: Place, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.text.get(before)).copied();
        let after = self.text.get(at).copied().filter(|_| at < self.end);
        let word = |letter: Option<char>, ascii: bool| letter.is_some_and(|letter| is_word(letter, ascii));
        match place {
            Place::TextStart => at == 0,
            Place::TextEnd => at == self.end,
            Place::LastEnd => at == self.end || (at + 1 == self.end && after == Some('\n')),
            Place::LineStart => before.is_none_or(|before| before == '\n'),
            Place::LineEnd => after.is_none_or(|after| after == '\n'),
            Place::Boundary(ascii) => word(before, ascii) != word(after, ascii),
            Place::Inside(ascii) => word(before, ascii) == word(after, ascii),
        }
    }
}
