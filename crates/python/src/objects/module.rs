//! Modules.

use std::sync::Arc;

use super::dict::Dict;
use super::string::Name;

/// A Python module: its name and its globals.
#[derive(Debug)]
pub struct Module {
    /// What it is called.
    pub name: Name,
    /// Its globals, keyed by interned names.
    pub globals: Arc<Dict>,
}
