//! The bodies of the conformance tests on a pool of real Workers, as the engine has them.
//!
//! They run in a dedicated Worker, which may block; a run that never ends is ended by the time limit of the test runner.

use conformance::{
    Stage, convoy, counter, dining, everything, extension, fetch, hash_chain, hashing, indexing, mapreduce,
    nested_pools, pipeline, primitive, python, service, stopping, worlds,
};
use std::{
    collections::BTreeSet,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering::SeqCst},
    },
};
use threads::{LocalLists, Run, Status};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_rayon::init_thread_pool;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use world::{Label, LockKind, World, primitive::Barrier};

#[path = "../../../crates/engine-host/src/rayon_pool.rs"]
mod rayon_pool;

wasm_bindgen_test_configure!(run_in_dedicated_worker);

#[global_allocator]
static ALLOCATOR: LocalLists = LocalLists;

/// Enough for five workers of the service with two inner threads each, two clients and the server.
const THREADS: usize = 18;

static POOLED: AtomicBool = AtomicBool::new(false);

/// The pool, started by whichever test comes first; tests come one after another.
async fn stage() -> Stage {
    if !POOLED.swap(true, SeqCst) {
        JsFuture::from(init_thread_pool(THREADS + rayon_pool::SPARE))
            .await
            .expect("the pool starts");
    }
    Stage::new(Arc::new(rayon_pool::RayonPool::new(THREADS)), Run::wait)
}

#[wasm_bindgen_test]
async fn threads_of_one_run_are_different_workers() {
    let stage = stage().await;
    let run = Run::new(stage.pool(), true);
    let (world, seen) = (run.world(), Arc::new(Mutex::new(BTreeSet::new())));
    let all = Barrier::new(&world, "all", 4);
    for index in 1..=4 {
        let (seen, all) = (seen.clone(), all.clone());
        world.spawn(Label::thread("thread", index), move |_| async move {
            seen.lock().expect("no panic").extend(rayon::current_thread_index());
            all.wait().await;
        });
    }
    run.start(4).expect("four Workers are free");
    assert_eq!(run.wait(), Status::Finished);
    assert_eq!(seen.lock().expect("no panic").len(), 4);
}

#[wasm_bindgen_test]
async fn everything_ends_and_adds_up() {
    everything::everything_ends_and_adds_up(&stage().await, 4);
}

#[wasm_bindgen_test]
async fn both_worlds_come_to_the_same_end() {
    worlds::both_worlds_come_to_the_same_end(&stage().await);
}

#[wasm_bindgen_test]
async fn every_primitive_keeps_its_promise() {
    let stage = stage().await;
    primitive::ON_THREADS
        .iter()
        .for_each(|(_, on_threads)| on_threads(&stage));
}

#[wasm_bindgen_test]
fn every_primitive_has_the_schedules_that_were_counted() {
    primitive::IN_EVERY_SCHEDULE
        .iter()
        .for_each(|(_, in_every_schedule)| in_every_schedule());
}

#[wasm_bindgen_test]
async fn protected_counters_never_lose() {
    counter::protected_never_loses(&stage().await, 100);
}

#[wasm_bindgen_test]
async fn unprotected_counters_lose() {
    counter::unprotected_loses(&stage().await);
}

#[wasm_bindgen_test]
async fn a_global_lock_keeps_bare_increments() {
    counter::a_global_lock_keeps_bare_increments(&stage().await);
}

#[wasm_bindgen_test]
async fn a_bare_python_counter_loses_without_the_lock() {
    python::a_bare_counter_loses_without_the_lock(&stage().await);
}

#[wasm_bindgen_test]
async fn a_bare_python_counter_keeps_all_with_the_lock() {
    python::a_bare_counter_keeps_all_with_the_lock(&stage().await);
}

#[wasm_bindgen_test]
async fn two_orders_of_python_locks_are_a_deadlock() {
    python::two_orders_are_a_deadlock(&stage().await);
}

#[wasm_bindgen_test]
async fn an_endless_python_loop_is_stopped() {
    python::an_endless_python_loop_is_stopped(&stage().await);
}

#[wasm_bindgen_test]
async fn too_much_python_is_an_exception() {
    python::too_much_is_an_exception(&stage().await);
}

