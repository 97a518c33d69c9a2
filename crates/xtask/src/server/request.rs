//! The little of HTTP/1.1 that a browser asking for files needs.

use std::io::BufRead;

/// The longest line and the most lines of a request we read.
const MOST: usize = 16 * 1024;

/// A request without its headers.
#[derive(Debug, PartialEq, Eq)]
pub struct Request {
    /// GET, HEAD, …
    pub method: String,
    /// The decoded path, without a query.
    pub path: String,
}

/// Reads one request; nothing when the connection ends or speaks another language.
pub fn read(from: &mut impl BufRead) -> Option<Request> {
    let first = line(from)?;
    let mut words = first.split_whitespace();
    let (method, target) = (words.next()?.to_owned(), words.next()?);
    let path = decoded(target.split(['?', '#']).next()?)?;
    let mut left = MOST;
    while let Some(header) = Some(line(from)?).filter(|header| !header.is_empty()) {
        left = left.checked_sub(header.len())?;
    }
    Some(Request { method, path })
}

fn line(from: &mut impl BufRead) -> Option<String> {
    let mut bytes = Vec::new();
    std::io::Read::take(&mut *from, MOST as u64)
        .read_until(b'\n', &mut bytes)
        .ok()?;
    bytes
        .ends_with(b"\n")
        .then(|| String::from_utf8_lossy(&bytes).trim_end().to_owned())
}

fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => bytes.push(16 * digit(rest.next()?)? + digit(rest.next()?)?),
            plain => bytes.push(plain),
        }
    }
    String::from_utf8(bytes).ok()
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<Request> {
        read(&mut text.as_bytes())
    }

    #[test]
    fn a_request_is_its_method_and_its_path() {
        let request = of("GET /a%20b/?q=1 HTTP/1.1\r\nHost: x\r\n\r\n");
        assert_eq!(
            request,
            Some(Request {
                method: "GET".into(),
                path: "/a b/".into()
            })
        );
    }

    #[test]
    fn what_is_no_request_is_none() {
        assert_eq!(of(""), None);
        assert_eq!(of("GET\r\n\r\n"), None);
        assert_eq!(of("GET /%zz HTTP/1.1\r\n\r\n"), None);
        assert_eq!(of("GET / HTTP/1.1\r\nHost: x\r\n"), None);
    }
}
