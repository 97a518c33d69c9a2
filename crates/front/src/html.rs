//! The pieces of the first file: a mark in `index.html`, and what takes its place.

use catalogue::{LABS, LabInfo, THEMES, labs_about};

use crate::examples::Shown;
use check::film::Row;

/// The example that the page opens with.
const FIRST: &str = "call-in-between";

/// The example whose last moves are played beside it: another one, for a visitor has not guessed yet how the first ends.
const PLAYED: &str = "lock-order";

/// The most moves that are played: the last.
const MOVES: usize = 8;

/// Each mark with its piece.
pub fn pieces(shown: &[Shown]) -> [(&'static str, String); 5] {
    let named = |file: &str| shown.iter().find(|one| one.example.file == file);
    let (first, played) = (named(FIRST), named(PLAYED));
    [
        ("<!-- labs -->", labs()),
        (
            "<!-- program -->",
            first.map_or_else(String::new, |one| escaped(&as_opened(&one.text))),
        ),
        ("<!-- film -->", played.map_or_else(String::new, film)),
        ("<!-- examples -->", gallery(shown)),
        ("<!-- heads -->", LABS.iter().map(head).collect()),
    ]
}

/// An example as a visitor sees it: its question and its code, without what is said to the command line.
fn as_opened(text: &str) -> String {
    let said = |line: &&str| {
        !["# title:", "# expect", "# set:"]
            .iter()
            .any(|key| line.starts_with(key))
    };
    text.lines()
        .filter(said)
        .map(|line| line.replacen("# question: ", "# ", 1) + "\n")
        .collect()
}

/// Links to all labs, in groups.
fn labs() -> String {
    let link = |lab: &LabInfo| format!("<a href=\"#v=1&amp;lab={}\">{}</a>", lab.id, escaped(lab.name));
    let group = |theme: usize| {
        let links: String = labs_about(theme).map(link).collect();
        format!(
            "<div class=lab-group role=group aria-label=\"{0}\"><small aria-hidden=true>{0}</small>{links}</div>",
            THEMES[theme]
        )
    };
    (0..THEMES.len()).map(group).collect()
}

fn head(lab: &LabInfo) -> String {
    format!(
        "<section class=intro data-lab={} hidden><h1>{}</h1><p class=words>{}</p></section>\n",
        lab.id,
        rich(lab.question),
        rich(lab.intro)
    )
}

fn gallery(shown: &[Shown]) -> String {
    let theme = |theme: usize| {
        let mine: Vec<(usize, &Shown)> = shown
            .iter()
            .enumerate()
            .filter(|(_, one)| one.example.theme == theme)
            .collect();
        let pairs = mine.chunk_by(|_, (_, next)| next.example.cure);
        let pairs: String = pairs
            .map(|pair| format!("<li>{}</li>\n", pair.iter().map(card).collect::<String>()))
            .collect();
        format!("<li><h3>{}</h3><ul>{pairs}</ul></li>\n", THEMES[theme])
    };
    (0..THEMES.len()).map(theme).collect()
}

fn card((number, one): &(usize, &Shown)) -> String {
    let class = if one.example.cure { "door cure" } else { "door" };
    format!(
        "<button class=\"{class}\" data-example={number}>{}<strong>{}</strong><span>{}</span></button>",
        one.picture.svg(),
        escaped(one.example.title),
        escaped(one.example.question)
    )
}

/// The last moves of an example's threads, and how the program ends, which come one after the other; a box lets them wait.
fn film(one: &Shown) -> String {
    let is_move = |row: &&Row| row.thread > 0 && row.words != "ends" || row.words.starts_with("raises");
    let rows: Vec<&Row> = one.film.rows.iter().filter(is_move).collect();
    let rows = &rows[rows.len().saturating_sub(MOVES)..];
    let of_row = |(at, row): (usize, &&Row)| {
        let (class, colour, mark) = match row.thread {
            0 => ("ends", "wait".into(), "M".into()),
            number if number % 2 == 0 => ("other", format!("t{}", (number - 1) % 8 + 1), number.to_string()),
            number => ("one", format!("t{}", (number - 1) % 8 + 1), number.to_string()),
        };
        format!(
            "<li class={class} style=\"--n:{at};--t:var(--{colour})\"><i class=swatch aria-hidden=true>{mark}</i><span class=unseen>{}: </span>{}</li>",
            escaped(&one.film.threads[row.thread]),
            escaped(&row.words)
        )
    };
    let moves: String = rows.iter().enumerate().map(of_row).collect();
    format!(
        "<figure class=first-film><figcaption>The last moves of “{}” in one order, with the GIL</figcaption><ol>{moves}</ol>\
         <label class=pause><input type=checkbox>Pause</label></figure>",
        escaped(one.example.title)
    )
}

/// A sentence in which backticks mark code.
fn rich(sentence: &str) -> String {
    let piece = |(at, text): (usize, &str)| match at % 2 {
        0 => escaped(text),
        _ => format!("<code>{}</code>", escaped(text)),
    };
    sentence.split('`').enumerate().map(piece).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lab_s_head_is_its_question_and_its_words() {
        let counter = head(&LABS[0]);
        assert!(
            counter.contains("data-lab=counter hidden><h1>") && counter.contains("<code>"),
            "{counter}"
        );
        assert_eq!(labs().matches("<a ").count(), LABS.len());
    }

    #[test]
    fn backticks_are_code_and_text_stays_text() {
        assert_eq!(rich("is `a < b` so?"), "is <code>a &lt; b</code> so?");
    }

    #[test]
    fn what_is_said_to_the_command_line_is_left_out() {
        let text = "# title: A\n# question: Who?\n# expect: safe\nx = 1\n";
        assert_eq!(as_opened(text), "# Who?\nx = 1\n");
    }
}
