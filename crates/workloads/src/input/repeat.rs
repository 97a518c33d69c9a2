//! Makes a long text of a short one.

use crate::kernel::{WordRule, split::boundary};

/// `text` again and again, an empty line between, cut at the first word boundary at or after `bytes` bytes; a longer
/// text is cut there too. Nothing repeats to nothing.
pub fn to_size(text: &str, bytes: usize) -> String {
    const BETWEEN: &str = "\n\n";
    if text.is_empty() {
        return String::new();
    }
    let lap = text.len() + BETWEEN.len();
    let (laps, rest) = (bytes / lap, bytes % lap);
    let last = &text[..boundary(text, rest.min(text.len()), WordRule::default())];
    let mut long = String::with_capacity(laps * lap + last.len() + BETWEEN.len());
    for _ in 0..laps {
        long.push_str(text);
        long.push_str(BETWEEN);
    }
    long.push_str(last);
    long.push_str(&BETWEEN[..rest.saturating_sub(text.len())]);
    long
}
