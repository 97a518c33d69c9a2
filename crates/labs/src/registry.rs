//! The labs as tables: their descriptions, their texts.

use crate::each_lab;
use lab_kit::{Lab, LabInfo, ValidationError};

/// What is shown of a lab's program.
#[derive(Clone, Copy, Debug)]
pub struct Listing {
    /// The lab's id.
    pub lab: &'static str,
    /// The name of the Rust file, as traces name it after the last slash.
    pub name: &'static str,
    /// The Rust file.
    pub rust: &'static str,
    /// The Python file, with all variants in it.
    pub python: &'static str,
}

macro_rules! tables {
    ($($room:ident: $name:ident,)+) => {
        /// Every lab, in the order of the navigation.
        pub const LABS: &[LabInfo] = &[$(<crate::$room::$name as Lab>::LAB),+];

        const LISTINGS: &[Listing] = &[$(
            Listing {
                lab: <crate::$room::$name as Lab>::LAB.id,
                name: concat!(stringify!($room), ".rs"),
                rust: include_str!(concat!(stringify!($room), "/", stringify!($room), ".rs")),
                python: include_str!(concat!(stringify!($room), "/", stringify!($room), ".py")),
            }
        ),+];
    };
}

each_lab!(tables);

/// A lab by its id.
pub fn lab(id: &str) -> Result<&'static LabInfo, ValidationError> {
    let ids = || LABS.iter().map(|lab| lab.id).collect::<Vec<_>>().join(", ");
    LABS.iter()
        .find(|lab| lab.id == id)
        .ok_or_else(|| ValidationError::new("lab", id, ids()))
}

/// What is shown of each lab's program, in the order of [`LABS`].
pub fn listings() -> &'static [Listing] {
    LISTINGS
}
