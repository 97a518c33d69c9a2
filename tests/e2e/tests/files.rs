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
        let said = count(page, &[&Scratch::new("latin1.txt", b"caf\xE9 na\xEFve caf\xE9")]).await;
        assert!(said.contains('3'), "three bytes were replaced: {said}");
        assert_eq!(page.number("“caf”").await, Some(2));
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
