//! The labs, in the order of the navigation: a line each, the folder and the type that is its room.

/// Hands the list to a macro.
#[macro_export]
macro_rules! each_lab {
    ($to:ident) => {
        $to! {
            counter: Counter,
            hash_chain: HashChain,
            hashing: Hashing,
            mapreduce: MapReduce,
            nested_pools: NestedPools,
            service: Service,
            fetch: Fetch,
            indexing: Indexing,
            pipeline: Pipeline,
            condition: Condition,
            readers: Readers,
            barrier: Barrier,
            extension: Extension,
            convoy: Convoy,
            dining: Dining,
            thread_cost: ThreadCost,
            crash: Crash,
        }
    };
}
