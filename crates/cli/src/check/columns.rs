//! A schedule as columns: a column a thread, a row a move, the source line beside it.

use check::report::Move;

const WIDEST: usize = 34;

/// The moves as a table.
pub fn columns(text: &str, moves: &[Move]) -> String {
    let threads = threads_of(moves.iter());
    let lines: Vec<&str> = text.lines().collect();
    let width = moves
        .iter()
        .map(|it| it.words.chars().count())
        .chain(threads.iter().map(|name| name.len()))
        .max()
        .unwrap_or(0)
        .min(WIDEST)
        + 2;
    let mut table = row(
        width,
        &threads.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>(),
        "",
    );
    for it in moves {
        let cells: Vec<String> = threads
            .iter()
            .map(|name| {
                if *name == it.thread {
                    cut(&it.words)
                } else {
                    String::new()
                }
            })
            .collect();
        let source = source_of(&lines, it).map_or_else(String::new, |source| format!("{:>4}  {source}", it.line));
        table.push_str(&row(width, &cells, &source));
    }
    table
}

/// The threads that move, in the order of their first moves.
pub fn threads_of<'a>(moves: impl Iterator<Item = &'a Move>) -> Vec<&'a str> {
    let mut threads: Vec<&str> = Vec::new();
    for it in moves {
        if !threads.contains(&it.thread.as_str()) {
            threads.push(&it.thread);
        }
    }
    threads
}

/// The source line that a move stands in; `None` if it stands in none.
pub fn source_of<'a>(lines: &[&'a str], it: &Move) -> Option<&'a str> {
    let at = (it.line as usize).checked_sub(1)?;
    Some(lines.get(at).map_or("", |line| line.trim()))
}

fn row(width: usize, cells: &[String], source: &str) -> String {
    let cells: String = cells.iter().map(|cell| format!("{cell:width$}")).collect();
    format!("  {}\n", format!("{cells}{source}").trim_end())
}

fn cut(words: &str) -> String {
    if words.chars().count() <= WIDEST {
        return words.to_owned();
    }
    let start: String = words.chars().take(WIDEST - 1).collect();
    format!("{start}…")
}
