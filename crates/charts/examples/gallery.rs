//! Writes pictures of made-up curves into the folder given as argument, to be looked at.

use charts::{Palette, Style, curves_svg};
use std::{env, fs, io, path::Path};
use trace::{Curve, Point};

fn main() -> io::Result<()> {
    let folder = env::args().nth(1).unwrap_or_else(|| ".".into());
    let folder = Path::new(&folder);
    for (shape, curves, threads) in shapes() {
        for (width, height) in [(900, 230), (360, 220), (320, 200), (1600, 600)] {
            for (theme, palette) in [("light", Palette::LIGHT), ("dark", Palette::DARK)] {
                let style = Style {
                    palette,
                    background: true,
                    threads,
                    hardware_threads: 4,
                    ..Style::default()
                };
                let svg = curves_svg(&curves, (width, height), &style);
                fs::write(folder.join(format!("{shape}-{width}-{theme}.svg")), svg)?;
            }
        }
    }
    Ok(())
}

fn shapes() -> Vec<(&'static str, Vec<Curve>, u32)> {
    let off = curve("off", &[1.0, 1.98, 2.93, 3.86, 4.2, 4.3, 4.28, 4.3], 8);
    let on = curve("cpython", &[1.0, 0.93, 0.9, 0.88, 0.87, 0.86, 0.85, 0.85], 8);
    let held = curve("held", &[0.98, 0.95, 0.93, 0.9, 0.9, 0.88, 0.86, 0.83], 8);
    let short = curve("held", &[0.98, 0.95], 8);
    let mut model = off.clone();
    model.predicted = model
        .points
        .iter()
        .map(|point| Point {
            median: point.median * 1.1,
            ..point.clone()
        })
        .collect();
    vec![
        ("two", vec![off.clone(), on.clone()], 8),
        ("three", vec![off.clone(), on.clone(), held], 8),
        (
            "live",
            vec![
                curve("off", &[1.0, 1.98, 2.93], 8),
                curve("cpython", &[1.0, 0.93, 0.9], 8),
                short,
            ],
            8,
        ),
        ("model", vec![model, on], 8),
        ("one", vec![curve("off", &[1.0], 1)], 1),
        ("empty", Vec::new(), 8),
    ]
}

fn curve(lock: &str, ratios: &[f64], runs: u32) -> Curve {
    let point = |(position, ratio): (usize, &f64)| Point {
        threads: position as u32 + 1,
        median: ratio * 1.07e7,
        low: ratio * 0.95e7,
        high: ratio * 1.12e7,
        runs,
        each: Vec::new(),
    };
    Curve {
        lab: "counter".into(),
        variant: "own".into(),
        lock: lock.into(),
        unit: "increments".into(),
        points: ratios.iter().enumerate().map(point).collect(),
        predicted: Vec::new(),
        machine: None,
    }
}
