//! How a program is linked whose threads are Workers: over a memory that they share. For build scripts.

/// Memory at the start, in bytes: generous, so that growing it stays out of measurements.
const INITIAL: u32 = 64 << 20;
/// The most the memory may grow to, in bytes: phones refuse to reserve much more.
const MAXIMUM: u32 = 512 << 20;

/// Tells Cargo the linker's arguments, each under `key`.
pub fn with_shared_memory(key: &str) {
    if std::env::var("CARGO_CFG_TARGET_ARCH").as_deref() != Ok("wasm32") {
        return;
    }
    let memory = [format!("--initial-memory={INITIAL}"), format!("--max-memory={MAXIMUM}")];
    let shared = ["--shared-memory", "--import-memory"].map(str::to_owned);
    let exports = [
        "__wasm_init_tls",
        "__tls_size",
        "__tls_align",
        "__tls_base",
        "__heap_base",
    ]
    .map(|name| format!("--export={name}"));
    for argument in shared.iter().chain(&memory).chain(&exports) {
        println!("cargo:{key}={argument}");
    }
}
