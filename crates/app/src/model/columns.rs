//! Which column of the reader's own list is which: what was guessed, and what is said of it.

/// The key of the parameter, which holds `title:2,author:3`.
pub const KEY: &str = "columns";
/// What a list of books has, in the order of the guess.
pub const COLUMNS: [&str; 5] = ["title", "description", "author", "year", "rating"];

/// For each of [`COLUMNS`] its place from 1 on: what was said, by name or by number, before what was guessed.
pub fn chosen(list: &[String], guess: [u8; 5], said: &str) -> [u8; 5] {
    let mut chosen = guess;
    for (column, name) in said.split(',').filter_map(|one| one.split_once(':')) {
        if let Some(number) = COLUMNS.iter().position(|known| *known == column.trim()) {
            let name = name.trim();
            let by_name = list
                .iter()
                .position(|known| known.to_lowercase() == name.to_lowercase())
                .and_then(|place| u8::try_from(place + 1).ok());
            chosen[number] = by_name.or_else(|| name.parse().ok()).unwrap_or(0);
        }
    }
    chosen
}

/// The same as the parameter holds it.
pub fn written(chosen: &[u8; 5]) -> String {
    let one = |(column, place): (&&str, &u8)| match place {
        0 => format!("{column}:"),
        place => format!("{column}:{place}"),
    };
    COLUMNS.iter().zip(chosen).map(one).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::{COLUMNS, chosen, written};

    #[test]
    fn what_is_said_goes_before_what_is_guessed() {
        assert_eq!(COLUMNS, workloads::kernel::columns::COLUMNS);
        let list = ["ISBN", "BÜCHER", "Wer"].map(String::from);
        let now = chosen(&list, [0, 0, 3, 1, 0], "title:bücher, year:,rating:9");
        assert_eq!(now, [2, 0, 3, 0, 9]);
        assert_eq!(written(&now), "title:2,description:,author:3,year:,rating:9");
        assert_eq!(chosen(&list, [1; 5], &written(&now)), now);
    }
}
