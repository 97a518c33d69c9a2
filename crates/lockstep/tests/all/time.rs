//! Virtual time under the fair scheduler: costs, cores, sleeps, the switch interval; and that a replay has the same times.

use crate::common::{locked, thread, unprotected};
use lockstep::{Costs, Ending, Executor, Lockstep, Machine, Schedule, Session, play, schedule::VirtualTimeScheduler};
use std::time::Duration;
use trace::{State, Timeline};
use world::{Cost, LockKind, UnderLock, World, primitive::Variable};

const MS: u64 = 1_000_000;

/// A machine on which everything gets in everything's way.
const COSTLY: Costs = Costs {
    compute: 1_500,
    load: 700,
    store: 6_300,
    update: 5_100,
    transfer: 45_000,
    update_transfer: 31_000,
    region: 22_000,
    region_transfer: 77_000,
    handover: 0,
    settle: 0,
    call: 900_000,
    wake: 12_000_000,
    switch: 2_100_000,
    spawn: 25_000_000,
    each: 1,
    crowd: 1_400,
};

/// `threads` threads that compute for `each` in pieces of a tenth of a millisecond, with a check point after each piece.
fn busy<W: World>(world: &W, threads: u32, each: Duration) {
    const PIECE: u64 = MS / 10;
    for index in 1..=threads {
        world.spawn(thread(index), move |world| async move {
            for _ in 0..each.as_nanos() as u64 / PIECE {
                world.compute(Cost::nanos(PIECE), || ()).await;
                world.checkpoint().await;
            }
        });
    }
}

fn fair(cores: u32, program: impl FnOnce(&Lockstep)) -> Executor {
    let mut executor = Executor::watched(Machine::with_cores(cores), 1 << 20);
    executor.set(program);
    play(&mut executor, &mut VirtualTimeScheduler, u64::MAX);
    assert_eq!(executor.ending(), Some(Ending::Finished));
    executor
}

/// Computing takes its time, and N threads on P cores take as long as their work divided by min(N, P), give or take two slices: the last ones
/// may have to share.
#[test]
fn cores_do_what_cores_do() {
    for (threads, cores, ms) in [
        (1, 1, 30),
        (1, 8, 30),
        (2, 1, 60),
        (2, 2, 30),
        (4, 2, 60),
        (6, 4, 45),
        (8, 1024, 30),
    ] {
        let executor = fair(cores, |world| busy(world, threads, Duration::from_millis(30)));
        let took = executor.elapsed() as f64 / MS as f64;
        assert!((took - f64::from(ms)).abs() <= 6.0, "{threads} on {cores}: {took} ms");
    }
}

#[test]
fn sleepers_need_no_core() {
    let executor = fair(1, |world| {
        for index in 1..=50 {
            world.spawn(thread(index), |world| async move {
                world.sleep(Duration::from_millis(20)).await
            });
        }
    });
    assert!(
        (20 * MS..21 * MS).contains(&executor.elapsed()),
        "{}",
        executor.elapsed()
    );
}

/// Two threads that only compute take turns of the switch interval, as CPython's do; and the lock serialises them, whatever the cores.
#[test]
fn turns_last_as_long_as_the_switch_interval() {
    for interval in [500_000, 5 * MS] {
        let lock = |world: &Lockstep| UnderLock::new(*world, LockKind::CPython, Duration::from_nanos(interval));
        let executor = fair(2, |world| busy(&lock(world), 2, Duration::from_millis(100)));
        assert!(
            (200 * MS..220 * MS).contains(&executor.elapsed()),
            "{}",
            executor.elapsed()
        );
        let turns = executor.contention().switches as f64;
        let turn = executor.elapsed() as f64 / turns;
        assert!(
            (turn / interval as f64 - 1.0).abs() < 0.25,
            "a turn of {turn} ns at {interval}"
        );
    }
}

/// A clock that programs may read costs no step, and says when their last operation was over.
#[test]
fn programs_read_the_virtual_clock() {
    let mut seen = None;
    let mut executor = fair(1, |world| {
        let readings = Variable::new(world, "readings", Vec::new());
        seen = Some(readings.clone());
        world.spawn(thread(1), move |world| async move {
            let begun = world.now();
            world.compute(Cost::nanos(3 * MS), || ()).await;
            let computed = world.now();
            world.sleep(Duration::from_millis(4)).await;
            readings.set(vec![begun, computed, world.now()]).await;
        });
    });
    let readings = executor.read(|| seen.map(|seen| seen.peek()));
    assert_eq!(readings, Some(vec![0, 3 * MS, 7 * MS]));
    assert_eq!(executor.steps(), 3);
}

