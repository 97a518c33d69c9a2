//! From what real threads took to a cost model: each cost is what makes lockstep take as long for the same tiny program.

use crate::{dry_run::DryRun, microbenchmark::Microbenchmark};
use lockstep::Costs;
use trace::Calibration;

/// How closely a cost is looked for, in halvings of the largest that is plausible.
const HALVINGS: u32 = 16;
/// The largest plausible cost of an operation: what the microbenchmark took, times this.
const MOST: u64 = 2;

/// The costs that the microbenchmarks tell; [`Costs::compute`] is for the lab to tell. What could not be measured costs the `usual`.
pub(crate) fn costs(gauges: &Calibration, usual: Costs) -> Costs {
    let known = |gauge: u64, usual: u64| if gauge > 0 { gauge } else { usual };
    let mut costs = Costs {
        load: known(gauges.load, usual.load),
        store: known(gauges.store, usual.store),
        update: known(gauges.update, usual.update),
        crowd: gauges.crowd.max(Costs::ONE),
        ..usual
    };
    costs.region = match gauges.lock {
        0 => usual.region,
        both => both.saturating_sub(costs.load + costs.store) / 2,
    };
    // On one core nothing passes between cores, and two threads that wake each other never run at once.
    let cores = gauges.cores.clamp(1, 2);
    costs.transfer = fitted(gauges.race, costs.transfer, gauges.race * MOST, |transfer| {
        took(Microbenchmark::Race, 1_000, cores, Costs { transfer, ..costs })
    });
    costs.update_transfer = fitted(
        gauges.adds,
        costs.update_transfer,
        gauges.adds * MOST,
        |update_transfer| {
            let costs = Costs {
                update_transfer,
                ..costs
            };
            took(Microbenchmark::Adds, 1_000, cores, costs)
        },
    );
    costs.wake = fitted(gauges.turn, costs.wake, gauges.turn * MOST, |wake| {
        took(Microbenchmark::Turns, 20, cores, Costs { wake, ..costs })
    });
    costs.spawn = fitted(gauges.start, costs.spawn, gauges.start * MOST, |spawn| {
        took(Microbenchmark::Starts, 20, cores, Costs { spawn, ..costs })
    });
    costs.region_transfer = fitted(
        gauges.visits,
        costs.region_transfer,
        gauges.visits * MOST,
        |region_transfer| {
            let costs = Costs {
                region_transfer,
                ..costs
            };
            took(Microbenchmark::Visits, 1_000, cores, costs)
        },
    );
    handed_over(gauges, cores, costs)
}

/// How long those who wait for a lock settle at most, in hand-overs: beyond that, whoever takes it often pays next to nothing.
const MOST_SETTLING: u64 = 64;

/// With what it costs to hand a lock over. Where threads keep it for a while each of them hands it over every time; where they do not, one takes
/// it again and again before another is up, and pays a part.
fn handed_over(gauges: &Calibration, cores: u32, costs: Costs) -> Costs {
    let with = |handover, settle| Costs {
        handover,
        settle,
        ..costs
    };
    let whole = |settle| {
        fitted(gauges.hold, costs.handover, gauges.hold * MOST, |handover| {
            took(Microbenchmark::Hold, 200, cores, with(handover, settle))
        })
    };
    let handover = whole(0);
    let most = handover.saturating_mul(MOST_SETTLING);
    let sooner = fitted(gauges.fight, most, most, |sooner| {
        took(Microbenchmark::Fight, 2_000, cores, with(handover, most - sooner))
    });
    let settle = most - sooner;
    with(whole(settle), settle)
}

/// The cost, up to the `most`, with which a program takes as long as was measured; nothing when it takes longer without it, and the `usual` when
/// nothing was measured.
fn fitted(measured: u64, usual: u64, most: u64, takes: impl Fn(u64) -> u64) -> u64 {
    if measured == 0 {
        return usual;
    }
    let (mut least, mut most) = (0, most);
    for _ in 0..HALVINGS {
        let middle = (least + most) / 2;
        match takes(middle) < measured {
            true => least = middle,
            false => most = middle,
        }
    }
    least
}

/// How long a probe takes for each of its operations, in picoseconds.
fn took(microbenchmark: Microbenchmark, times: u64, cores: u32, costs: Costs) -> u64 {
    let mut run = DryRun::new(cores, costs, |world| microbenchmark.start(world, times));
    run.advance(u64::MAX, 1);
    run.elapsed() * 1_000 / times
}
