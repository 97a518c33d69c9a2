//! Answers a request with a file, a redirection or a sentence; a missing file is never answered with the page.

use std::fs;
use std::path::{Component, Path};

use super::Site;
use super::request::Request;

/// An answer, ready to be sent.
#[derive(Debug)]
pub struct Reply {
    status: &'static str,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

/// The answer to a request.
pub fn to(request: &Request, site: &Site) -> Reply {
    if request.method != "GET" && request.method != "HEAD" {
        return sentence("405 Method Not Allowed", "Only GET and HEAD are answered here.");
    }
    let Some(path) = request.path.strip_prefix(&site.prefix) else {
        return sentence("404 Not Found", "Nothing lies here.");
    };
    let name = if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    };
    let inside = Path::new(&name)
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    match inside.then(|| fs::read(site.folder.join(&name))) {
        Some(Ok(body)) => file(&name, body, site),
        _ => sentence("404 Not Found", "There is no such file."),
    }
}

impl Reply {
    /// The answer as it goes over the wire; to HEAD without the body.
    pub fn bytes(&self, head: bool) -> Vec<u8> {
        let mut text = format!("HTTP/1.1 {}\r\nContent-Length: {}\r\n", self.status, self.body.len());
        for (name, value) in &self.headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        text.push_str("\r\n");
        let mut bytes = text.into_bytes();
        if !head {
            bytes.extend_from_slice(&self.body);
        }
        bytes
    }
}

fn file(name: &str, body: Vec<u8>, site: &Site) -> Reply {
    let own = site
        .headers
        .of(&format!("/{name}"))
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
    let headers = own
        .chain([("Content-Type".to_owned(), kind(name).to_owned())])
        .collect();
    Reply {
        status: "200 OK",
        headers,
        body,
    }
}

fn sentence(status: &'static str, words: &str) -> Reply {
    let headers = vec![("Content-Type".to_owned(), "text/plain; charset=utf-8".to_owned())];
    Reply {
        status,
        headers,
        body: format!("{words}\n").into_bytes(),
    }
}

// A module that is not called application/wasm is compiled only after it has all arrived.
fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::super::headers::Headers;
    use super::*;

    fn answer(method: &str, path: &str) -> String {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).to_owned();
        let site = Site {
            folder,
            prefix: "/sub/".into(),
            headers: Headers::default(),
        };
        let reply = to(
            &Request {
                method: method.into(),
                path: path.into(),
            },
            &site,
        );
        String::from_utf8_lossy(&reply.bytes(method == "HEAD")).into_owned()
    }

    #[test]
    fn a_file_comes_with_its_kind() {
        assert!(answer("GET", "/sub/src/main.rs").starts_with("HTTP/1.1 200"));
        assert!(answer("HEAD", "/sub/src/main.rs").ends_with("\r\n\r\n"));
        assert_eq!(kind("a/b.wasm"), "application/wasm");
    }

    #[test]
    fn what_is_not_there_is_a_plain_404() {
        for path in [
            "/sub/no.js",
            "/sub/",
            "/src/main.rs",
            "/sub/../xtask/Cargo.toml",
            "/sub//etc/passwd",
            "/sub/src",
        ] {
            assert!(answer("GET", path).starts_with("HTTP/1.1 404"), "{path}");
        }
        assert!(answer("POST", "/sub/src/main.rs").starts_with("HTTP/1.1 405"));
    }
}
