//! Whatever bytes come in, a text comes out, and what was done to it is told.

use proptest::prelude::*;
use workloads::input::decode::{Encoding, Reader, complaint, to_utf8};
use workloads::input::{BOOK, Input, repeat, zipf};
use workloads::kernel::words::Counts;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 300, ..ProptestConfig::default() })]
    #[test]
    fn decoding_agrees_with_the_standard_library_however_the_file_is_sliced(
        pieces in prop::collection::vec(prop_oneof![any::<String>().prop_map(String::into_bytes), prop::collection::vec(any::<u8>(), 0..9)], 0..9),
        slice in 1_usize..9,
    ) {
        let bytes = pieces.concat();
        let mut reader = Reader::default();
        bytes.chunks(slice).for_each(|slice| reader.read(slice));
        let read = reader.finish();
        prop_assert_eq!(&read.text, &String::from_utf8_lossy(&bytes));
        prop_assert_eq!(read.replaced_bytes == 0, std::str::from_utf8(&bytes).is_ok());
        prop_assert_eq!(&read, &Input::files([bytes.as_slice()]));
        prop_assert_eq!(&read, &Input::file(bytes));
    }

    #[test]
    fn a_repeated_text_has_the_size_asked_for(text in "\\PC{0,60}", bytes in 0_usize..500) {
        let long = repeat::to_size(&text, bytes);
        prop_assert!(text.is_empty() || (bytes..=bytes + text.len()).contains(&long.len()));
    }
}

#[test]
fn bad_bytes_are_counted_one_by_one() {
    assert_eq!(Input::file(b"caf\xE9 \xFF\xFE ok".to_vec()).replaced_bytes, 3);
    let cut_short = Input::file(b"snow\xE2\x98".to_vec());
    assert_eq!((cut_short.text.as_str(), cut_short.replaced_bytes), ("snow\u{FFFD}", 2));
}

#[test]
fn several_files_do_not_run_into_each_other() {
    let read = Input::files([b"one".as_slice(), b"tw\xE2\x98", b"", b"three"]);
    assert_eq!(
        (read.text.as_str(), read.replaced_bytes),
        ("one\n\ntw\u{FFFD}\n\n\n\nthree", 2)
    );
    assert_eq!(Input::files([]), Input::default());
}

#[test]
fn odd_files_get_a_sentence_and_texts_get_none() {
    assert_eq!(complaint(BOOK.as_bytes()), None);
    assert_eq!(complaint("Всё хорошо 中文".as_bytes()), None);
    assert!(complaint(b"").is_some_and(|line| line.contains("empty")));
    assert!(complaint(b"\x7FELF\x02\x01\x01\0\0\0").is_some_and(|line| line.contains("binary")));
    assert!(complaint(&[1, 2, 3, 4, 5]).is_some_and(|line| line.contains("binary")));
    assert!(complaint(b"\xFF\xFEh\0i\0").is_some_and(|line| line.contains("UTF-16")));
}

#[test]
fn the_book_is_long_enough() {
    assert!(BOOK.len() >= 150_000);
    assert!(BOOK.starts_with("Persuasion") && BOOK.ends_with('\n'));
}

#[test]
fn repeating_counts_the_same_words_as_often() {
    let once = Counts::of(BOOK);
    let thrice = repeat::to_size(BOOK, 3 * (BOOK.len() + 2));
    let counts = Counts::of(&thrice);
    assert_eq!((counts.total(), counts.distinct()), (3 * once.total(), once.distinct()));
}

#[test]
fn made_up_text_is_the_same_for_a_seed() {
    let text = zipf::text(7, 100_000);
    assert_eq!(text, zipf::text(7, 100_000));
    assert_ne!(text, zipf::text(8, 100_000));
    assert!((100_000..100_020).contains(&text.len()));
    assert_eq!(zipf::text(7, 0), "");
}

#[test]
fn made_up_words_follow_zipfs_law() {
    let text = zipf::text(1, 4_000_000);
    let top = Counts::of(&text).top(200);
    let first = top[0].count as f64;
    for rank in [2, 5, 10, 50, 100] {
        let ratio = first / (top[rank - 1].count as f64 * rank as f64);
        assert!((0.85..1.15).contains(&ratio), "rank {rank}: {ratio}");
    }
}

#[test]
fn the_vocabulary_has_tens_of_thousands_of_words() {
    assert!(Counts::of(&zipf::text(1, 20_000_000)).distinct() > 35_000);
}

/// Cases 77b and 82: what is not UTF-8 is read as what it is, and that is said.
#[test]
fn files_of_other_systems_are_read_as_what_they_are() {
    let utf16 = |unit: fn(u16) -> [u8; 2]| "\u{feff}hello 中😀".encode_utf16().flat_map(unit).collect::<Vec<u8>>();
    for (bytes, text, said) in [
        (utf16(u16::to_le_bytes), "hello 中😀", "UTF-16"),
        (utf16(u16::to_be_bytes), "hello 中😀", "UTF-16"),
        (b"\xFF\xFEh\0\x3d\xd8i".to_vec(), "h\u{FFFD}\u{FFFD}", "UTF-16"),
        (b"\x93Hi\x94 don\x92t\n".to_vec(), "“Hi” don’t\n", "Windows-1252"),
        (
            b"Caf\xe9 au lait; Ren\xe9 Fran\xe7ois; \x80 5\n".to_vec(),
            "Café au lait; René François; € 5\n",
            "Windows-1252",
        ),
    ] {
        let mut file = [b"before".to_vec(), bytes].concat();
        let told = to_utf8(&mut file, 6).expect(text);
        assert_eq!(String::from_utf8(file).unwrap(), format!("before{text}"));
        assert!(told.contains(said), "{told}");
    }
}

#[test]
fn what_is_utf8_or_nothing_at_all_is_left_alone() {
    for bytes in [
        &b"two \xff\xfe WORDS"[..],
        "Всё хорошо".as_bytes(),
        b"caf\xC3\xA9 and caf\xE9",
        b"\xEF\xF0\xE8\xE2\xE5\xF2 \xEC\xE8\xF0",
        b"\0\xE9a binary",
        b"\x81\x8d",
        b"",
    ] {
        let mut file = bytes.to_vec();
        to_utf8(&mut file, 0);
        assert_eq!((Encoding::of(bytes), file.as_slice()), (None, bytes));
    }
}
