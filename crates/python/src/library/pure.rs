//! Modules written in Rust that call no Python.

use super::{files, hashing, math, re, tracebacks, twister, unicode};
use crate::objects::dict::Dict;
use crate::value::Value;

/// The globals of a module, if it is one of these.
#[must_use]
pub fn module(name: &str) -> Option<Dict> {
    let globals = Dict::default();
    globals.set_text("__name__", Value::from(name));
    match name {
        "math" => math::fill(&globals),
        "_hashlib" => hashing::fill(&globals),
        "_twister" => twister::fill(&globals),
        "_store" => files::fill(&globals),
        "_traceback" => tracebacks::fill(&globals),
        "unicodedata" => unicode::fill(&globals),
        "_re" => re::native::fill(&globals),
        _ => return None,
    }
    Some(globals)
}

/// What is said of an import that does not run here.
#[must_use]
pub fn refused(name: &str) -> Option<&'static str> {
    Some(match name.split('.').next().unwrap_or_default() {
        "multiprocessing" => {
            "multiprocessing starts processes, which do not run here: use threading or concurrent.futures.ThreadPoolExecutor."
        }
        "ctypes" | "cffi" => "Code in C does not run here: write it in Python.",
        "subprocess" => "Other programs do not run here: write what they do as a function.",
        "signal" => "Signals do not reach a program here: use threading.Event.",
        "socket" | "ssl" | "selectors" | "socketserver" => {
            "Sockets do not run here: use http.client or urllib.request on the simulated network."
        }
        "numpy" | "pandas" | "requests" | "aiohttp" => "Only the standard library is here: use its modules instead.",
        _ => return None,
    })
}
