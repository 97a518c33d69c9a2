//! The structure of the picture: what must be in it, what must not, and that it never changes between two drawings.

use charts::{Palette, Style, columns, curves_svg};
use trace::{Curve, MachineLoad, Point};

fn curve(lock: &str, medians: &[(u32, f64)]) -> Curve {
    let point = |&(threads, median): &(u32, f64)| Point {
        threads,
        median,
        low: median * 0.9,
        high: median * 1.1,
        runs: 5,
        each: Vec::new(),
    };
    Curve {
        lab: "counter".into(),
        variant: "own".into(),
        lock: lock.into(),
        unit: "increments".into(),
        points: medians.iter().map(point).collect(),
        predicted: Vec::new(),
        machine: None,
    }
}

fn both() -> Vec<Curve> {
    let off = curve("off", &[(1, 1e7), (2, 1.9e7), (3, 2.1e7), (4, 2.2e7)]);
    let on = curve("cpython", &[(1, 1e7), (2, 0.9e7), (3, 0.9e7), (4, 0.8e7)]);
    vec![off, on]
}

fn style() -> Style {
    Style {
        hardware_threads: 2,
        ..Style::default()
    }
}

fn hex(colour: charts::Colour) -> String {
    format!("#{:02X}{:02X}{:02X}", colour.0, colour.1, colour.2)
}

/// What is pointed at stands where the axis names it: the numbers below are centred on the same pixels.
#[test]
fn columns_stand_where_the_axis_names_them() {
    let (curves, size) = (both(), (640, 360));
    let columns = columns(&curves, size, &style());
    assert_eq!(columns.iter().map(|column| column.0).collect::<Vec<_>>(), [1, 2, 3, 4]);
    let drawn = texts(&curves_svg(&curves, size, &style()));
    let lowest = drawn
        .iter()
        .filter(|text| text.4 == "3")
        .map(|text| text.1)
        .fold(0.0, f64::max);
    for (threads, x) in columns {
        let named = drawn
            .iter()
            .find(|text| text.4 == threads.to_string() && text.1 == lowest);
        let (at, ..) = named.expect("the axis names it");
        // Four pixels of the drawing are one of the page.
        assert!(
            (at / 4.0 - f64::from(x)).abs() <= 1.0,
            "{threads} threads: {at} and {x}"
        );
    }
}

/// Every text with where it stands: x, y, anchor, height, words.
fn texts(svg: &str) -> Vec<(f64, f64, String, f64, String)> {
    let attribute = |tag: &str, key: &str| {
        let (_, rest) = tag.split_once(&format!(" {key}=\"")).unwrap();
        rest.split('"').next().unwrap().to_string()
    };
    svg.split("<text")
        .skip(1)
        .map(|part| {
            let (tag, rest) = part.split_once('>').unwrap();
            let number = |key| attribute(tag, key).parse::<f64>().unwrap();
            let words = rest.split('<').next().unwrap().trim().to_string();
            (
                number("x"),
                number("y"),
                attribute(tag, "text-anchor"),
                number("font-size"),
                words,
            )
        })
        .collect()
}

fn words(svg: &str) -> Vec<String> {
    texts(svg).into_iter().map(|text| text.4).collect()
}

#[test]
fn it_is_one_whole_svg_document_of_the_size_asked_for() {
    let svg = curves_svg(&both(), (900, 230), &style());
    assert!(svg.starts_with("<svg width=\"900\" height=\"230\" viewBox=\"0 0 3600 920\""));
    assert!(svg.ends_with("</svg>\n"));
    assert_eq!(svg.matches("<svg").count(), 1);
}

#[test]
fn the_same_curves_give_the_same_bytes() {
    assert_eq!(
        curves_svg(&both(), (900, 230), &style()),
        curves_svg(&both(), (900, 230), &style())
    );
}

