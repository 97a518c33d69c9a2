//! Starts the WebDriver of a browser, tells tests how to reach it, and ends it with all its browsers.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::screen::Screen;
use crate::setup::{Browser, Firefox, WebKit};
use crate::{Outcome, child, places};

/// How long a driver gets to listen, and to close its browsers.
const PATIENCE: Duration = Duration::from_secs(5);

/// A running WebDriver; it ends when this is dropped.
#[derive(Debug)]
pub struct Driver {
    child: Child,
    port: u16,
    /// Ended after the driver, and with it what the driver left open.
    _screen: Option<Screen>,
}

impl Driver {
    /// Starts the driver on a free port and waits until it listens.
    pub fn start(browser: &Browser) -> Outcome<Self> {
        Self::launch(&browser.driver, &["--port=0", "--log-level=WARNING"])
    }

    /// As [`Driver::start`], for Firefox.
    pub fn of_firefox(firefox: &Firefox) -> Outcome<Self> {
        Self::launch(&firefox.driver, &["--port=0", "--websocket-port=0"])
    }

    /// As [`Driver::start`], for WebKitGTK, on a screen of its own.
    pub fn of_webkit(webkit: &WebKit) -> Outcome<Self> {
        let screen = Screen::start(&webkit.screen)?;
        let port = free_port()?; // this driver never says which one it was given
        let mut command = child::command(&webkit.driver);
        command
            .arg(format!("--port={port}"))
            .env("DISPLAY", screen.name())
            .env("GDK_BACKEND", "x11")
            .stdin(Stdio::null());
        let child = command
            .spawn()
            .map_err(|error| format!("{}: {error}", webkit.driver.display()))?;
        let mut driver = Self {
            child,
            port,
            _screen: Some(screen),
        };
        match driver.listens() {
            true => Ok(driver),
            false => Err(format!("{} does not listen on port {port}", webkit.driver.display())),
        }
    }

    fn launch(program: &Path, arguments: &[&str]) -> Outcome<Self> {
        let mut command = child::command(program);
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped());
        let mut child = command
            .spawn()
            .map_err(|error| format!("{}: {error}", program.display()))?;
        let mut lines = child
            .stdout
            .take()
            .map(BufReader::new)
            .into_iter()
            .flat_map(BufRead::lines)
            .map_while(Result::ok);
        let port = lines.find_map(|line| port(&line));
        thread::spawn(move || lines.for_each(drop)); // a pipe that nobody empties would stop the driver
        match port {
            Some(port) => Ok(Self {
                child,
                port,
                _screen: None,
            }),
            None => Err(format!("{} ended before it listened", program.display())),
        }
    }

    /// Where it listens.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The number of its process, below which its browsers are.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// Waits until it listens; false when it ends before, or takes too long.
    fn listens(&mut self) -> bool {
        let start = Instant::now();
        while start.elapsed() < PATIENCE && matches!(self.child.try_wait(), Ok(None)) {
            if TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_ok() {
                return true;
            }
            thread::sleep(Duration::from_millis(20));
        }
        false
    }

    /// Asks it to close its browsers and itself; false when it does not know how, as the drivers of Firefox and WebKitGTK.
    fn ask_to_end(&self) -> std::io::Result<bool> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        write!(
            stream,
            "GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
        )?;
        let mut status = [0; 12];
        stream.read_exact(&mut status)?;
        Ok(status.ends_with(b" 200"))
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let asked = Instant::now();
        if self.ask_to_end().is_ok_and(|understood| understood) {
            while asked.elapsed() < PATIENCE && matches!(self.child.try_wait(), Ok(None)) {
                thread::sleep(Duration::from_millis(20));
            }
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Tells a test program which browser to start, and with what.
pub fn tell<'a>(command: &'a mut Command, browser: &Browser, driver: &Driver) -> &'a mut Command {
    command
        .env("THREADBARE_DRIVER", driver.address())
        .env("THREADBARE_CHROME", &browser.chrome)
        .env("THREADBARE_CHROME_FLAGS", browser.flags.join(" "))
}

/// Tells a test program of a browser beside, by a name such as `FIREFOX`.
pub fn tell_of<'a>(command: &'a mut Command, name: &str, program: &Path, driver: &Driver) -> &'a mut Command {
    command
        .env(format!("THREADBARE_{name}"), program)
        .env(format!("THREADBARE_{name}_DRIVER"), driver.address())
}

/// Writes the file from which wasm-bindgen's test runner takes the browser and its flags.
pub fn write_capabilities(browser: &Browser) -> Outcome {
    let flags: Vec<String> = browser.flags.iter().map(|flag| quoted(flag)).collect();
    let chrome = quoted(&browser.chrome.to_string_lossy());
    let text = format!(
        "{{\n  \"goog:chromeOptions\": {{ \"binary\": {chrome}, \"args\": [{}] }}\n}}\n",
        flags.join(", ")
    );
    let file = places::root().join("tests/browser/webdriver.json");
    fs::write(&file, text).map_err(|error| format!("{}: {error}", file.display()))
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A port that nobody listens on.
pub fn free_port() -> Outcome<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
    let address = listener.and_then(|listener| listener.local_addr());
    address
        .map(|address| address.port())
        .map_err(|error| format!("no port is free: {error}"))
}

fn port(line: &str) -> Option<u16> {
    let of_chrome = line.split_once("successfully on port ").map(|(_, port)| port);
    let of_firefox = || line.split_once("Listening on 127.0.0.1:").map(|(_, port)| port);
    let port = of_chrome.or_else(of_firefox)?;
    port.trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_driver_says_its_port() {
        assert_eq!(
            port("ChromeDriver was started successfully on port 38243."),
            Some(38243)
        );
        assert_eq!(
            port("1764400000000\tgeckodriver\tINFO\tListening on 127.0.0.1:4444"),
            Some(4444)
        );
        assert_eq!(port("Starting ChromeDriver 156 on port 0"), None);
    }

    #[test]
    fn a_path_with_a_backslash_is_quoted() {
        assert_eq!(quoted("C:\\chrome"), "\"C:\\\\chrome\"");
    }
}
