//! The page in two: what only its second half reaches goes into a file of its own, which is fetched when something asks for it.

use std::fs;
use std::path::{Path, PathBuf};

use wasm_split_cli_support::{Options, transform};

use crate::{Outcome, places};

/// The second half, as the tool names it: `split_` and what `wasm_split` is told in crates/app/src/later/half.rs.
const HALF: &str = "split_second.wasm";
/// What fetches it.
const LINK: &str = "./second.js";

/// Splits the module of this name; the first half, still to be bound, lies where this says.
pub fn split(module: &Path, name: &str, staging: &Path) -> Outcome<PathBuf> {
    let complain = |error: std::io::Error| format!("{}: {error}", module.display());
    let folder = places::target().join("threadbare/split");
    fs::create_dir_all(&folder).map_err(complain)?;
    let (input, first) = (fs::read(module).map_err(complain)?, folder.join(format!("{name}.wasm")));
    let main = format!("./{name}.js");
    let mut options = Options::new(&input);
    options.output_dir = staging;
    options.main_out_path = &first;
    options.link_name = LINK;
    options.main_module = &main;
    transform(options).map_err(|error| format!("cannot split {}: {error:#}", module.display()))?;
    match staging.join(HALF).is_file() {
        true => Ok(first),
        false => Err(format!("{} has no second half", module.display())),
    }
}

/// Lets `arrive.js` fetch the second half, once it has the size that it will be served with: it counts what comes, and does not give up.
pub fn link(staging: &Path) -> Outcome {
    let path = staging.join(LINK);
    let complain = |error: std::io::Error| format!("{}: {error}", path.display());
    let bytes = fs::metadata(staging.join(HALF)).map_err(complain)?.len();
    let text = fs::read_to_string(&path).map_err(complain)?;
    fs::write(&path, patient(&text, bytes)?).map_err(complain)
}

fn patient(text: &str, bytes: u64) -> Outcome<String> {
    let address = format!("new URL(\"./{HALF}\", import.meta.url)");
    let changes = [
        (format!("fetch({address})"), format!("part({address}.href, {bytes})")),
        (
            "WebAssembly.instantiateStreaming(src, imports)".to_owned(),
            "linked(src, imports)".to_owned(),
        ),
    ];
    let mut text = format!("import {{ linked, part }} from './arrive.js';\n{text}");
    for (from, to) in changes {
        if text.matches(&from).count() != 1 {
            return Err(format!("{LINK} is not as it was: it should have `{from}` once"));
        }
        text = text.replace(&from, &to);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_half_is_fetched_with_patience() {
        let text = "makeLoad(() => {\n    const src = fetch(new URL(\"./split_second.wasm\", import.meta.url));\n    \
                    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));\n}, [])";
        let patient = patient(text, 12).unwrap();
        assert!(patient.contains("part(new URL(\"./split_second.wasm\", import.meta.url).href, 12)"));
        assert!(patient.contains("linked(src, imports)"));
    }

    #[test]
    fn a_tool_that_writes_something_else_is_noticed() {
        assert!(
            patient("const src = elsewhere();", 12)
                .unwrap_err()
                .contains("not as it was")
        );
    }
}
