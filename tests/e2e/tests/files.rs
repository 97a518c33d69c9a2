//! The user's own text: files of every sort are counted or refused in a sentence, and never break anything.

use e2e::{Browser, browse};
use std::{env, fs, path::PathBuf, process};

/// Writes a file that lives as long as the test.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str, bytes: &[u8]) -> Self {
        let folder = env::temp_dir().join(format!("threadbare-e2e-{}", process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let file = folder.join(name);
        fs::write(&file, bytes).expect("a file");
        Scratch(file)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What stays behind lies in the system's folder for such things.
        let _ = fs::remove_file(&self.0);
    }
}

/// Picks files, waits until they are read, and counts them.
async fn count(page: &Browser, files: &[&Scratch]) -> String {
    page.open("lab=mapreduce&text=own&threads=2").await;
    let paths: Vec<String> = files.iter().map(|file| file.0.display().to_string()).collect();
    let input = page.find("file", "Text files").await;
    input.send_keys(&paths.join("\n")).await.expect("files are picked");
    let read = "const said = document.querySelector('[role=status]').textContent; \
                return said !== '' && !said.startsWith('Reading') && !said.startsWith('Ready')";
    page.wait("the files are read", read).await;
    let said = page.status().await;
    page.run().await;
    said
}

#[tokio::test]
async fn own_files_are_counted_together() {
    browse(async |page| {
        let first = Scratch::new("first.txt", "One two, TWO.\nthree-three three".as_bytes());
        let second = Scratch::new("second.txt", "Ωmega ωMEGA 中文 two".as_bytes());
        let said = count(page, &[&first, &second]).await;
        assert!(said.contains("2 files"), "{said}");
        assert_eq!(
            (page.number("Words").await, page.number("Different").await),
            (Some(10), Some(5))
        );
        assert_eq!(page.number("“two”").await, Some(3));
    })
    .await;
}

#[tokio::test]
async fn an_empty_file_is_told_and_counted() {
    browse(async |page| {
        let said = count(page, &[&Scratch::new("empty.txt", b"")]).await;
        assert!(said.contains("empty"), "{said}");
        assert_eq!(page.number("Words").await, Some(0));
    })
    .await;
}

#[tokio::test]
async fn a_binary_file_is_told_and_counted() {
    browse(async |page| {
        let bytes: Vec<u8> = (0..200_000u32)
            .map(|index| (index.wrapping_mul(2_654_435_761) >> 24) as u8)
            .collect();
        let said = count(page, &[&Scratch::new("program.bin", &bytes)]).await;
        assert!(said.contains("binary"), "{said}");
        assert!(page.number("Words").await.is_some_and(|words| words > 0));
    })
    .await;
}

#[tokio::test]
async fn bad_bytes_are_told_and_replaced() {
    browse(async |page| {
        let said = count(page, &[&Scratch::new("bad.txt", b"caf\xFF na\xFEve caf\xFF")]).await;
        assert!(said.contains('3'), "three bytes were replaced: {said}");
        assert_eq!(page.number("“caf”").await, Some(2));
    })
    .await;
}

#[tokio::test]
async fn a_text_of_another_system_is_read_as_what_it_is() {
    browse(async |page| {
        let said = count(page, &[&Scratch::new("latin1.txt", b"caf\xE9 na\xEFve caf\xE9")]).await;
        assert!(said.contains("Windows-1252 (Latin-1)"), "{said}");
        assert_eq!(page.number("“café”").await, Some(2));
    })
    .await;
}

/// Case 69 and one that nobody could guess: the page says which columns were found, and asks for those that it did not find.
#[tokio::test]
async fn a_list_with_other_columns_is_read_or_asked_about() {
    const CASE: &str = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../crates/cli/tests/cases/69-bx-books.csv"
    );
    browse(async |page| {
        let case = std::fs::canonicalize(CASE).expect("the case is there");
        let own = Scratch::new("own.csv", "Buch,Wer,Wann\nThe dragon,Ann,1999\n".as_bytes());
        for (path, columns) in [
            (case.display().to_string(), "title is “Book-Title”, author is “Book-Author”"),
            (own.0.display().to_string(), "title is “Buch”, author is “Wer”, year is “Wann”; there is no description"),
        ] {
            page.open("lab=indexing&text=own&threads=2&query=year:0..9999").await;
            let input = page.find("file", "Text files").await;
            input.send_keys(&path).await.expect("a file is picked");
            page.wait("the list is read", "return document.querySelector('[role=status]').textContent.includes(' read: ')")
                .await;
            let form = "return document.querySelector('[aria-label=\"Columns of your list\"]') !== null";
            page.wait("the form is there", form).await;
            if path == own.0.display().to_string() {
                let choose = "for (const [column, place] of [['title', 1], ['author', 2], ['year', 3]]) {
                    const select = document.querySelector(`[aria-label=\"Columns of your list\"] [aria-label=${column}]`);
                    select.value = place;
                    select.dispatchEvent(new Event('change', { bubbles: true }));
                    await new Promise(requestAnimationFrame);
                  }";
                let _: bool = page
                    .js_later(&format!("const done = arguments[0]; (async () => {{ {choose} done(true); }})()"), vec![])
                    .await;
                page.wait("the address has it", "return location.hash.includes('title%3A1')").await;
            }
            page.run().await;
            let result = page.result().await;
            let row = result.iter().find(|(name, _)| name == "Columns").map(|(_, value)| value.clone());
            assert!(row.as_ref().is_some_and(|row| row.contains(columns)), "{result:?}");
            assert!(page.number("Records").await.is_some_and(|records| records > 0), "{result:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn without_a_file_the_page_asks_for_one() {
    browse(async |page| {
        page.open("lab=mapreduce&text=own").await;
        let before = page.status().await;
        page.press("Run").await;
        page.wait_with(
            "the page says something else",
            "return document.querySelector('[role=status]').textContent !== arguments[0]",
            vec![before.into()],
        )
        .await;
        assert!(page.status().await.contains("file"), "{}", page.status().await);
        page.reaches("ready").await;
    })
    .await;
}
