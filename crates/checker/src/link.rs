//! A program in an address: raw deflate, then base64url without padding.

use miniz_oxide::{deflate::compress_to_vec, inflate::decompress_to_vec_with_limit};
use protocol::check::MOST_LINKED;

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/// How hard deflate tries: as hard as it is worth.
const LEVEL: u8 = 9;
const UNREADABLE: &str = "The link holds no program that can be read: some of it was lost on the way.";

/// The value of `src` for a program, or why it does not travel in a link.
pub fn pack(source: &str) -> Result<String, String> {
    if source.len() > MOST_LINKED {
        let kilobytes = source.len().div_ceil(1024);
        return Err(format!(
            "A link holds programs of up to 16 KB, and this one has {kilobytes} KB: use “Save as file” instead."
        ));
    }
    Ok(encode(&compress_to_vec(source.as_bytes(), LEVEL)))
}

/// The program of a value of `src`, or a sentence.
pub fn unpack(packed: &str) -> Result<String, String> {
    let bytes = decode(packed).ok_or(UNREADABLE)?;
    let text = decompress_to_vec_with_limit(&bytes, MOST_LINKED).map_err(|_| UNREADABLE)?;
    String::from_utf8(text).map_err(|_| UNREADABLE.to_owned())
}

fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let bits = group.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for at in 0..=group.len() {
            text.push(char::from(LETTERS[(bits >> (18 - 6 * at) & 63) as usize]));
        }
    }
    text
}

fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    for group in text.as_bytes().chunks(4) {
        let mut bits = 0u32;
        for letter in group {
            let value = LETTERS.iter().position(|known| known == letter)?;
            bits = bits << 6 | value as u32;
        }
        let count = group.len().checked_sub(1).filter(|count| *count > 0)?;
        bits <<= 6 * (4 - group.len());
        bytes.extend((0..count).map(|at| (bits >> (16 - 8 * at)) as u8));
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_survives_its_link() {
        for length in 0..40 {
            let source: String = "hits += 1  # über 100 %\n".chars().cycle().take(length * 7).collect();
            let packed = pack(&source).expect("short");
            assert!(packed.bytes().all(|letter| LETTERS.contains(&letter)), "{packed}");
            assert_eq!(unpack(&packed).as_deref(), Ok(source.as_str()));
        }
    }

    #[test]
    fn what_other_programs_packed_is_read() {
        // Python: base64.urlsafe_b64encode(zlib.compress(b"print('hi')\n", 9)[2:-4]).rstrip(b"=")
        assert_eq!(unpack("KyjKzCvRUM_IVNfkAgA").as_deref(), Ok("print('hi')\n"));
    }

    #[test]
    fn what_is_too_long_is_refused_in_words() {
        let words = pack(&"x".repeat(MOST_LINKED + 1)).expect_err("too long");
        assert!(words.contains("17 KB") && words.contains("Save as file"), "{words}");
    }

    #[test]
    fn a_hostile_link_is_one_sentence() {
        let bomb = encode(&compress_to_vec(&vec![b'x'; 50_000_000], LEVEL));
        for hostile in ["!", "A", "____", "ü", "AAAA", bomb.as_str()] {
            assert_eq!(unpack(hostile), Err(UNREADABLE.to_owned()), "{hostile:.8}");
        }
    }
}
