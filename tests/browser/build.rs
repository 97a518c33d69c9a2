//! Gives the browser tests the same shared memory as the engine has.

#[path = "../../crates/engine/link.rs"]
mod link;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=../../crates/engine/link.rs");
    link::with_shared_memory("rustc-link-arg");
}
