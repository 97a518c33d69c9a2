//! Finishes the site's first files: what must answer alone stands in index.html, the policy allows exactly that, and the service worker knows its build.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::Outcome;

/// Files of code that stand in index.html itself, in their order there: they answer when everything else is missing.
const INLINE: [&str; 2] = ["watch.js", "boot.js"];
/// What each policy for the page in `_headers` has in the place of the hashes of those.
const HASHES: &str = "HASHES";
/// Where the same policy stands in index.html, for hosts that send no headers.
const POLICY: &str = "content=\"POLICY\"";
/// The link that fetches the page's module ahead.
const MODULE: &str = "id=\"page-wasm\"";
/// The element's file, and the name under which it stays as it is: the number is that of the messages.
const ELEMENT: [&str; 2] = ["thread-bare.js", "thread-bare-1.js"];

/// Finishes a site whose code lies in the folder `code`.
pub fn finish(site: &Path, code: &str) -> Outcome {
    let page = site.join("index.html");
    let (html, hashes) = inlined(&read(&page)?, code, |name| read(&site.join(code).join(name)))?;
    let headers = site.join("_headers");
    let sent = read(&headers)?.replace(HASHES, &hashes.join(" "));
    write(&page, &sized(&guarded(&html, policy(&sent, &hashes)?)?, site, code)?)?;
    write(&headers, &sent)?;
    let worker = site.join("sw.js");
    write(&worker, &format!("{}{}", known(site, code)?, read(&worker)?))?;
    write(&site.join(ELEMENT[1]), &read(&site.join(ELEMENT[0]))?)
}

// The page with its first scripts in it, and their hashes as a policy has them.
fn inlined(html: &str, code: &str, file: impl Fn(&str) -> Outcome<String>) -> Outcome<(String, Vec<String>)> {
    let (mut html, mut hashes) = (html.to_owned(), Vec::new());
    for name in INLINE {
        let outside = format!("<script src=\"./{code}/{name}\"></script>");
        let text = file(name)?;
        if !html.contains(&outside) || text.contains("</script") {
            return Err(format!("index.html cannot hold {name}"));
        }
        html = html.replace(&outside, &format!("<script>{text}</script>"));
        hashes.push(format!("'sha256-{}'", base64(&Sha256::digest(text.as_bytes()))));
    }
    Ok((html, hashes))
}

/// The policy for the page in a `_headers` file, the least that it works with: the one that allows the scripts of these hashes.
fn policy<'a>(headers: &'a str, hashes: &[String]) -> Outcome<&'a str> {
    let mut policies = headers
        .lines()
        .filter_map(|line| line.trim().strip_prefix("Content-Security-Policy: "));
    let allows = |policy: &&str| hashes.iter().all(|hash| policy.contains(hash));
    policies
        .find(allows)
        .ok_or_else(|| "_headers has no policy for the page".to_owned())
}

fn guarded(html: &str, policy: &str) -> Outcome<String> {
    replaced(html, POLICY, &format!("content=\"{policy}\""))
}

// In a page that names the place twice, or never, nobody knows what is meant.
fn replaced(html: &str, place: &str, with: &str) -> Outcome<String> {
    match html.matches(place).count() {
        1 => Ok(html.replace(place, with)),
        count => Err(format!("index.html has `{place}` {count} times, but must have it once")),
    }
}

// The page counts what comes of its module, and knows how much there is.
fn sized(html: &str, site: &Path, code: &str) -> Outcome<String> {
    let module = site.join(code).join("app_bg.wasm");
    let bytes = fs::metadata(&module)
        .map_err(|error| format!("{}: {error}", module.display()))?
        .len();
    replaced(html, MODULE, &format!("{MODULE} data-bytes=\"{bytes}\""))
}

// What belongs to the build, for the service worker; the page itself it fetches apart.
fn known(site: &Path, code: &str) -> Outcome<String> {
    let mut names = vec!["\"icon.svg\"".to_owned(), "\"manifest.webmanifest\"".to_owned()];
    for file in super::files(&site.join(code))? {
        let name = file
            .strip_prefix(site)
            .unwrap_or(&file)
            .to_string_lossy()
            .replace('\\', "/");
        names.push(format!("\"{name}\""));
    }
    Ok(format!(
        "const BUILD = \"{code}\";\nconst FILES = [{}];\n",
        names.join(", ")
    ))
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let word = three.iter().fold(0_u32, |word, byte| word << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        let letters = (0..4).map(|at| char::from(LETTERS[(word >> (18 - 6 * at)) as usize & 63]));
        text.extend(letters.take(three.len() + 1));
        text.extend(std::iter::repeat_n('=', 3 - three.len()));
    }
    text
}

fn read(file: &Path) -> Outcome<String> {
    fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}

fn write(file: &Path, text: &str) -> Outcome {
    fs::write(file, text).map_err(|error| format!("{}: {error}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_written_as_rfc_4648_has_them() {
        let written = ["", "f", "fo", "foo", "foob"].map(|text| base64(text.as_bytes()));
        assert_eq!(written, ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg=="]);
    }

    #[test]
    fn the_first_scripts_stand_in_the_page_and_are_known_by_their_hashes() {
        let html = "<script src=\"./code-1/watch.js\"></script><script src=\"./code-1/boot.js\"></script>";
        let (page, hashes) = inlined(html, "code-1", |name| Ok(format!("// {name}"))).expect("both are there");
        assert_eq!(page, "<script>// watch.js</script><script>// boot.js</script>");
        assert!(
            hashes
                .iter()
                .all(|hash| hash.starts_with("'sha256-") && hash.len() == 53),
            "{hashes:?}"
        );
    }

    #[test]
    fn the_policy_of_the_page_is_the_one_that_is_sent() {
        let headers = "/docs/*\n  Content-Security-Policy: script-src 'self'\n\n/\n  X-A: b\n  Content-Security-Policy: script-src 'sha256-a'\n";
        let hashes = ["'sha256-a'".to_owned()];
        assert_eq!(policy(headers, &hashes), Ok("script-src 'sha256-a'"));
        assert!(policy("/*\n  X-A: b\n", &hashes).is_err());
    }

    #[test]
    fn the_policy_has_one_place_and_a_script_that_names_it_is_left_as_its_hash_says() {
        let html = "<meta content=\"POLICY\"><script>// POLICY</script>";
        let guarded = |html: &str| super::guarded(html, "default-src 'none'");
        let expected = "<meta content=\"default-src 'none'\"><script>// POLICY</script>";
        assert_eq!(guarded(html).as_deref(), Ok(expected));
        assert!(guarded("<meta content=\"\">").is_err());
        assert!(guarded(&html.repeat(2)).is_err());
    }

    #[test]
    fn a_page_that_names_a_script_in_another_way_is_an_error() {
        assert!(inlined("<script src=watch.js></script>", "code-1", |_| Ok(String::new())).is_err());
    }
}
