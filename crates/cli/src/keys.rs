//! The keys of settings, which are flags and parts of an address alike.

use catalogue::LABS;

/// Keys that any lab may have, beyond `threads` and `lock`, which a sweep reads in its own way.
pub const KEYS: [&str; 7] = ["variant", "engine", "size", "interval", "seed", "cores", "schedule"];

/// The further parameters of all labs, each key once: key, placeholder, and the names it has in different labs.
pub fn further() -> Vec<(&'static str, &'static str, String)> {
    let mut all: Vec<(&str, &str, String)> = Vec::new();
    for lab in LABS {
        let numbers = lab.extras.iter().map(|number| (number.key, "N", number.name));
        let choices = lab.choices.iter().map(|choice| (choice.key, "ID", choice.name));
        let words = lab.words.iter().map(|words| (words.key, "WORDS", words.name));
        for (key, value, name) in numbers.chain(choices).chain(words) {
            match all.iter_mut().find(|known| known.0 == key) {
                None => all.push((key, value, name.to_string())),
                Some((.., names)) if !names.split("; ").any(|known| known == name) => *names += &format!("; {name}"),
                Some(_) => {}
            }
        }
    }
    all
}