#[test]
fn lanes_cover_the_run() {
    let executor = fair(2, |world| {
        world.spawn(thread(1), |world| async move {
            world.compute(Cost::nanos(3 * MS), || ()).await;
            world.sleep(Duration::from_millis(4)).await;
            world.compute(Cost::nanos(2 * MS), || ()).await;
        });
    });
    let mut timeline = Timeline::default();
    timeline.extend(executor.events(), &executor.names());
    let lane = |state| timeline.spent(0, state) / MS;
    assert_eq!(
        (lane(State::Running), lane(State::Sleeping), timeline.end / MS),
        (5, 4, 9)
    );
}

/// The listed schedule of a fair run, replayed, gives the same events at the same times.
#[test]
fn a_replay_has_the_times_of_the_run() {
    for (cores, kind) in [
        (1, LockKind::Off),
        (2, LockKind::Off),
        (3, LockKind::Off),
        (2, LockKind::CPython),
        (3, LockKind::Held),
    ] {
        let program = move |world: &Lockstep| {
            let interval = Duration::from_micros(3);
            match kind {
                LockKind::Off => _ = (locked(world, 3, 20), unprotected(world, 2, 20)),
                kind => {
                    let world = UnderLock::new(*world, kind, interval);
                    busy(&world, 2, Duration::from_millis(1));
                    _ = (locked(&world, 3, 20), unprotected(&world, 2, 20));
                }
            }
        };
        let machine = Machine {
            costs: if kind == LockKind::Held { Costs::PLAIN } else { COSTLY },
            ..Machine::with_cores(cores)
        };
        let mut run = Session::new(machine, program);
        run.go_fair(1_000_000);
        let listed = run.moment().turns.len();
        assert!(listed > 0 && run.ending() == Some(Ending::Finished));
        for schedule in [run.schedule(), Schedule::fair()] {
            let mut again = Session::new(machine, program);
            again.open(&schedule).unwrap();
            assert_eq!(again.events(), run.events(), "{cores} cores, {kind:?}, {schedule}");
            assert_eq!(again.moment().turns, run.moment().turns);
        }
        let mut back = Session::new(machine, program);
        back.open(&Schedule::fair()).unwrap();
        back.seek(back.known() / 2);
        back.seek(back.known());
        assert_eq!(back.events(), run.events(), "listed, {cores} cores, {kind:?}");
    }
}

fn nanos(cores: u32, costs: Costs, program: impl FnOnce(&Lockstep)) -> u64 {
    let machine = Machine {
        costs,
        ..Machine::with_cores(cores)
    };
    let mut executor = Executor::timed(machine);
    executor.set(program);
    play(&mut executor, &mut VirtualTimeScheduler, u64::MAX);
    assert_eq!(executor.ending(), Some(Ending::Finished));
    executor.elapsed()
}

/// 1,000 increments of a load and a store cost 10 each here; 0.7 and 6.3 ns there, and nobody else wants the line.
#[test]
fn operations_cost_what_the_machine_says() {
    let one = |costs| nanos(1, costs, |world| _ = unprotected(world, 1, 1_000));
    assert_eq!((one(Costs::PLAIN), one(COSTLY)), (20_000, 7_000));
    let busy = |costs| nanos(1, costs, |world| busy(world, 1, Duration::from_millis(10)));
    assert_eq!((busy(Costs::PLAIN), busy(COSTLY)), (10 * MS, 10 * MS * 1_500 / 1_024));
}

/// A line passes between cores one transfer at a time, so that more cores increment no faster; and two threads on *one* core have it both.
#[test]
fn a_line_that_cores_fight_for_serialises_them() {
    let fight =
        |cores, threads| nanos(cores, COSTLY, |world| _ = unprotected(world, threads, 1_000)) / u64::from(threads);
    let (alone, two, eight) = (fight(8, 1), fight(2, 2), fight(8, 8));
    assert!(two > 3 * alone, "{two} and {alone}");
    assert!(eight > two * 9 / 10, "{eight} and {two}");
    assert!(fight(1, 2) < 2 * alone, "one core: no transfer");
}

/// With every core busy, each is slower by the factor; with one busy, none is.
#[test]
fn cores_that_are_all_busy_are_slower() {
    let crowd = |cores, threads| {
        let costs = Costs {
            crowd: 1_280,
            ..Costs::PLAIN
        };
        nanos(cores, costs, |world| busy(world, threads, Duration::from_millis(8))) as f64 / 8e6
    };
    assert!((crowd(4, 1) - 1.0).abs() < 0.01);
    assert!((crowd(4, 4) - 1.25).abs() < 0.01);
}
