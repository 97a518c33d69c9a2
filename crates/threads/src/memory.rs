//! How much memory there is in use, from the operating system or from the one WebAssembly memory.

use world::Memory;

/// What every thread's stack sets aside: 2 MiB, which is what `std::thread` takes (`RUST_MIN_STACK` changes it) and what wasm-bindgen gives
/// to a Worker (`DEFAULT_THREAD_STACK_SIZE` in its `transforms/threads`).
const STACK: u64 = 2 << 20;

/// What is known now.
pub fn memory() -> Memory {
    Memory {
        used: used(),
        stack: STACK,
    }
}

#[cfg(target_arch = "wasm32")]
fn used() -> u64 {
    // The memory never shrinks, so what was freed counts as used (WebAssembly, "memory instances").
    const PAGE: u64 = 65_536;
    core::arch::wasm32::memory_size(0) as u64 * PAGE
}

/// Resident pages, from Linux; other systems do not tell so easily.
#[cfg(not(target_arch = "wasm32"))]
fn used() -> u64 {
    const PAGE: u64 = 4_096;
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let resident = statm.split(' ').nth(1).and_then(|pages| pages.parse::<u64>().ok());
    resident.unwrap_or(0) * PAGE
}
