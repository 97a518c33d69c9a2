//! Private names: `__x` inside class `C` is `_C__x`.

use std::sync::Arc;

/// The name as the compiler knows it inside a class.
pub fn mangle(private: Option<&Arc<str>>, name: &str) -> Arc<str> {
    let is_private = name.starts_with("__") && !name.ends_with("__") && !name.contains('.');
    let class = private.map(|class| class.trim_start_matches('_'));
    match class {
        Some(class) if is_private && !class.is_empty() => format!("_{class}{name}").into(),
        _ => name.into(),
    }
}
