//! Gives the engine of programs, a memory that is shared between Workers.

#[path = "../engine/link.rs"]
mod link;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=../engine/link.rs");
    link::with_shared_memory("rustc-link-arg-bins");
}
