//! Gives the engine, and nothing else in the workspace, a memory that is shared between Workers.

mod link;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=link.rs");
    link::with_shared_memory("rustc-link-arg-bins");
}
