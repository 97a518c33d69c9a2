//! Walks all paths through code and sees that the depth of the stack is the same wherever they meet.

use std::fmt;

use crate::code::{Code, Constant, Op};

/// The depth of the stack before each op.
#[derive(Debug, Default)]
pub struct Flow {
    /// The depth before each op; `None` where nothing leads.
    pub depth: Vec<Option<u32>>,
    /// The greatest depth.
    pub highest: u32,
    /// The first inconsistency.
    pub fault: Option<Fault>,
}

/// An op at which paths disagree, that lacks operands, or that runs off the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// The op's index.
    pub op: u32,
    /// The depth that is there.
    pub has: u32,
    /// The depth that another path brings, or that the op needs.
    pub wants: u32,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "op {} has depth {} where {} is wanted",
            self.op, self.has, self.wants
        )
    }
}

/// The handler of an op while code is being assembled.
#[derive(Debug, Clone, Copy)]
pub struct Cover {
    /// Where the handler begins.
    pub target: u32,
    /// The op whose depth the handler keeps.
    pub start: u32,
    /// How many of the topmost values it does not keep.
    pub spare: u32,
}

/// Walks all paths.
pub fn depths(ops: &[Op], covered: &[Option<Cover>]) -> Flow {
    let mut flow = Flow {
        depth: vec![None; ops.len()],
        ..Flow::default()
    };
    let mut open = Vec::new();
    flow.arrive(0, 0, &mut open);
    loop {
        while let Some(at) = open.pop() {
            flow.leave(at, ops, &mut open);
        }
        flow.enter_handlers(covered, &mut open);
        if open.is_empty() {
            return flow;
        }
    }
}

impl Flow {
    fn arrive(&mut self, at: u32, depth: u32, open: &mut Vec<u32>) {
        self.highest = self.highest.max(depth);
        match self.depth.get_mut(at as usize) {
            None => self.blame(at, depth, 0),
            Some(known @ None) => {
                *known = Some(depth);
                open.push(at);
            }
            Some(Some(known)) if *known == depth => (),
            Some(Some(known)) => {
                let known = *known;
                self.blame(at, known, depth);
            }
        }
    }

    fn blame(&mut self, op: u32, has: u32, wants: u32) {
        self.fault.get_or_insert(Fault { op, has, wants });
    }

    fn leave(&mut self, at: u32, ops: &[Op], open: &mut Vec<u32>) {
        let depth = self.depth[at as usize].unwrap_or_default();
        let effect = ops[at as usize].effect();
        if depth < effect.needs {
            return self.blame(at, depth, effect.needs);
        }
        if let Some(change) = effect.next {
            self.arrive(at + 1, depth.saturating_add_signed(change), open);
        }
        if let Some((target, change)) = effect.jump {
            self.arrive(target, depth.saturating_add_signed(change), open);
        }
    }

    fn enter_handlers(&mut self, covered: &[Option<Cover>], open: &mut Vec<u32>) {
        for (at, handler) in covered.iter().enumerate() {
            let (Some(cover), Some(_)) = (handler, self.depth[at]) else {
                continue;
            };
            if let Some(depth) = self.kept_by(*cover) {
                self.arrive(cover.target, depth + 1, open);
            }
        }
    }

    /// How many values a handler keeps; `None` if nothing leads into what it covers.
    pub fn kept_by(&self, cover: Cover) -> Option<u32> {
        let depth = self.depth.get(cover.start as usize).copied().flatten()?;
        Some(depth.saturating_sub(cover.spare))
    }
}

/// Checks finished code and all code inside it.
///
/// # Errors
/// The first fault and the qualified name of the code that has it.
pub fn verify(code: &Code) -> Result<(), String> {
    let handlers: Vec<_> = (0..code.ops.len())
        .map(|at| code.handler_of(u32::try_from(at).unwrap_or(u32::MAX)))
        .collect();
    let flow = walk(code, &handlers);
    if let Some(fault) = flow.fault {
        return Err(format!("{}: {fault}", code.qualname));
    }
    if flow.highest > code.stack_size {
        return Err(format!(
            "{}: the stack grows to {}, not {}",
            code.qualname, flow.highest, code.stack_size
        ));
    }
    let inner = code.constants.iter().filter_map(|constant| match constant {
        Constant::Code(inner) => Some(inner),
        _ => None,
    });
    inner.into_iter().try_for_each(|inner| verify(inner))
}

fn walk(code: &Code, handlers: &[Option<crate::code::Handler>]) -> Flow {
    let mut flow = Flow {
        depth: vec![None; code.ops.len()],
        ..Flow::default()
    };
    let mut open = Vec::new();
    flow.arrive(0, 0, &mut open);
    while let Some(at) = open.pop() {
        flow.leave(at, &code.ops, &mut open);
        let depth = flow.depth[at as usize].unwrap_or_default();
        if let Some(handler) = handlers[at as usize] {
            if depth < handler.depth {
                flow.blame(at, depth, handler.depth);
            }
            flow.arrive(handler.target, handler.depth + 1, &mut open);
        }
    }
    flow
}
