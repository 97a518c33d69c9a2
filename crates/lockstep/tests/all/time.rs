//! Virtual time under the fair policy: costs, cores, sleeps, the switch interval; and that a replay has the same times.

use crate::common::{locked, thread, unprotected};
use lockstep::{Ending, Lockstep, Machine, Schedule, Session, Stage, play, schedule::Fair};
use std::time::Duration;
use trace::{State, Timeline};
use world::{Cost, LockKind, UnderLock, World, primitive::Variable};

const MS: u64 = 1_000_000;

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

fn fair(cores: u32, program: impl FnOnce(&Lockstep)) -> Stage {
    let mut stage = Stage::watched(Machine::with_cores(cores), 1 << 20);
    stage.set(program);
    play(&mut stage, &mut Fair, u64::MAX);
    assert_eq!(stage.ending(), Some(Ending::Finished));
    stage
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
        let stage = fair(cores, |world| busy(world, threads, Duration::from_millis(30)));
        let took = stage.elapsed() as f64 / MS as f64;
        assert!((took - f64::from(ms)).abs() <= 6.0, "{threads} on {cores}: {took} ms");
    }
}

#[test]
fn sleepers_need_no_core() {
    let stage = fair(1, |world| {
        for index in 1..=50 {
            world.spawn(thread(index), |world| async move {
                world.sleep(Duration::from_millis(20)).await
            });
        }
    });
    assert!((20 * MS..21 * MS).contains(&stage.elapsed()), "{}", stage.elapsed());
}

/// Two threads that only compute take turns of the switch interval, as CPython's do; and the lock serialises them, whatever the cores.
#[test]
fn turns_last_as_long_as_the_switch_interval() {
    for interval in [500_000, 5 * MS] {
        let lock = |world: &Lockstep| UnderLock::new(*world, LockKind::CPython, Duration::from_nanos(interval));
        let stage = fair(2, |world| busy(&lock(world), 2, Duration::from_millis(100)));
        assert!((200 * MS..220 * MS).contains(&stage.elapsed()), "{}", stage.elapsed());
        let turns = stage.contention().switches as f64;
        let turn = stage.elapsed() as f64 / turns;
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
    let mut stage = fair(1, |world| {
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
    let readings = stage.read(|| seen.map(|seen| seen.peek()));
    assert_eq!(readings, Some(vec![0, 3 * MS, 7 * MS]));
    assert_eq!(stage.steps(), 3);
}

#[test]
fn lanes_cover_the_run() {
    let stage = fair(2, |world| {
        world.spawn(thread(1), |world| async move {
            world.compute(Cost::nanos(3 * MS), || ()).await;
            world.sleep(Duration::from_millis(4)).await;
            world.compute(Cost::nanos(2 * MS), || ()).await;
        });
    });
    let mut timeline = Timeline::default();
    timeline.extend(stage.events(), &stage.names());
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
        let machine = Machine::with_cores(cores);
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
