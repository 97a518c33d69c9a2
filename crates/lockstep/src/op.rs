//! What a task announces before it may do it.

use world::{Access, Place};

/// The next visible operation of a task, and where in its program it stands.
#[derive(Clone, Copy, Debug)]
pub struct Op {
    pub act: Act,
    pub place: Place,
}

/// An operation. Cells and regions are numbers of the kernel, times nanoseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
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
pub struct Touch {
    /// Cells and regions under one numbering; [`Touch::NOTHING`] when it is the task's own affair.
    pub object: u32,
    /// Whether others could tell.
    pub writes: bool,
}

impl Touch {
    pub const NOTHING: Touch = Touch {
        object: u32::MAX,
        writes: false,
    };

    pub const fn cell(cell: u32, writes: bool) -> Self {
        Touch {
            object: cell << 1,
            writes,
        }
    }

    pub const fn region(region: u32, writes: bool) -> Self {
        Touch {
            object: region << 1 | 1,
            writes,
        }
    }

    /// Whether the order of the two may matter.
    #[inline]
    pub fn conflicts(self, other: Touch) -> bool {
        self.object == other.object && self.object != u32::MAX && (self.writes || other.writes)
    }
}

impl Act {
    /// What it may touch. A wait counts as writing unless it only ever reads: whether it succeeds is not known before.
    #[inline]
    pub fn touch(self) -> Touch {
        match self {
            Act::Load(cell) => Touch::cell(cell, false),
            Act::Store(cell, _) | Act::Add(cell, _) | Act::Update(cell) => Touch::cell(cell, true),
            Act::Enter { region, access, .. } => Touch::region(region, access != Access::Read),
            Act::Nothing | Act::Compute(_) | Act::Sleep(_) => Touch::NOTHING,
        }
    }
}
