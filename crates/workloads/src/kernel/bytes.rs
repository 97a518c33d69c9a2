//! Finds a byte eight bytes at a time.

const LOW: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// The first place at or after `at` where `wanted` stands, or the end.
pub fn find(text: &[u8], at: usize, wanted: u8) -> usize {
    find_either(text, at, wanted, wanted)
}

/// The first place at or after `at` where one of the two stands, or the end.
pub fn find_either(text: &[u8], at: usize, one: u8, other: u8) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let (blocks, tail) = rest.as_chunks::<8>();
    for (number, block) in blocks.iter().enumerate() {
        let word = u64::from_le_bytes(*block);
        let hit = zeros(word ^ (LOW * u64::from(one))) | zeros(word ^ (LOW * u64::from(other)));
        if hit != 0 {
            return at + 8 * number + hit.trailing_zeros() as usize / 8;
        }
    }
    let before = tail.iter().position(|&byte| byte == one || byte == other);
    at.min(text.len()) + 8 * blocks.len() + before.unwrap_or(tail.len())
}

/// The high bit of the first zero byte, and perhaps of later bytes: right as far as the lowest bit set.
fn zeros(word: u64) -> u64 {
    word.wrapping_sub(LOW) & !word & HIGH
}

#[cfg(test)]
mod tests {
    use super::{find, find_either};

    #[test]
    fn every_place_is_found() {
        for length in 0..40 {
            for place in 0..=length {
                let mut text = vec![b'x'; length];
                if place < length {
                    text[place] = b';';
                }
                for at in 0..=place {
                    assert_eq!(find(&text, at, b';'), place);
                    assert_eq!(find_either(&text, at, b'\n', b';'), place);
                }
            }
        }
        assert_eq!(find(b"abc", 7, b'a'), 3);
    }
}
