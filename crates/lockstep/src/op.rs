//! What a task announces before it may do it.

use world::{Access, Place};

/// The next visible operation of a task, and where in its program it stands.
#[derive(Clone, Copy, Debug)]
pub struct Op {
    pub act: OpKind,
    pub place: Place,
}

/// An operation. Cells and regions are numbers of the kernel, times nanoseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpKind {
    /// Nothing: the task has not announced anything.
    Nothing,
    Load(u32),
    Store(u32, u64),
    Add(u32, u64),
    Update(u32),
    Enter {
        region: u32,
        access: Access,
        limit: Option<u64>,
        idle: bool,
    },
    Compute(u64),
    Sleep(u64),
}

/// What an operation touched, or will touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpAccess {
    /// Cells and regions under one numbering; [`OpAccess::NOTHING`] when it is the task's own affair.
    pub object: u32,
    /// Whether others could tell.
    pub writes: bool,
}

impl OpAccess {
    pub const NOTHING: OpAccess = OpAccess {
        object: u32::MAX,
        writes: false,
    };

    pub const fn cell(cell: u32, writes: bool) -> Self {
        OpAccess {
            object: cell << 1,
            writes,
        }
    }

    pub const fn region(region: u32, writes: bool) -> Self {
        OpAccess {
            object: region << 1 | 1,
            writes,
        }
    }

    /// Whether the order of the two may matter.
    #[inline]
    pub fn conflicts(self, other: OpAccess) -> bool {
        self.object == other.object && self.object != u32::MAX && (self.writes || other.writes)
    }
}

impl OpKind {
    /// What it may touch. A wait counts as writing unless it only ever reads: whether it succeeds is not known before.
    #[inline]
    pub fn touch(self) -> OpAccess {
        match self {
            OpKind::Load(cell) => OpAccess::cell(cell, false),
            OpKind::Store(cell, _) | OpKind::Add(cell, _) | OpKind::Update(cell) => OpAccess::cell(cell, true),
            OpKind::Enter { region, access, .. } => OpAccess::region(region, access != Access::Read),
            OpKind::Nothing | OpKind::Compute(_) | OpKind::Sleep(_) => OpAccess::NOTHING,
        }
    }
}
