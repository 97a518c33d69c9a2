//! Sorting: stable, by `<` alone, with keys.

use super::args::keyword;
use crate::machine::cx::Cx;
use crate::objects::exception::Raised;
use crate::objects::string::Name;
use crate::operations::compare::{self, CompareOp};
use crate::value::Value;

/// The items in order.
///
/// # Errors
/// What keys and comparisons raise.
pub async fn sort(cx: &Cx, items: Vec<Value>, keywords: &[(Name, Value)]) -> Result<Vec<Value>, Raised> {
    let key = keyword(keywords, "key").filter(|key| !matches!(key, Value::None));
    let reverse = match keyword(keywords, "reverse") {
        Some(value) => cx.truth(value).await?,
        None => false,
    };
    let mut pairs = Vec::with_capacity(items.len());
    for item in items {
        let rank = match key {
            Some(key) => cx.call(key, vec![item.clone()]).await?,
            None => item.clone(),
        };
        pairs.push((rank, item));
    }
    if reverse {
        pairs.reverse();
    }
    let mut pairs = match quick(pairs) {
        Ok(sorted) => sorted,
        Err(pairs) => merge_sort(cx, pairs).await?,
    };
    if reverse {
        pairs.reverse();
    }
    Ok(pairs.into_iter().map(|(_, item)| item).collect())
}

type Pairs = Vec<(Value, Value)>;

// All of one kind whose order needs nobody.
fn quick(mut pairs: Pairs) -> Result<Pairs, Pairs> {
    let all = |test: fn(&Value) -> bool| pairs.iter().all(|(rank, _)| test(rank));
    if all(|rank| matches!(rank, Value::Int(_))) {
        pairs.sort_by_key(|(rank, _)| rank.to_int());
        return Ok(pairs);
    }
    if all(|rank| matches!(rank, Value::Str(_))) {
        pairs.sort_by(|(a, _), (b, _)| match (a, b) {
            (Value::Str(a), Value::Str(b)) => a.as_str().cmp(b.as_str()),
            _ => std::cmp::Ordering::Equal,
        });
        return Ok(pairs);
    }
    Err(pairs)
}

async fn less(cx: &Cx, a: &Value, b: &Value) -> Result<bool, Raised> {
    match compare::compare(CompareOp::Less, a, b) {
        Ok(Value::Bool(less)) => Ok(less),
        _ => cx.less(a, b).await,
    }
}

// Runs are found as CPython finds them, so that sorted input costs one comparison an item; then they are merged.
async fn merge_sort(cx: &Cx, pairs: Pairs) -> Result<Pairs, Raised> {
    let mut runs: Vec<Pairs> = Vec::new();
    let mut rest = pairs.into_iter().peekable();
    while let Some(first) = rest.next() {
        let mut run = vec![first];
        let mut falls = None;
        while let Some(next) = rest.peek() {
            let smaller = less(cx, &next.0, &run[run.len() - 1].0).await?;
            if *falls.get_or_insert(smaller) != smaller {
                break;
            }
            if let Some(next) = rest.next() {
                run.push(next);
            }
        }
        if falls == Some(true) {
            run.reverse();
        }
        runs.push(run);
    }
    while runs.len() > 1 {
        let mut merged = Vec::with_capacity(runs.len().div_ceil(2));
        let mut pending = runs.into_iter();
        while let Some(left) = pending.next() {
            merged.push(match pending.next() {
                Some(right) => merge(cx, left, right).await?,
                None => left,
            });
        }
        runs = merged;
    }
    Ok(runs.pop().unwrap_or_default())
}

async fn merge(cx: &Cx, left: Pairs, right: Pairs) -> Result<Pairs, Raised> {
    let mut out = Vec::with_capacity(left.len() + right.len());
    let (mut left, mut right) = (left.into_iter().peekable(), right.into_iter().peekable());
    while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
        let take_right = less(cx, &b.0, &a.0).await?;
        out.extend(if take_right { right.next() } else { left.next() });
    }
    out.extend(left);
    out.extend(right);
    Ok(out)
}
