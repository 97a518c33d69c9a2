//! Nanoseconds on one clock that all threads share.

#[cfg(not(target_arch = "wasm32"))]
mod native;
#[cfg(target_arch = "wasm32")]
mod web;

#[cfg(not(target_arch = "wasm32"))]
pub use native::now;
#[cfg(target_arch = "wasm32")]
pub use web::now;
