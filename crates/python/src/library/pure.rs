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
        "pathlib" | "glob" | "shutil" | "tempfile" => {
            "pathlib, glob, shutil and tempfile are not here: use os, os.path and open, on files that live in the run."
        }
        "decimal" => "decimal is not here: use fractions.Fraction, or whole numbers of cents.",
        "inspect" | "dis" | "ast" | "symtable" | "tokenize" => {
            "inspect, dis, ast and tokenize are not here: use __name__, __doc__, __annotations__ and dir."
        }
        "pickle" | "shelve" | "marshal" | "sqlite3" | "dbm" => {
            "pickle, shelve, marshal and sqlite3 are not here: use json and open."
        }
        "array" | "mmap" => "array and mmap are not here: use a list or a bytearray.",
        "weakref" | "gc" => {
            "Objects are let go of at no promised time here, so weakref and gc are not: hold objects as long as they are needed."
        }
        "zlib" | "gzip" | "bz2" | "lzma" | "zipfile" | "tarfile" => {
            "Compression (zlib, gzip, bz2, lzma, zipfile, tarfile) is not here: use bytes as they are."
        }
        "argparse" | "optparse" | "getopt" => "argparse is not here: use sys.argv.",
        "atexit" | "sched" => "atexit and sched are not here: use threading.Timer, or call the function at the end.",
        "unittest" | "doctest" | "pytest" => "unittest, doctest and pytest are not here: use assert.",
        "timeit" | "cProfile" | "profile" | "tracemalloc" => {
            "timeit and profilers are not here: use time.perf_counter."
        }
        "email" | "smtplib" | "ftplib" | "imaplib" | "xml" | "html" => {
            "email, xml, html and their kin are not here: use str, re and json."
        }
        "tkinter" | "curses" | "turtle" | "readline" => "Nothing is drawn here: use print.",
        "numpy" | "pandas" | "requests" | "aiohttp" => "Only the standard library is here: use its modules instead.",
        _ => return None,
    })
}
