//! Every body of this package on the system's own threads.

mod primitives;
mod reports;

use conformance::{
    Played, Stage, convoy, counter, dining, everything, extension, fetch, hash_chain, hashing, indexing, mapreduce,
    nested_pools, pipeline, program, python, service, stopping, worlds,
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::SeqCst},
        mpsc,
    },
    thread,
    time::Duration,
};
use threads::{Run, Status, ThreadPool, native_pool};
use workloads::Parameters;
use world::LockKind;

/// A run that has not ended by then never will; no run here takes a second.
const WATCHDOG: Duration = Duration::from_secs(60);

fn stage() -> Stage {
    Stage::new(native_pool(), guarded_wait)
}

/// Waits, and fails rather than hangs when neither an end nor a deadlock is recognised.
fn guarded_wait(run: &Run) -> Status {
    let (tell, told) = mpsc::channel();
    let watched = run.clone();
    thread::spawn(move || tell.send(watched.wait()));
    told.recv_timeout(WATCHDOG)
        .unwrap_or_else(|_| panic!("neither ended nor stuck after {WATCHDOG:?}: {:?}", run.locations()))
}

#[test]
fn everything_ends_and_adds_up() {
    for threads in [1, 2, 5] {
        everything::everything_ends_and_adds_up(&stage(), threads);
    }
}

#[test]
fn both_worlds_come_to_the_same_end() {
    worlds::both_worlds_come_to_the_same_end(&stage());
}

#[test]
fn a_lock_that_is_off_changes_no_step() {
    worlds::a_lock_that_is_off_changes_no_step();
}

#[test]
fn protected_counters_never_lose() {
    counter::protected_never_loses(&stage(), 100);
}

#[test]
fn unprotected_counters_lose() {
    counter::unprotected_loses(&stage());
}

#[test]
fn a_global_lock_keeps_bare_increments() {
    counter::a_global_lock_keeps_bare_increments(&stage());
}

#[test]
fn a_bare_python_counter_loses_without_the_lock() {
    python::a_bare_counter_loses_without_the_lock(&stage());
}

#[test]
fn a_bare_python_counter_keeps_all_with_the_lock() {
    python::a_bare_counter_keeps_all_with_the_lock(&stage());
}

#[test]
fn two_orders_of_python_locks_are_a_deadlock() {
    python::two_orders_are_a_deadlock(&stage());
}

#[test]
fn an_endless_python_loop_is_stopped() {
    python::an_endless_python_loop_is_stopped(&stage());
}

#[test]
fn too_much_python_is_an_exception() {
    python::too_much_is_an_exception(&stage());
}

#[test]
fn a_call_between_loses_under_the_lock() {
    counter::a_call_between_loses_under_the_lock(&stage());
}

#[test]
fn protected_chains_end_where_one_thread_ends() {
    hash_chain::protected_ends_where_one_thread_ends(&stage());
}

#[test]
fn what_a_hasher_hands_out_is_spoilt() {
    hash_chain::what_is_handed_out_is_spoilt(&stage());
}

#[test]
fn an_unprotected_chain_goes_wrong_without_the_lock() {
    hash_chain::unprotected_goes_wrong(&stage(), LockKind::Off);
}

#[test]
fn an_unprotected_chain_goes_wrong_under_the_lock_too() {
    hash_chain::unprotected_goes_wrong(&stage(), LockKind::CPython);
}

#[test]
fn the_sum_of_hashes_does_not_depend_on_who_hashes() {
    hashing::the_sum_does_not_depend_on_who_hashes(&stage());
}

#[test]
fn the_book_is_counted_alike() {
    mapreduce::the_book(&stage());
}

#[test]
fn an_empty_text_is_counted_alike() {
    mapreduce::an_empty_text(&stage());
}

#[test]
fn a_text_without_spaces_is_counted_alike() {
    mapreduce::a_text_without_spaces(&stage());
}

#[test]
fn mixed_scripts_with_invalid_bytes_are_counted_alike() {
    mapreduce::mixed_scripts_with_invalid_bytes(&stage());
}

