//! Curves as comma-separated values, for the page and the command line alike.

use crate::{Curve, Point};

/// A line a point, by curve and rising number of threads; what was predicted stands in a column of its own, if anything was.
pub fn csv(curves: &[Curve]) -> String {
    let foretold = curves.iter().any(|curve| !curve.predicted.is_empty());
    let mut out = String::from("lab,variant,lock,threads,median,low,high,runs,unit");
    out += if foretold { ",predicted\n" } else { "\n" };
    for curve in curves {
        for threads in curve.threads() {
            out += &line(curve, threads);
            if foretold {
                let predicted = at(&curve.predicted, threads).map(|point| point.median.to_string());
                out += &format!(",{}", predicted.unwrap_or_default());
            }
            out.push('\n');
        }
    }
    out
}

fn line(curve: &Curve, threads: u32) -> String {
    let Curve {
        lab,
        variant,
        lock,
        unit,
        points,
        ..
    } = curve;
    let measured = at(points, threads).map_or(",,,".to_string(), |point| {
        format!("{},{},{},{}", point.median, point.low, point.high, point.runs)
    });
    format!("{lab},{variant},{lock},{threads},{measured},{unit}")
}

fn at(points: &[Point], threads: u32) -> Option<&Point> {
    points.iter().find(|point| point.threads == threads)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curve(predicted: &[u32]) -> Curve {
        let point = |threads: &u32| Point {
            threads: *threads,
            median: 10.0,
            low: 9.5,
            high: 11.0,
            runs: 5,
            each: Vec::new(),
        };
        Curve {
            lab: "counter".into(),
            variant: "locked".into(),
            lock: "off".into(),
            unit: "increments".into(),
            points: vec![point(&1)],
            predicted: predicted.iter().map(point).collect(),
            machine: None,
        }
    }

    #[test]
    fn there_is_a_line_a_point() {
        let head = "lab,variant,lock,threads,median,low,high,runs,unit";
        let line = "counter,locked,off,1,10,9.5,11,5,increments";
        assert_eq!(csv(&[curve(&[])]), format!("{head}\n{line}\n"));
    }

    #[test]
    fn what_was_predicted_has_a_column_and_what_was_not_measured_a_line() {
        let both = csv(&[curve(&[1, 64]), curve(&[])]);
        let lines: Vec<&str> = both.lines().skip(1).collect();
        assert_eq!(
            lines,
            [
                "counter,locked,off,1,10,9.5,11,5,increments,10",
                "counter,locked,off,64,,,,,increments,10",
                "counter,locked,off,1,10,9.5,11,5,increments,",
            ]
        );
    }
}
