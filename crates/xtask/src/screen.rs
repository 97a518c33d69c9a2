//! A screen in memory, for a browser that has no headless mode.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Stdio};

use crate::{Outcome, child};

/// A running X server without a monitor; when it is dropped it ends, and with it every program that draws on it.
#[derive(Debug)]
pub struct Screen {
    child: Child,
    name: String,
}

impl Screen {
    /// Starts the server under the first free number, which it writes once it listens; nobody reaches it from another machine.
    pub fn start(program: &Path) -> Outcome<Self> {
        let mut command = child::command(program);
        command
            .args(["-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut child = command
            .spawn()
            .map_err(|error| format!("{}: {error}", program.display()))?;
        let mut line = String::new();
        if let Some(said) = child.stdout.take() {
            let _ = BufReader::new(said).read_line(&mut line);
        }
        let name = format!(":{}", line.trim());
        let screen = Self { child, name };
        match line.is_empty() {
            true => Err(format!("{} ended before it listened", program.display())),
            false => Ok(screen),
        }
    }

    /// What programs that are to draw on it find in `DISPLAY`.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