#[test]
fn both_kinds_of_lock_are_told_apart_by_colour_shape_and_name() {
    let svg = curves_svg(&both(), (900, 230), &style());
    let (open, shut) = (hex(Palette::LIGHT.open), hex(Palette::LIGHT.shut));
    let marks = |tag: &str, colour: &str| {
        svg.lines()
            .filter(|line| line.starts_with(tag) && line.contains(&format!("fill=\"{colour}\"")))
            .count()
    };
    assert_eq!(marks("<circle", &open), 4);
    assert_eq!(marks("<rect", &shut), 4);
    assert_eq!(
        (marks("<polygon", &open), marks("<polygon", &shut)),
        (1, 0),
        "two tints would mix to a third colour"
    );
    let outline =
        |line: &&str| line.starts_with("<polyline") && line.contains(&shut) && line.contains("opacity=\"0.5\"");
    assert_eq!(svg.lines().filter(outline).count(), 1, "the other band is an outline");
    for name in [
        "lock off",
        "lock on",
        "ideal",
        "2 hardware threads",
        "million increments a second",
    ] {
        assert!(words(&svg).contains(&name.to_string()), "{name}");
    }
}

/// One thread with the lock off does ten million a second: twice as many stand at the same height on both axes.
#[test]
fn the_axis_on_the_right_counts_in_times_of_one_thread() {
    let svg = curves_svg(&both(), (900, 300), &style());
    let height = |name: &str| texts(&svg).into_iter().find(|text| text.4 == name).map(|text| text.1);
    assert_eq!(height("20"), height("2.0×"));
    assert!(height("20").is_some(), "{:?}", words(&svg));
    assert!(words(&svg).contains(&"times one thread, lock off".to_string()));
    let narrow = curves_svg(&both(), (320, 200), &style());
    assert!(
        words(&narrow).iter().any(|word| word.ends_with('×')),
        "{:?}",
        words(&narrow)
    );
    let alone = curves_svg(&[curve("off", &[(2, 1e7)])], (900, 300), &style());
    assert!(
        !words(&alone).iter().any(|word| word.contains('×')),
        "one thread is not known"
    );
}

/// Each point with nine runs, `apart` times their median apart from the lowest to the highest.
fn with_runs(mut curve: Curve, apart: f64) -> Curve {
    for point in &mut curve.points {
        let run = |step: i32| point.median * (1.0 + apart * f64::from(step) / 8.0);
        point.each = (-4..=4).map(run).collect();
        (point.low, point.high, point.runs) = (run(-4), run(4), 9);
    }
    curve
}

fn gaps(curves: &[Curve]) -> Vec<String> {
    let svg = curves_svg(curves, (900, 300), &style());
    words(&svg).into_iter().filter(|word| word.starts_with("gap")).collect()
}

/// With four threads the lock off does 22 million a second, the lock on 8.
#[test]
fn the_gap_is_named_where_runs_tell_the_locks_apart() {
    let [off, on] = <[Curve; 2]>::try_from(both())
        .unwrap()
        .map(|curve| with_runs(curve, 0.2));
    assert_eq!(gaps(&[off.clone(), on]), ["gap 2.8×"]);
    let near = with_runs(curve("cpython", &[(1, 1e7), (4, 1.9e7)]), 0.2);
    assert!(
        gaps(&[off.clone(), near]).is_empty(),
        "19 to 22 million, and each band 10 % up and down"
    );
    let far = with_runs(curve("cpython", &[(1, 1e7), (3, 1e6)]), 0.2);
    assert_eq!(
        gaps(&[off.clone(), far]),
        ["gap 21×"],
        "at the most threads that both have"
    );
    assert!(gaps(&[off]).is_empty());
}

/// A machine with 1.6 of its 2 cores free once called a lock 1.7 times as fast as none: the picture claims no more than the sentence beside it.
#[test]
fn no_gap_is_named_that_may_be_other_work() {
    let noisy = |lock: &str, median: f64| {
        let mut curve = with_runs(curve(lock, &[(1, 6.8e7), (8, median)]), 0.5);
        curve.machine = Some(MachineLoad { cores: 2, free: 1.2 });
        curve
    };
    let curves = [noisy("off", 3.6e7), noisy("cpython", 6.2e7)];
    let [off, on] = &curves;
    assert!(off.points[1].high < on.points[1].low, "the bands are apart");
    assert!(gaps(&curves).is_empty(), "{:?}", gaps(&curves));
}

