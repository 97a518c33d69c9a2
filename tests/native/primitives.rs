//! Every primitive on this machine's threads and through every schedule in lockstep; the tests follow from the list in `tests/src/primitive`.

macro_rules! tests {
    ($($name:ident),*) => {
        $(mod $name {
            use conformance::primitive::$name;

            #[test]
            fn on_threads() {
                $name::on_threads(&crate::stage());
            }

            #[test]
            fn in_every_schedule() {
                $name::in_every_schedule();
            }
        })*
    };
}

conformance::for_each_primitive!(tests);
