//! `cargo xtask env`: the exports for calling cargo, wasm-bindgen and wasm-pack by hand.

use crate::{Outcome, browser, setup};

/// Prints lines for a POSIX shell: `eval "$(cargo xtask env)"`. What must be installed is said on standard error.
pub fn run() -> Outcome {
    let (kit, found) = setup::for_testing()?;
    browser::write_capabilities(&found)?;
    for (name, value) in kit.toolchain.exports() {
        match value {
            Some(value) => println!("export {name}={}", quoted(&value)),
            None => println!("unset {name}"),
        }
    }
    println!("export CHROMEDRIVER={}", quoted(&found.driver.to_string_lossy()));
    println!("export PATH={}", quoted(&kit.path()));
    Ok(())
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_reads_back_what_was_quoted() {
        assert_eq!(quoted("a'b c"), "'a'\\''b c'");
    }
}