#[wasm_bindgen_test]
async fn a_call_between_loses_under_the_lock() {
    counter::a_call_between_loses_under_the_lock(&stage().await);
}

#[wasm_bindgen_test]
async fn protected_chains_end_where_one_thread_ends() {
    hash_chain::protected_ends_where_one_thread_ends(&stage().await);
}

#[wasm_bindgen_test]
async fn what_a_hasher_hands_out_is_spoilt() {
    hash_chain::what_is_handed_out_is_spoilt(&stage().await);
}

#[wasm_bindgen_test]
async fn an_unprotected_chain_goes_wrong_without_the_lock() {
    hash_chain::unprotected_goes_wrong(&stage().await, LockKind::Off);
}

#[wasm_bindgen_test]
async fn an_unprotected_chain_goes_wrong_under_the_lock_too() {
    hash_chain::unprotected_goes_wrong(&stage().await, LockKind::CPython);
}

#[wasm_bindgen_test]
async fn the_sum_of_hashes_does_not_depend_on_who_hashes() {
    hashing::the_sum_does_not_depend_on_who_hashes(&stage().await);
}

#[wasm_bindgen_test]
async fn the_book_is_counted_alike_and_as_natively() {
    mapreduce::the_book(&stage().await);
}

#[wasm_bindgen_test]
async fn awkward_texts_are_counted_alike() {
    let stage = stage().await;
    mapreduce::an_empty_text(&stage);
    mapreduce::a_text_without_spaces(&stage);
    mapreduce::mixed_scripts_with_invalid_bytes(&stage);
}

#[wasm_bindgen_test]
async fn no_job_of_an_extension_is_unaccounted_for() {
    extension::no_job_is_unaccounted_for(&stage().await, 100);
}

#[wasm_bindgen_test]
async fn an_undeclared_extension_brings_the_lock_back() {
    extension::the_lock_comes_back(&stage().await, 10);
}

#[wasm_bindgen_test]
async fn an_extension_without_the_lock_crashes() {
    extension::forced_off_it_crashes(&stage().await);
}

#[wasm_bindgen_test]
async fn an_index_answers_alike_whoever_built_it() {
    indexing::everybody_finds_the_same(&stage().await, 1..=8);
}

#[wasm_bindgen_test]
async fn nested_pools_follow_the_table() {
    let stage = stage().await;
    for workers in 1..=4 {
        nested_pools::the_table(&stage, workers, 1..=6);
    }
}

#[wasm_bindgen_test]
async fn every_request_to_the_service_comes_to_one_end() {
    let stage = stage().await;
    service::every_request_comes_to_one_end(&stage);
    service::bad_jobs_fail_alone_and_a_full_queue_refuses(&stage);
}

#[wasm_bindgen_test]
async fn every_url_comes_to_the_same_end() {
    fetch::every_url_comes_to_the_same_end(&stage().await);
}

#[wasm_bindgen_test]
async fn the_service_follows_its_table() {
    let stage = stage().await;
    for workers in 1..=4 {
        service::the_table(&stage, workers);
    }
}

#[wasm_bindgen_test]
async fn philosophers_get_stuck_are_cured_and_back_off() {
    let stage = stage().await;
    dining::as_they_come_gets_stuck(&stage);
    dining::cures_let_everybody_eat(&stage);
    dining::backing_off_never_gets_stuck(&stage);
}

#[wasm_bindgen_test]
async fn a_pipeline_s_account_balances_and_one_pill_too_few_leaves_a_part_stuck() {
    let stage = stage().await;
    pipeline::the_account_balances(&stage);
    pipeline::one_pill_too_few(&stage);
}

#[wasm_bindgen_test]
async fn every_round_of_the_convoy_is_measured() {
    convoy::every_round_is_measured(&stage().await);
}

#[wasm_bindgen_test]
async fn endless_runs_come_home() {
    stopping::an_endless_run_comes_home(&stage().await);
}

#[wasm_bindgen_test]
async fn a_run_stopped_before_its_start_does_nothing() {
    stopping::a_run_stopped_before_its_start_does_nothing(&stage().await);
}

#[wasm_bindgen_test]
async fn who_is_home_is_free_for_the_next_run() {
    let stage = stage().await;
    for _ in 0..200 {
        stopping::a_short_run_ends(&stage);
    }
}
