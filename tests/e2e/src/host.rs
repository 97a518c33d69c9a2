//! Hosts as people have them: the built site, or pages around it, under the headers and with the faults that a test names.

use crate::surroundings;
use std::{
    fs,
    io::{self, BufRead, BufReader, Write},
    net::{Ipv4Addr, Shutdown, TcpListener, TcpStream},
    path::{Component, Path, PathBuf},
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

/// A server on this machine that answers until it is closed or the test program ends.
pub struct Host {
    port: u16,
    state: Arc<State>,
}

type Change = dyn Fn(&str, &mut Answer) + Send + Sync;

struct State {
    folder: PathBuf,
    change: Box<Change>,
    asked: Mutex<Vec<String>>,
    open: Mutex<Option<Vec<TcpStream>>>,
}

/// What is sent for one path: the site's file, or 404, before the test has changed it.
pub struct Answer {
    /// The status.
    pub status: u16,
    /// Headers besides the length and the kind.
    pub headers: Vec<(String, String)>,
    /// The kind of the body.
    pub kind: &'static str,
    /// The body.
    pub body: Vec<u8>,
    /// How many bytes a second the line to here carries; `None` for all at once.
    pub line: Option<usize>,
}

impl Answer {
    /// Adds a header.
    pub fn says(&mut self, name: &str, value: &str) {
        self.headers.push((name.into(), value.into()));
    }

    /// Becomes a page with this in its body.
    pub fn page(&mut self, body: &str) {
        (self.status, self.kind) = (200, "text/html; charset=utf-8");
        self.body = format!("<!DOCTYPE html><title>A page</title><body>{body}").into_bytes();
    }

    /// Becomes a 404.
    pub fn missing(&mut self) {
        (self.status, self.body) = (404, b"no".to_vec());
    }
}

impl Host {
    /// Serves the built site; `change` sees each answer by its path, without the first slash, before it goes out.
    pub fn start(change: impl Fn(&str, &mut Answer) + Send + Sync + 'static) -> Host {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let state = Arc::new(State {
            folder: surroundings::dist(),
            change: Box::new(change),
            asked: Mutex::default(),
            open: Mutex::new(Some(Vec::new())),
        });
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let Some(kept) = shared.keep(&stream) else { return };
                let state = Arc::clone(&shared);
                thread::spawn(move || kept.then(|| state.converse(&stream)));
            }
        });
        Host { port, state }
    }

    /// Its address by number; ends in a slash.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Its address by name, which is another site; ends in a slash.
    pub fn elsewhere(&self) -> String {
        format!("http://localhost:{}/", self.port)
    }

    /// How often a file was asked for whose path ends like this.
    pub fn times(&self, end: &str) -> usize {
        let asked = self.state.asked.lock().expect("nobody fails with it");
        asked.iter().filter(|path| path.ends_with(end)).count()
    }

    /// Answers nobody any more.
    pub fn close(&self) {
        let open = self.state.open.lock().expect("nobody fails with it").take();
        for stream in open.into_iter().flatten() {
            // One that has ended is as good.
            let _ = stream.shutdown(Shutdown::Both);
        }
        // Wakes the listener, which then ends.
        let _ = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port));
    }
}

impl State {
    fn keep(&self, stream: &TcpStream) -> Option<bool> {
        let mut open = self.open.lock().expect("nobody fails with it");
        let kept = stream
            .try_clone()
            .map(|clone| open.as_mut().map(|open| open.push(clone)));
        kept.map_or(Some(false), |kept| kept.map(|()| true))
    }

    fn converse(&self, stream: &TcpStream) -> Option<()> {
        let (mut reader, mut writer) = (BufReader::new(stream), stream);
        loop {
            let path = request(&mut reader)?;
            self.asked.lock().expect("nobody fails with it").push(path.clone());
            let mut answer = self.file(&path);
            (self.change)(&path, &mut answer);
            writer.write_all(&answer.head()).ok()?;
            answer.send(&mut writer).ok()?;
        }
    }

    fn file(&self, path: &str) -> Answer {
        let name = if path.is_empty() { "index.html" } else { path };
        let inside = Path::new(name)
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        let body = inside.then(|| fs::read(self.folder.join(name)).ok()).flatten();
        Answer {
            status: if body.is_some() { 200 } else { 404 },
            headers: Vec::new(),
            kind: kind(name),
            body: body.unwrap_or_default(),
            line: None,
        }
    }
}

impl Answer {
    fn head(&self) -> Vec<u8> {
        let mut head = format!(
            "HTTP/1.1 {} -\r\nContent-Length: {}\r\nContent-Type: {}\r\n",
            self.status,
            self.body.len(),
            self.kind
        );
        for (name, value) in &self.headers {
            head += &format!("{name}: {value}\r\n");
        }
        (head + "\r\n").into_bytes()
    }

    /// Ten parts a second, on a line that is slow.
    fn send(&self, writer: &mut impl Write) -> io::Result<()> {
        let Some(line) = self.line else {
            return writer.write_all(&self.body);
        };
        for part in self.body.chunks((line / 10).max(1)) {
            writer.write_all(part)?;
            thread::sleep(Duration::from_millis(100));
        }
        Ok(())
    }
}

/// The path of one request, without its first slash and its query; nothing when the connection ends.
fn request(reader: &mut impl BufRead) -> Option<String> {
    let (mut first, mut line) = (String::new(), String::new());
    reader.read_line(&mut first).ok().filter(|read| *read > 0)?;
    while line != "\r\n" {
        line.clear();
        reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
    }
    let target = first.split_whitespace().nth(1)?;
    Some(target.split('?').next()?.trim_start_matches('/').to_owned())
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "webmanifest" => "application/manifest+json",
        _ => "text/plain; charset=utf-8",
    }
}
