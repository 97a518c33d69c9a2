//! Where the model meets the browser: the root component, and everything that reaches out of the page.

mod address;
mod below;
mod clipboard;
mod dom;
pub mod early;
pub mod editor;
mod effects;
mod files;
mod held;
mod host;
mod kept;
mod keys;
mod listeners;
mod listings;
mod memo;
mod message;
mod page;
mod panes;
mod picture;
mod resized;
mod slots;

pub use dom::{
    found, has_focus, has_letters, is_in_view, remember_here, show_from_its_top, switch_letters, wants_no_motion,
};
pub use held::needs_second_half;
pub use memo::memo;
pub use page::Page;
pub use resized::{Resized, on_wheel};
pub use slots::{ABOUT, DIALOG, LAB};
