//! The engine: a dedicated Worker that owns the pool of threads and their shared memory.

fn main() {}
