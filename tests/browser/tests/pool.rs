//! The pool of real Workers: it starts, and work spreads over it.

use std::collections::BTreeSet;
use std::sync::Mutex;

use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_rayon::init_thread_pool;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

#[wasm_bindgen_test]
async fn three_workers_take_part() {
    JsFuture::from(init_thread_pool(3)).await.expect("the pool starts");
    let seen = Mutex::new(BTreeSet::new());
    rayon::broadcast(|thread| seen.lock().expect("no panic").insert(thread.index()));
    assert_eq!(seen.into_inner().expect("no panic").len(), 3);
}
