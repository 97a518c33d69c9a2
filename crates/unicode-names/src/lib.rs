//! The characters behind `\N{...}` that people write: a short table in place of the crate `unicode_names2`, whose whole table weighs 400 KB.

const NAMES: &str = include_str!("../names.txt");

/// The character of a name, in letters of either case; none if the table, or Unicode, has no such name.
#[must_use]
pub fn character(name: &str) -> Option<char> {
    let pairs = NAMES.lines().filter_map(|line| line.split_once(' '));
    let code = pairs.into_iter().find(|(_, known)| known.eq_ignore_ascii_case(name))?.0;
    char::from_u32(u32::from_str_radix(code, 16).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_either_case_give_their_characters() {
        assert_eq!(character("SNOWMAN"), Some('☃'));
        assert_eq!(character("greek small letter pi"), Some('π'));
        assert_eq!(character("EURO SIGN"), Some('€'));
        assert_eq!(character("no such name"), None);
        assert_eq!(character(""), None);
    }
}
