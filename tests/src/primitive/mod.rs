//! One file a primitive: small programs whose results are known on paper, on real threads and through every schedule in lockstep.

mod body;

pub use body::{Body, Reading, Schedules, in_lockstep, on_threads};

/// Every primitive, once: its tests on this machine's threads, on Workers and in lockstep follow from this list.
#[macro_export]
macro_rules! for_each_primitive {
    ($use:ident) => {
        $use!(
            barrier,
            condvar,
            event,
            global_lock,
            join,
            mutex,
            pool,
            queue,
            region,
            rwlock,
            semaphore,
            task,
            variable
        );
    };
}

macro_rules! modules {
    ($($name:ident),*) => {
        $(pub mod $name;)*

        /// What every primitive promises on real threads, by its name.
        pub const ON_THREADS: &[(&str, fn(&$crate::Stage))] = &[$((stringify!($name), $name::on_threads)),*];

        /// How many schedules the programs of every primitive have, and how those end, by its name.
        pub const IN_EVERY_SCHEDULE: &[(&str, fn())] = &[$((stringify!($name), $name::in_every_schedule)),*];
    };
}

for_each_primitive!(modules);
