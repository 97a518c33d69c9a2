//! The lanes: one a thread, one a lock, drawn on a canvas, live and afterwards.
//!
//! [`view`] and [`bars`] turn a timeline into rectangles and know no canvas; [`paint`] draws rectangles and knows no timeline.

#[cfg(test)]
mod agree;
mod bars;
mod legend;
mod page;
mod paint;
mod pane;
mod pointing;
mod rows;
mod stage;
mod table;
mod tooltip;
mod view;

pub use pane::{LanesPane, lanes_pane};
pub use stage::Stage;
pub use tooltip::doing;
