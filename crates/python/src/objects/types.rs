//! The built-in types.

use std::sync::{Arc, LazyLock};

use super::class::{Class, Layout};

macro_rules! types {
    ($($field:ident: $name:literal, $layout:ident;)*) => {
        /// The built-in types, one of each for all runs: no program can change them.
        #[expect(missing_docs, reason = "each is the type of its name")]
        pub struct Types { pub object: Arc<Class>, pub bool: Arc<Class>, $(pub $field: Arc<Class>,)* }

        impl Types {
            fn new(object: Arc<Class>, int: Arc<Class>, bool: Arc<Class>) -> Self {
                let made = |name: &str, layout| match name {
                    "int" => int.clone(),
                    _ => Arc::new(Class::builtin(name, Some(&object), layout)),
                };
                Self { $($field: made($name, Layout::$layout),)* object, bool }
            }

            /// All of them.
            pub fn all(&self) -> Vec<&Arc<Class>> {
                vec![&self.object, $(&self.$field,)* &self.bool]
            }
        }
    };
}

static TYPES: LazyLock<Types> = LazyLock::new(|| {
    let object = Arc::new(Class::builtin("object", None, Layout::Object));
    let int = Arc::new(Class::builtin("int", Some(&object), Layout::Holds));
    let bool = Arc::new(Class::builtin("bool", Some(&int), Layout::Final));
    Types::new(object, int, bool)
});

/// The built-in types.
#[inline]
pub fn types() -> &'static Types {
    &TYPES
}

types! {
    type_: "type", Type;
    int: "int", Holds;
    float: "float", Holds;
    complex: "complex", Holds;
    str: "str", Holds;
    bytes: "bytes", Holds;
    bytearray: "bytearray", Holds;
    tuple: "tuple", Holds;
    list: "list", Holds;
    dict: "dict", Holds;
    set: "set", Holds;
    frozenset: "frozenset", Holds;
    deque: "collections.deque", Holds;
    range: "range", Final;
    slice: "slice", Final;
    none: "NoneType", Final;
    not_implemented: "NotImplementedType", Final;
    ellipsis: "ellipsis", Final;
    keys: "dict_keys", Final;
    values: "dict_values", Final;
    items: "dict_items", Final;
    function: "function", Final;
    builtin: "builtin_function_or_method", Final;
    method_descriptor: "method_descriptor", Final;
    method: "method", Final;
    module: "module", Final;
    generator: "generator", Final;
    coroutine: "coroutine", Final;
    async_generator: "async_generator", Final;
    cell: "cell", Final;
    code: "code", Final;
    property: "property", Holds;
    staticmethod: "staticmethod", Holds;
    classmethod: "classmethod", Holds;
    member: "member_descriptor", Final;
    getset: "getset_descriptor", Final;
    super_: "super", Final;
    enumerate: "enumerate", Final;
    zip: "zip", Final;
    map: "map", Final;
    filter: "filter", Final;
    reversed: "reversed", Final;
    list_iterator: "list_iterator", Final;
    list_reverse_iterator: "list_reverseiterator", Final;
    tuple_iterator: "tuple_iterator", Final;
    str_iterator: "str_ascii_iterator", Final;
    bytes_iterator: "bytes_iterator", Final;
    range_iterator: "range_iterator", Final;
    key_iterator: "dict_keyiterator", Final;
    value_iterator: "dict_valueiterator", Final;
    item_iterator: "dict_itemiterator", Final;
    reverse_key_iterator: "dict_reversekeyiterator", Final;
    set_iterator: "set_iterator", Final;
    deque_iterator: "_collections._deque_iterator", Final;
    callable_iterator: "callable_iterator", Final;
    iterator: "iterator", Final;
    traceback: "traceback", Final;
    mappingproxy: "mappingproxy", Final;
    generic_alias: "types.GenericAlias", Final;
    union: "typing.Union", Final;
    async_step: "async_generator_asend", Final;
    coroutine_wrapper: "coroutine_wrapper", Final;
}

impl Types {
    /// The type of an iterator by its name.
    pub fn iterator_named(&self, kind: &str) -> &Arc<Class> {
        match kind {
            "enumerate" => &self.enumerate,
            "zip" => &self.zip,
            "map" => &self.map,
            "filter" => &self.filter,
            "reversed" => &self.reversed,
            "list_iterator" => &self.list_iterator,
            "list_reverseiterator" => &self.list_reverse_iterator,
            "tuple_iterator" => &self.tuple_iterator,
            "str_ascii_iterator" => &self.str_iterator,
            "bytes_iterator" => &self.bytes_iterator,
            "range_iterator" => &self.range_iterator,
            "dict_keyiterator" => &self.key_iterator,
            "dict_valueiterator" => &self.value_iterator,
            "dict_itemiterator" => &self.item_iterator,
            "dict_reversekeyiterator" => &self.reverse_key_iterator,
            "set_iterator" => &self.set_iterator,
            "_collections._deque_iterator" => &self.deque_iterator,
            "callable_iterator" => &self.callable_iterator,
            _ => &self.iterator,
        }
    }
}
