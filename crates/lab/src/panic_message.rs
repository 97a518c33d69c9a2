//! What a broken thread said, in words for a person: the standard library's messages speak to whoever wrote the program, and name its files.

/// A panic's message without where in our code it came from, and what the commonest of them mean.
pub fn in_words(panic: &str) -> String {
    let said = without_place(panic).trim().trim_end_matches('.');
    out_of_bounds(said)
        .or_else(|| out_of_memory(said))
        .unwrap_or_else(|| said.to_string())
}

/// `panicked at file:line:column:` stands on a line of its own before what was said.
fn without_place(panic: &str) -> &str {
    match panic.split_once("panicked at ") {
        Some((before, after)) => after.split_once('\n').map_or(before, |(_, said)| said),
        None => panic,
    }
}

fn out_of_bounds(said: &str) -> Option<String> {
    let (_, after) = said.split_once("index out of bounds: the len is ")?;
    let (length, index) = after.split_once(" but the index is ")?;
    Some(format!(
        "it reached for element {index} of a list that has {length}, counted from 0"
    ))
}

fn out_of_memory(said: &str) -> Option<String> {
    let (_, after) = said.split_once("memory allocation of ")?;
    let bytes = after.split_once(" bytes failed")?.0.parse().ok()?;
    Some(format!(
        "there was no memory left for {} more",
        trace::numbers::bytes(bytes)
    ))
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn no_file_of_ours_and_no_index_error_reaches_a_reader() {
        let raw =
            "panicked at crates/labs/src/crash/crash.rs:97:49:\nindex out of bounds: the len is 3 but the index is 3";
        let said = "it reached for element 3 of a list that has 3, counted from 0";
        assert_eq!(in_words(raw), said);
        assert_eq!(in_words("index out of bounds: the len is 3 but the index is 3."), said);
        assert_eq!(
            in_words("memory allocation of 16777216 bytes failed"),
            "there was no memory left for 16.8 MB more"
        );
        assert_eq!(
            in_words("panicked at a/b.rs:1:2:\nout of memory: 480 MiB asked for"),
            "out of memory: 480 MiB asked for"
        );
        assert_eq!(in_words("RuntimeError: unreachable"), "RuntimeError: unreachable");
        assert_eq!(in_words(""), "");
    }
}