#[test]
fn letters_are_12_pixels_high_and_lines_of_the_grid_five() {
    for (wide, high) in [(320, 200), (900, 506), (1600, 900)] {
        let svg = curves_svg(&both(), (wide, high), &style());
        assert!(texts(&svg).iter().all(|text| text.3 / 4.0 >= 11.99), "{wide}");
        let lines = strokes(&svg, Palette::LIGHT.line);
        assert!((2..=5).contains(&lines.len()), "{wide}: {lines:?}");
    }
}

#[test]
fn a_missing_point_is_not_there() {
    let off = curve("off", &[(1, 1e7), (4, 2e7)]);
    let svg = curves_svg(&[off], (900, 230), &style());
    assert_eq!(svg.matches("<circle").count(), 2);
}

#[test]
fn thread_ticks_are_whole_numbers_once_each() {
    let mut style = style();
    style.threads = 32;
    for wide in [320, 900, 1600] {
        let svg = curves_svg(&both(), (wide, 220), &style);
        let texts = texts(&svg);
        let bottom = texts.iter().find(|text| text.4 == "1" && text.2 == "middle").unwrap().1;
        let ticks: Vec<u32> = texts
            .iter()
            .filter(|text| text.1 == bottom)
            .map(|text| text.4.parse().unwrap())
            .collect();
        assert!(ticks.is_sorted_by(|a, b| a < b), "{ticks:?}");
        assert_eq!((ticks[0], *ticks.last().unwrap()), (1, 32), "{ticks:?}");
    }
}

#[test]
fn an_empty_picture_has_axes_and_a_sentence() {
    let mut style = style();
    style.threads = 4;
    let svg = curves_svg(&[], (360, 220), &style);
    let words = words(&svg);
    assert!(words.contains(&"Nothing measured yet.".to_string()));
    assert!(
        ["1", "2", "3", "4"]
            .iter()
            .all(|tick| words.contains(&tick.to_string()))
    );
    assert!(svg.contains("<polyline"));
}

#[test]
fn a_prediction_is_drawn_without_points() {
    let mut off = curve("off", &[]);
    off.predicted = both()[0].points.clone();
    let svg = curves_svg(&[off], (900, 230), &style());
    assert_eq!(svg.matches("<circle").count(), 0);
    assert!(svg.contains(&hex(Palette::LIGHT.open)));
}

/// Both curves with what was predicted for them.
fn foretold() -> Vec<Curve> {
    let mut curves = both();
    for curve in &mut curves {
        let higher = |point: &Point| Point::exactly(point.threads, point.median * 1.1);
        curve.predicted = curve.points.iter().map(higher).collect();
    }
    curves
}

/// How long the strokes of a colour are, in pixels, and how many of them there are.
fn strokes(svg: &str, colour: charts::Colour) -> Vec<f64> {
    let lines = svg
        .lines()
        .filter(|line| line.starts_with("<polyline") && line.contains(&hex(colour)));
    let length = |line: &str| {
        let points = line.split_once("points=\"").unwrap().1.split('"').next().unwrap();
        let points: Vec<(f64, f64)> = points
            .split_whitespace()
            .filter_map(|point| point.split_once(','))
            .map(|(x, y)| (x.parse().unwrap(), y.parse().unwrap()))
            .collect();
        points
            .windows(2)
            .map(|pair| (pair[1].0 - pair[0].0).hypot(pair[1].1 - pair[0].1))
            .sum::<f64>()
            / 4.0
    };
    lines.map(length).collect()
}

