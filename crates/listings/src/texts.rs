//! The texts themselves: the programs' own files, and our Python listings of them.

/// Python listings by lab and variant.
pub const PYTHON: &[(&str, &str, &str)] = &[
    ("counter", "unprotected", include_str!("counter/unprotected.py")),
    ("counter", "call-between", include_str!("counter/call-between.py")),
    ("counter", "python-3-9", include_str!("counter/python-3-9.py")),
    ("counter", "locked", include_str!("counter/locked.py")),
    ("counter", "atomic", include_str!("counter/atomic.py")),
    ("counter", "own", include_str!("counter/own.py")),
    ("counter", "append", include_str!("counter/append.py")),
    ("hash-chain", "unprotected", include_str!("hash-chain/unprotected.py")),
    ("hash-chain", "locked", include_str!("hash-chain/locked.py")),
    ("hash-chain", "encapsulated", include_str!("hash-chain/encapsulated.py")),
    ("hash-chain", "not-shared", include_str!("hash-chain/not-shared.py")),
    ("hash-chain", "immutable", include_str!("hash-chain/immutable.py")),
    ("hash-chain", "handed-out", include_str!("hash-chain/handed-out.py")),
    ("hash-chain", "copied", include_str!("hash-chain/copied.py")),
    ("hashing", "independent", include_str!("hashing/independent.py")),
    ("hashing", "coarse-lock", include_str!("hashing/coarse-lock.py")),
    ("hashing", "fine-locks", include_str!("hashing/fine-locks.py")),
    ("mapreduce", "chunks", include_str!("mapreduce/chunks.py")),
    (
        "mapreduce",
        "one-chunk-a-thread",
        include_str!("mapreduce/one-chunk-a-thread.py"),
    ),
    ("nested-pools", "same-pool", include_str!("nested-pools/same-pool.py")),
    ("nested-pools", "own-pool", include_str!("nested-pools/own-pool.py")),
    ("nested-pools", "lock-held", include_str!("nested-pools/lock-held.py")),
    ("nested-pools", "helping", include_str!("nested-pools/helping.py")),
    ("service", "own-pool", include_str!("service/own-pool.py")),
    ("service", "shared-pool", include_str!("service/shared-pool.py")),
    ("service", "no-inner", include_str!("service/no-inner.py")),
    ("fetch", "threads", include_str!("fetch/threads.py")),
    ("fetch", "processes", include_str!("fetch/processes.py")),
    ("fetch", "serial", include_str!("fetch/serial.py")),
    ("indexing", "parallel", include_str!("indexing/parallel.py")),
    ("indexing", "serial", include_str!("indexing/serial.py")),
    ("pipeline", "pill", include_str!("pipeline/pill.py")),
    ("pipeline", "event", include_str!("pipeline/event.py")),
    ("pipeline", "daemon", include_str!("pipeline/daemon.py")),
    ("pipeline", "too-few-pills", include_str!("pipeline/too-few-pills.py")),
    ("convoy", "mixed", include_str!("convoy/mixed.py")),
    ("convoy", "cpu-only", include_str!("convoy/cpu-only.py")),
    ("convoy", "io-only", include_str!("convoy/io-only.py")),
    ("dining", "naive", include_str!("dining/naive.py")),
    ("dining", "ordered", include_str!("dining/ordered.py")),
    ("dining", "waiter", include_str!("dining/waiter.py")),
    ("dining", "back-off", include_str!("dining/back-off.py")),
    ("dining", "one-lock", include_str!("dining/one-lock.py")),
    ("extension", "undeclared", include_str!("extension/undeclared.py")),
    ("extension", "forced-off", include_str!("extension/forced-off.py")),
    ("extension", "declared", include_str!("extension/declared.py")),
    ("thread-cost", "start", include_str!("thread-cost/start.py")),
    ("thread-cost", "pool", include_str!("thread-cost/pool.py")),
    ("thread-cost", "memory", include_str!("thread-cost/memory.py")),
    ("thread-cost", "switch", include_str!("thread-cost/switch.py")),
    ("thread-cost", "too-fine", include_str!("thread-cost/too-fine.py")),
    ("thread-cost", "too-coarse", include_str!("thread-cost/too-coarse.py")),
    ("crash", "endless-loop", include_str!("crash/endless-loop.py")),
    ("crash", "trap", include_str!("crash/trap.py")),
    ("crash", "out-of-memory", include_str!("crash/out-of-memory.py")),
];

/// The Python listing of a lab's variant.
pub fn python(lab: &str, variant: &str) -> Option<&'static str> {
    PYTHON
        .iter()
        .find(|text| (text.0, text.1) == (lab, variant))
        .map(|text| text.2)
}

/// A lab's program: the name of its file and what is in it.
pub fn rust(lab: &str) -> Option<(&'static str, &'static str)> {
    match lab {
        "counter" => Some(("counter.rs", include_str!("../../workloads/src/counter.rs"))),
        "hash-chain" => Some(("hash_chain.rs", include_str!("../../workloads/src/hash_chain.rs"))),
        "hashing" => Some(("hashing.rs", include_str!("../../workloads/src/hashing.rs"))),
        "mapreduce" => Some(("mapreduce.rs", include_str!("../../workloads/src/mapreduce.rs"))),
        "nested-pools" => Some(("nested_pools.rs", include_str!("../../workloads/src/nested_pools.rs"))),
        "service" => Some(("service.rs", include_str!("../../workloads/src/service.rs"))),
        "fetch" => Some(("fetch.rs", include_str!("../../workloads/src/fetch.rs"))),
        "indexing" => Some(("indexing.rs", include_str!("../../workloads/src/indexing.rs"))),
        "pipeline" => Some(("pipeline.rs", include_str!("../../workloads/src/pipeline.rs"))),
        "convoy" => Some(("convoy.rs", include_str!("../../workloads/src/convoy.rs"))),
        "dining" => Some(("dining.rs", include_str!("../../workloads/src/dining.rs"))),
        "extension" => Some(("extension.rs", include_str!("../../workloads/src/extension.rs"))),
        "thread-cost" => Some(("thread_cost.rs", include_str!("../../workloads/src/thread_cost.rs"))),
        "crash" => Some(("crash.rs", include_str!("../../workloads/src/crash.rs"))),
        _ => None,
    }
}
