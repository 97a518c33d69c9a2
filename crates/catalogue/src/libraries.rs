//! What some libraries say in their own release notes (orjson: in an issue) about running without the lock, and where; who says nothing is unknown.

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
    /// Where it says so; empty where nothing was found that does.
    pub source: &'static str,
}

const fn library(name: &'static str, stand: Stand, note: &'static str, source: &'static str) -> Library {
    Library {
        name,
        stand,
        note,
        source,
    }
}

/// The table.
pub const LIBRARIES: &[Library] = &[
    library(
        "a module in Python only",
        Stand::Pure,
        "Nothing to declare; your own races are another matter.",
        "https://docs.python.org/3/howto/free-threading-python.html",
    ),
    library(
        "NumPy",
        Stand::Since("2.1"),
        "Called preliminary. Sharing an array that somebody writes to is still up to you.",
        "https://numpy.org/devdocs/release/2.1.0-notes.html",
    ),
    library(
        "SciPy",
        Stand::Since("1.15"),
        "Called preliminary.",
        "https://docs.scipy.org/doc/scipy/release/1.15.0-notes.html",
    ),
    library(
        "pandas",
        Stand::Since("2.2.3"),
        "Built for it; a frame is not safe to change from several threads.",
        "https://pandas.pydata.org/docs/whatsnew/v2.2.3.html",
    ),
    library(
        "scikit-learn",
        Stand::Since("1.6"),
        "Called experimental.",
        "https://github.com/scikit-learn/scikit-learn/releases/tag/1.6.0",
    ),
    library(
        "Pillow",
        Stand::Since("11.0"),
        "An image that is shared still needs a lock of yours.",
        "https://pillow.readthedocs.io/en/stable/releasenotes/11.0.0.html",
    ),
    library(
        "PyYAML",
        Stand::Since("6.0.3"),
        "Called experimental.",
        "https://github.com/yaml/pyyaml/releases/tag/6.0.3",
    ),
    library(
        "bcrypt",
        Stand::Since("4.3"),
        "From 5.0 on for Python 3.14 too.",
        "https://github.com/pyca/bcrypt/blob/main/CHANGELOG.rst",
    ),
    library(
        "lxml",
        Stand::Since("7.0.0a1"),
        "Called experimental, and for Python 3.14 and later only.",
        "https://pypi.org/project/lxml/7.0.0a1/",
    ),
    library(
        "orjson",
        Stand::Undeclared,
        "Importing 3.11.4 brings the lock back, with the warning.",
        "https://github.com/ijl/orjson/issues/616",
    ),
    library(
        "anything built with Cython",
        Stand::Since("3.1"),
        "Only if its author set the directive freethreading_compatible.",
        "https://cython.readthedocs.io/en/latest/src/userguide/freethreading.html",
    ),
    library(
        "anything built with pybind11",
        Stand::Since("2.13"),
        "Only if its author declared mod_gil_not_used.",
        "https://github.com/pybind/pybind11/releases/tag/v2.13.0",
    ),
    library(
        "anything built with PyO3",
        Stand::Since("0.23"),
        "Up to 0.27 only if its author said gil_used = false; from 0.28 on unless its author said true.",
        "https://github.com/PyO3/pyo3/releases/tag/v0.28.0",
    ),
    library(
        "a C extension written for Python 3.12 or earlier",
        Stand::Undeclared,
        "Py_mod_gil did not exist then, so it cannot have set it.",
        "https://docs.python.org/3/howto/free-threading-extensions.html",
    ),
    library(
        "a C library called through ctypes",
        Stand::Unseen,
        "No module is loaded that could declare anything, and ctypes lets go of the lock in any case.",
        "https://docs.python.org/3/library/ctypes.html",
    ),
    library(
        "psycopg",
        Stand::Unknown,
        "Its release notes up to 3.3.2 say nothing of it: import it and ask.",
        "",
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
