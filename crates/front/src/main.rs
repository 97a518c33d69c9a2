//! Writes into the site's first file what can be read before any code has come, and the picture for shared links beside it.
//!
//! `index.html` has a comment for each piece. The page takes the examples over from there as they are: their pictures are drawn here,
//! from what the search really finds in them. The labs' pictures are a file of their own, which the page of all labs shows.

mod card;
mod examples;
mod html;
mod labs;
mod picture;

use std::{env, fs, io, path::PathBuf};

fn main() -> io::Result<()> {
    let named = |at: usize, what: &str| {
        let given = env::args_os().nth(at).map(PathBuf::from);
        given.ok_or_else(|| io::Error::other(format!("name {what}")))
    };
    let (site, folder) = (
        named(1, "the folder of the site")?,
        named(2, "the folder of the examples")?,
    );
    let shown = examples::all(&folder)?;
    let page = site.join("index.html");
    let filled = html::pieces(&shown)
        .iter()
        .fold(fs::read_to_string(&page)?, |text, (mark, piece)| {
            text.replace(mark, piece)
        });
    fs::write(page, filled)?;
    fs::write(site.join("labs.svg"), labs::sheet(&labs::all()))?;
    fs::write(site.join("card.png"), card::png(&shown))
}
