//! Tests that hold for every workload in every world.