#[test]
fn no_job_of_an_extension_is_unaccounted_for() {
    extension::no_job_is_unaccounted_for(&stage(), 100);
}

#[test]
fn an_undeclared_extension_brings_the_lock_back() {
    extension::the_lock_comes_back(&stage(), 10);
}

#[test]
fn an_extension_without_the_lock_crashes() {
    extension::forced_off_it_crashes(&stage());
}

#[test]
fn an_index_answers_alike_whoever_built_it() {
    indexing::everybody_finds_the_same(&stage(), 1..=8);
}

#[test]
fn nested_pools_of_one_worker_follow_the_table() {
    nested_pools::the_table(&stage(), 1, 1..=6);
}

#[test]
fn nested_pools_of_two_workers_follow_the_table() {
    nested_pools::the_table(&stage(), 2, 1..=6);
}

#[test]
fn nested_pools_of_three_workers_follow_the_table() {
    nested_pools::the_table(&stage(), 3, 1..=6);
}

#[test]
fn nested_pools_of_four_workers_follow_the_table() {
    nested_pools::the_table(&stage(), 4, 1..=6);
}

#[test]
fn every_request_to_the_service_comes_to_one_end() {
    service::every_request_comes_to_one_end(&stage());
    service::bad_jobs_fail_alone_and_a_full_queue_refuses(&stage());
}

#[test]
fn every_url_comes_to_the_same_end() {
    fetch::every_url_comes_to_the_same_end(&stage());
}

#[test]
fn the_service_follows_its_table() {
    for workers in 1..=4 {
        service::the_table(&stage(), workers);
    }
}

#[test]
fn philosophers_who_take_forks_as_they_come_get_stuck() {
    dining::as_they_come_gets_stuck(&stage());
}

#[test]
fn cures_let_everybody_eat() {
    dining::cures_let_everybody_eat(&stage());
}

#[test]
fn who_backs_off_is_never_stuck_and_no_meal_is_forgotten() {
    dining::backing_off_never_gets_stuck(&stage());
}

#[test]
fn a_pipeline_s_account_balances() {
    pipeline::the_account_balances(&stage());
}

#[test]
fn one_pill_too_few_leaves_a_part_stuck() {
    pipeline::one_pill_too_few(&stage());
}

#[test]
fn every_round_of_the_convoy_is_measured() {
    convoy::every_round_is_measured(&stage());
}

#[test]
fn endless_runs_come_home() {
    stopping::an_endless_run_comes_home(&stage());
}

#[test]
fn a_run_stopped_before_its_start_does_nothing() {
    stopping::a_run_stopped_before_its_start_does_nothing(&stage());
}

/// Natively a trap unwinds, so the run fails with its words and the others come home; in the browser the engine dies of it.
#[test]
fn a_trap_fails_the_run_in_words() {
    let set = Parameters {
        threads: 2,
        size: 1,
        ..Parameters::default()
    };
    let Played { status, .. } = stage().play(&program("crash", "trap", &set), LockKind::Off);
    assert!(
        matches!(&status, Status::Failed(why) if why.contains("index out of bounds")),
        "{status:?}"
    );
}

/// A pool of four that counts its threads as the engine's does, and is slow to notice that one came back.
struct Four(Arc<AtomicUsize>);

impl ThreadPool for Four {
    fn free(&self) -> usize {
        4 - self.0.load(SeqCst).min(4)
    }

    fn launch(&self, body: Box<dyn FnOnce() + Send>, home: Box<dyn FnOnce() + Send>) {
        self.0.fetch_add(1, SeqCst);
        let busy = self.0.clone();
        thread::spawn(move || {
            body();
            thread::yield_now();
            busy.fetch_sub(1, SeqCst);
            home();
        });
    }

    fn assist(&self, body: Box<dyn FnOnce() + Send>) {
        thread::spawn(body);
    }
}

/// A sweep starts a run as soon as the one before it is home, with every thread there is.
#[test]
fn who_is_home_is_free_for_the_next_run() {
    let stage = Stage::new(Arc::new(Four(Arc::default())), guarded_wait);
    for _ in 0..200 {
        stopping::a_short_run_ends(&stage);
    }
}
