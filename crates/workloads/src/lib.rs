//! The programs people watch, each written once for every world.
