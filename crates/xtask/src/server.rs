//! A small file server for one built site on this machine, with the site's own headers.

mod headers;
mod reply;
mod request;

use std::io::{BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crate::Outcome;
use headers::Headers;

/// How long an open connection may say nothing.
const PATIENCE: Duration = Duration::from_secs(30);

/// A server that runs until the process ends.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    prefix: String,
}

struct Site {
    folder: PathBuf,
    /// The path under which the site lies, beginning and ending with a slash.
    prefix: String,
    headers: Headers,
}

impl Server {
    /// Serves a folder at `/` with the headers of its `_headers` file. Port 0 is any free one.
    pub fn start(folder: &Path, port: u16) -> Outcome<Self> {
        let headers = Headers::read(&folder.join("_headers"))?;
        Self::listen(
            Site {
                folder: folder.to_owned(),
                prefix: "/".to_owned(),
                headers,
            },
            port,
        )
    }

    /// Serves a folder in a sub-folder and without its headers, as the plainest static host does.
    pub fn start_plain(folder: &Path, prefix: &str) -> Outcome<Self> {
        Self::listen(
            Site {
                folder: folder.to_owned(),
                prefix: prefix.to_owned(),
                headers: Headers::default(),
            },
            0,
        )
    }

    /// The address of the site.
    pub fn address(&self) -> String {
        format!("http://{}{}", self.address, self.prefix)
    }

    fn listen(site: Site, port: u16) -> Outcome<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| {
            format!("port {port} cannot be used ({error}): choose another with --port, or 0 for any")
        })?;
        let address = listener.local_addr().map_err(|error| error.to_string())?;
        let prefix = site.prefix.clone();
        let site = Arc::new(site);
        thread::spawn(move || accept(&listener, &site));
        Ok(Self { address, prefix })
    }
}

fn accept(listener: &TcpListener, site: &Arc<Site>) {
    for stream in listener.incoming().flatten() {
        let site = Arc::clone(site);
        thread::spawn(move || converse(&stream, &site));
    }
}

// A browser keeps its connection for the next file; a request we cannot read ends it.
fn converse(stream: &TcpStream, site: &Site) -> Option<()> {
    stream.set_read_timeout(Some(PATIENCE)).ok()?;
    stream.set_nodelay(true).ok()?;
    let mut reader = BufReader::new(stream);
    let mut writer = stream;
    loop {
        let request = request::read(&mut reader)?;
        let reply = reply::to(&request, site);
        writer.write_all(&reply.bytes(request.method == "HEAD")).ok()?;
    }
}
