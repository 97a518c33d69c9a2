//! A number that tells texts apart that people mix up: FNV-1a (Fowler, Noll and Vo).

/// The number of a text, in 16 digits.
pub fn of(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    /// The figures of the authors' own table.
    #[test]
    fn it_is_fnv_1a() {
        assert_eq!(super::of(""), "cbf29ce484222325");
        assert_eq!(super::of("a"), "af63dc4c8601ec8c");
        assert_eq!(super::of("foobar"), "85944171f73967e8");
    }
}
