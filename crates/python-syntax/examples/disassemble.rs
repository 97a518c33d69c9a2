//! Compiles Python files and prints their code, or with `--check` only says what is refused or inconsistent.

use std::process::ExitCode;

use python_syntax::{compile, verify};

fn main() -> ExitCode {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let quiet = arguments.first().is_some_and(|first| first == "--check");
    if quiet {
        arguments.remove(0);
    }
    let bad = arguments.iter().filter(|path| !look_at(path, quiet)).count();
    println!("{} files, {bad} of them refused", arguments.len());
    ExitCode::from(u8::from(bad > 0))
}

fn look_at(path: &str, quiet: bool) -> bool {
    let text = std::fs::read(path).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    match compile(&text, path) {
        Ok(code) => {
            if !quiet {
                print!("{code}");
            }
            if let Err(fault) = verify::verify(&code) {
                println!("{path}: INCONSISTENT {fault}");
                return false;
            }
            true
        }
        Err(refusal) => {
            println!("{path}: {refusal}");
            false
        }
    }
}
