//! SHA-512 against the published examples of FIPS 180-4 and of the NIST's example files.

use workloads::kernel::sha512::{HEX_DIGITS, chain, chain_start, hex_digest};

const TWO_BLOCKS: &[u8] =
    b"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu";

#[test]
fn known_answers() {
    let a_million = vec![b'a'; 1_000_000];
    let known: [(&[u8], &str); 4] = [
        (
            b"",
            "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce\
             47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e",
        ),
        (
            b"abc",
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a\
             2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        ),
        (
            TWO_BLOCKS,
            "8e959b75dae313da8cf4f72814fc143f8f7779c6eb9f7fa17299aeadb6889018\
             501d289e4900f7e4331b99dec4b5433ac7d329eeb6dd26545e96e55b874be909",
        ),
        (
            &a_million,
            "e718483d0ce769644e2e42c7bc15b4638e1f98b13b2044285632a803afa973eb\
             de0ff244877ea60a4cb0432ce577c31beb009c5c2c49aa2e4eadb217ad8cc09b",
        ),
    ];
    for (message, digest) in known {
        assert_eq!(hex_digest(message), digest);
    }
}

/// The expected digests were computed with Python's `hashlib` (OpenSSL), an independent implementation.
#[test]
fn the_chain_agrees_with_an_independent_implementation() {
    let known = [
        (
            1,
            "907bac547a4eab12cbe961949cc29b752d56129507a351971084037d319c5570\
             e74213a227b2ce3756ac65b14391837b9feae480b70bea6097c0da11cce7f36e",
        ),
        (
            10,
            "689ff8069f0135701bce722c5b5a96a30d41eb95d257cd129d4f913bcd578a25\
             d323d30ecec11f83306dd92f975a75d05bd4f7e8d420d0add3584ae24d89b405",
        ),
        (
            1000,
            "9604351accf08233f51e17528844ce37c200d33da0c9681ba880becb46486ccf\
             d58e1ce890afebf988c8453af6a64db57766068afa8c0a861fa7b71c3f34c9c4",
        ),
    ];
    assert_eq!(chain(0), chain_start());
    assert_eq!(chain_start().len(), 5000);
    for (rounds, digest) in known {
        assert_eq!(chain(rounds), digest.as_bytes());
        assert_eq!(chain(rounds).len(), HEX_DIGITS);
    }
}
