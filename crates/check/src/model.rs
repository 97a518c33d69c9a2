//! The three Pythons, and where each may let another thread run.

/// Which Python.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Model {
    /// 3.9 with its lock: between any two bytecodes.
    Python39,
    /// 3.14 with its lock: at check points, and where something blocks.
    Python314,
    /// 3.14 without the lock: between any two accesses.
    Free314,
}

impl Model {
    /// All three, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Python39, Self::Python314, Self::Free314];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Python39 => "3.9",
            Self::Python314 => "3.14",
            Self::Free314 => "3.14t",
        }
    }

    /// The one of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|model| model.name() == name)
    }

    /// What is assumed, in one sentence for a person.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Python39 => {
                "Python 3.9 with the global lock: another thread may run before any bytecode and wherever one waits (check points: every instruction); a call of C code is one step, memory is sequentially consistent, a time-out may come whenever its wait is not satisfied."
            }
            Self::Python314 => {
                "Python 3.14 with the global lock: another thread may run on entry to a function or generator (RESUME), on a backward jump (JUMP_BACKWARD), after a call of anything but a plain Python function (CALL) and wherever one waits; memory is sequentially consistent, a time-out may come whenever its wait is not satisfied."
            }
            Self::Free314 => {
                "Python 3.14t without the global lock: threads interleave at any access, one operation on a list, dict, set or deque is one step (PEP 703); memory is sequentially consistent (no check points), a time-out may come whenever its wait is not satisfied."
            }
        }
    }

    /// As `sys.version_info` and the build say it: major, minor, whether it runs without the lock.
    #[must_use]
    pub fn version(self) -> (u8, u8, bool) {
        match self {
            Self::Python39 => (3, 9, false),
            Self::Python314 => (3, 14, false),
            Self::Free314 => (3, 14, true),
        }
    }
}