/// Measured: one solid line. Predicted: dashes of its colour. Ideal: one thin line. Hardware: dots. The write-up: rings.
#[test]
fn each_kind_of_line_has_a_style_and_a_name_of_its_own() {
    let style = Style {
        reference: vec![(1, 0.8e7), (4, 2.1e7)],
        ..style()
    };
    let plain = curves_svg(&both(), (900, 230), &style);
    assert_eq!(strokes(&plain, Palette::LIGHT.open).len(), 1, "measured is solid");
    let svg = curves_svg(&foretold(), (900, 230), &style);
    let dashes = strokes(&svg, Palette::LIGHT.open);
    assert!(
        dashes.len() > 20 && dashes.iter().filter(|long| **long > 7.0).count() == 1,
        "{dashes:?}"
    );
    let grey = strokes(&svg, Palette::LIGHT.ideal);
    assert!(
        grey.iter().filter(|long| **long > 100.0).count() >= 1,
        "ideal is solid: {grey:?}"
    );
    let muted = strokes(&svg, Palette::LIGHT.muted);
    let (dots, long): (Vec<f64>, Vec<f64>) = muted.into_iter().partition(|long| *long < 3.0);
    assert!(
        dots.len() > 10 && long.iter().any(|long| *long > 8.0),
        "{dots:?} {long:?}"
    );
    let rings = svg
        .lines()
        .filter(|line| line.starts_with("<circle") && line.contains("fill=\"none\""));
    assert_eq!(rings.count(), 2);
    let named = |name: &str| words(&svg).iter().filter(|word| *word == name).count();
    assert_eq!((named("predicted"), named("ideal"), named("write-up")), (2, 1, 1));
}

#[test]
fn texts_stay_inside_and_apart_at_every_size() {
    let held = curve("held", &[(1, 1e7), (2, 0.9e7)]);
    let close = curve("held", &[(1, 1e7), (4, 0.8e7)]);
    let pictures = [
        both(),
        [both(), vec![held]].concat(),
        [both(), vec![close]].concat(),
        foretold(),
        vec![curve("off", &[(1, 3.0)])],
    ];
    for curves in &pictures {
        for (wide, high) in [(320, 200), (360, 220), (900, 230), (1600, 600)] {
            for hardware_threads in 0..=4 {
                let style = Style {
                    hardware_threads,
                    ..style()
                };
                check_boxes(&curves_svg(curves, (wide, high), &style), (wide, high));
            }
        }
    }
}

fn check_boxes(svg: &str, (wide, high): (u32, u32)) {
    let boxes: Vec<_> = texts(svg).into_iter().map(bounds).collect();
    for (name, left, right, top, bottom) in &boxes {
        assert!(
            *left >= 0.0 && *right <= f64::from(wide),
            "{name} leaves {wide}: {left} to {right}"
        );
        assert!(*top >= 0.0 && *bottom <= f64::from(high), "{name} leaves {high}");
    }
    for (position, a) in boxes.iter().enumerate() {
        for b in &boxes[position + 1..] {
            let apart = a.2 <= b.1 || b.2 <= a.1 || a.4 <= b.3 || b.4 <= a.3;
            assert!(apart, "{} covers {} at {wide}x{high}", a.0, b.0);
        }
    }
}

/// A text's box, at half its height a letter, in pixels.
fn bounds((x, y, side, height, words): (f64, f64, String, f64, String)) -> (String, f64, f64, f64, f64) {
    let (x, y, height) = (x / 4.0, y / 4.0, height / 4.0);
    let width = words.chars().count() as f64 * height * 0.5;
    let left = match side.as_str() {
        "start" => x,
        "middle" => x - width / 2.0,
        _ => x - width,
    };
    (words, left, left + width, y - height / 2.0, y + height / 2.0)
}

#[test]
fn numbers_that_are_none_do_not_break_the_picture() {
    for odd in [f64::NAN, f64::INFINITY, 0.0, 1e-12, 1e300] {
        let svg = curves_svg(&[curve("off", &[(1, odd), (2, odd)])], (320, 200), &style());
        assert!(svg.ends_with("</svg>\n"), "{odd}");
    }
}
