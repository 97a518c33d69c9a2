//! What the browser keeps for the next visit, on this machine alone.

use web_sys::Storage;

/// What is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// What the reader has found out: a line a lab.
    Answers,
    /// Whether the drawer of settings is open.
    Drawer,
    /// What came of the lesson, as its code.
    Lesson,
    /// Whether letters are keys for the whole page.
    Letters,
    /// The visitor's own program.
    Program,
    /// The runs of each lab.
    Runs,
    /// Light or dark, where that was chosen.
    Theme,
}

impl Kept {
    /// Keeps it. Storage that is full or forbidden forgets, and no more.
    pub fn keep(self, value: &str) {
        if let Some(storage) = storage() {
            let _ = storage.set_item(self.key(), value);
        }
    }

    /// What an earlier visit has kept.
    pub fn read(self) -> Option<String> {
        storage()?.get_item(self.key()).ok()?
    }

    fn key(self) -> &'static str {
        match self {
            Kept::Answers => "threadbare-answers",
            Kept::Drawer => "threadbare-drawer",
            Kept::Lesson => "threadbare-lesson",
            Kept::Letters => "threadbare-letters",
            Kept::Program => "threadbare-program",
            Kept::Runs => "threadbare-runs",
            Kept::Theme => "threadbare-theme",
        }
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}
