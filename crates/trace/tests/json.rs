//! The small reader of JSON understands what the general one does, and survives everything else.

use proptest::prelude::*;
use serde_json::Value;
use trace::json::Json;

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[a-z\"\\\\\u{e9}\u{1f9f5}]{0,4}", inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn what_the_general_writer_writes_is_read_and_written_again(value in any_json()) {
        let text = value.to_string();
        let mut again = String::new();
        Json::read(&text).unwrap().write(&mut again);
        prop_assert_eq!(serde_json::from_str::<Value>(&again).unwrap(), value);
    }

    #[test]
    fn what_the_general_reader_refuses_is_refused(text in "[\\[\\]{},:\" 0-9a-z.eE+\\\\-]{0,24}") {
        if Json::read(&text).is_some() {
            prop_assert!(serde_json::from_str::<Value>(&text).is_ok(), "{}", text);
        }
    }

    #[test]
    fn any_text_is_survived(text in ".{0,200}") {
        let _ = Json::read(&text);
    }
}
