//! What some libraries were known to say about running without the lock in mid-2025; not checked against each release, and so the page says.

/// What importing a library does to a free-threaded program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// Nothing: there is no native code in it that could ask for the lock.
    Pure,
    /// Nothing from this version on; before, the lock comes back.
    Since(&'static str),
    /// The lock comes back.
    Undeclared,
    /// The lock stays off although nobody checked whether it may.
    Unseen,
    /// It depends on the version and on how it was built.
    Unknown,
}

/// A library, or a kind of library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Library {
    /// What it is called, or what kind it is.
    pub name: &'static str,
    /// Where it stands.
    pub stand: Stand,
    /// Why, or what to look out for.
    pub note: &'static str,
}

const fn library(name: &'static str, stand: Stand, note: &'static str) -> Library {
    Library { name, stand, note }
}

/// The table.
pub const LIBRARIES: &[Library] = &[
    library(
        "a module in Python only",
        Stand::Pure,
        "Nothing to declare; your own races are another matter.",
    ),
    library(
        "the standard library",
        Stand::Pure,
        "Its C modules declare themselves safe from CPython 3.13 on.",
    ),
    library(
        "NumPy",
        Stand::Since("2.1"),
        "Sharing an array that somebody writes to is still up to you.",
    ),
    library(
        "SciPy",
        Stand::Since("1.15"),
        "Called preliminary in its release notes.",
    ),
    library(
        "pandas",
        Stand::Since("2.2.3"),
        "Wheels exist; frames are not safe to change from several threads.",
    ),
    library(
        "scikit-learn",
        Stand::Since("1.6"),
        "Called preliminary in its release notes.",
    ),
    library(
        "Pillow",
        Stand::Since("11.0"),
        "An image that is shared still needs a lock of yours.",
    ),
    library(
        "anything built with Cython",
        Stand::Since("3.1"),
        "Only if its author set the directive freethreading_compatible.",
    ),
    library(
        "anything built with pybind11",
        Stand::Since("2.13"),
        "Only if its author declared mod_gil_not_used.",
    ),
    library(
        "anything built with PyO3",
        Stand::Since("0.23"),
        "Whether it says so by itself depends on the version of PyO3.",
    ),
    library(
        "a C extension written for Python 3.12 or earlier",
        Stand::Undeclared,
        "Py_mod_gil did not exist then, so it cannot have set it.",
    ),
    library(
        "a C library called through ctypes",
        Stand::Unseen,
        "No module is loaded that could declare anything, and ctypes lets go of the lock in any case.",
    ),
    library(
        "a driver for your database",
        Stand::Unknown,
        "Read its release notes, or import it and ask sys._is_gil_enabled().",
    ),
];

impl Stand {
    /// In a few words.
    pub fn words(self) -> String {
        match self {
            Stand::Pure => "safe".into(),
            Stand::Since(version) => format!("safe from {version}"),
            Stand::Undeclared => "not declared".into(),
            Stand::Unseen => "not asked".into(),
            Stand::Unknown => "unknown".into(),
        }
    }

    /// What becomes of the lock when it is imported.
    pub fn lock(self) -> &'static str {
        match self {
            Stand::Pure | Stand::Unseen => "stays off",
            Stand::Since(_) => "stays off; comes back with an older version",
            Stand::Undeclared => "comes back",
            Stand::Unknown => "try it",
        }
    }
}
