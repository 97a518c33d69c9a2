//! The real world: programs on operating-system threads or on Web Workers.
