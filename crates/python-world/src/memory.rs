//! When a program has used more memory than it may: it is told so by MemoryError, as often as it goes on all the same.

use python::exceptions::ExceptionKind;
use python::objects::exception::Raised;
use world::World;

/// Looks at how much memory a program uses, now and then.
pub(crate) struct Scale {
    looks: u32,
    before: u64,
    most: u64,
}

/// Check points between two looks: a look may cost as much as a system call, but in WebAssembly it is one instruction, and memory is short.
const SELDOM: u32 = if cfg!(target_arch = "wasm32") { 1 } else { 32 };

impl Scale {
    /// A program that may use so many bytes, beyond what is used now.
    pub(crate) fn new<W: World>(world: &W, most: usize) -> Self {
        Self {
            looks: 0,
            before: world.memory().used,
            most: most as u64,
        }
    }

    /// A MemoryError, when it is due. What is freed is not always given back, so the next comes only once a quarter more is used.
    pub(crate) fn weigh<W: World>(&mut self, world: &W) -> Option<Raised> {
        self.looks += 1;
        if self.looks < SELDOM {
            return None;
        }
        self.looks = 0;
        if world.memory().used.saturating_sub(self.before) <= self.most {
            return None;
        }
        self.most += self.most / 4;
        Some(Raised::with(ExceptionKind::MemoryError, Vec::new()))
    }
}
