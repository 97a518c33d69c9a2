//! What one run of a lab has measured over time or over sizes: steps or bars from its own report, and the same in numbers.

use crate::model::format::{count, counted, millis};
use crate::parts::Markup;
use catalogue::Feature;
use std::fmt::Write;
use trace::Report;
use yew::prelude::*;

/// Times in microseconds, each with a count.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    shape: Shape,
    points: Vec<(u64, u64)>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Shape {
    /// How deep a queue was when.
    Depth,
    /// How often a wait took up to so long.
    Waits,
}

/// The picture's size in pixels of its own, which the page stretches to the width there is.
pub const WIDE: f64 = 600.0;
pub const HIGH: f64 = 190.0;
/// Where the plot stands in it.
pub const LEFT: f64 = 44.0;
pub const RIGHT: f64 = 590.0;
pub const TOP: f64 = 22.0;
pub const BOTTOM: f64 = 164.0;

impl Measured {
    /// What a report has of it; `None` when its lab measures nothing of the kind, or the run came to nothing.
    pub fn of(report: &Report) -> Option<Self> {
        let (key, shape) = match catalogue::lab(&report.lab).ok()?.feature? {
            Feature::Depth(key) => (key, Shape::Depth),
            Feature::Waits(key) => (key, Shape::Waits),
            Feature::Requests | Feature::Libraries => return None,
        };
        let pair = |pair: &serde_json::Value| Some((pair.get(0)?.as_u64()?, pair.get(1)?.as_u64()?));
        let points: Vec<_> = report.result.get(key)?.as_array()?.iter().filter_map(pair).collect();
        (!points.is_empty()).then_some(Measured { shape, points })
    }

    /// What it is called.
    pub fn title(&self) -> &'static str {
        match self.shape {
            Shape::Depth => "Queue depth",
            Shape::Waits => "How long it waited",
        }
    }

    /// What is on the axes, in a few words.
    pub fn caption(&self) -> String {
        match self.shape {
            Shape::Depth => format!("entries over time, at most {}", count(self.most())),
            Shape::Waits => format!("how often, of {}", counted(self.all(), "waits")),
        }
    }

    /// As a picture.
    pub fn picture(&self) -> Html {
        let mut drawn = String::new();
        match self.shape {
            Shape::Depth => self.steps(&mut drawn),
            Shape::Waits => self.bars(&mut drawn),
        }
        let says = format!("{}: {}", self.title(), self.caption());
        let tags = Markup::default()
            .tags(format!(
                "<div class=plot-picture tabindex=0><svg class=measured viewBox=\"0 0 {WIDE} {HIGH}\" role=img aria-label=\""
            ))
            .text(says)
            .tags(format!(
                "\"><path class=axis d=\"M{LEFT} {TOP}V{BOTTOM}H{RIGHT}\"/>{drawn}</svg></div>"
            ));
        tags.html()
    }

    /// The same in numbers.
    pub fn table(&self) -> Html {
        let heads = match self.shape {
            Shape::Depth => ["Time", "Entries"],
            Shape::Waits => ["Up to", "Waits"],
        };
        let rows = self
            .points
            .iter()
            .map(|(at, count_of)| vec![time(*at), count(*count_of)]);
        let label = format!("{} as a table", self.title());
        let table = Markup::default().table(&label, &heads.map(String::from), rows);
        html! { <div class="tables" tabindex="0" role="region" aria-label={format!("{} in numbers", self.title())}>{table.html()}</div> }
    }

    fn most(&self) -> u64 {
        self.points.iter().map(|(_, count)| *count).max().unwrap_or(0)
    }

    fn all(&self) -> u64 {
        self.points.iter().map(|(_, count)| count).sum()
    }

    fn high(&self, value: u64) -> f64 {
        BOTTOM - (BOTTOM - TOP) * value as f64 / self.most().max(1) as f64
    }

    fn steps(&self, drawn: &mut String) {
        let end = self.points.last().map_or(1, |(at, _)| (*at).max(1));
        let across = |at: u64| LEFT + (RIGHT - LEFT) * at as f64 / end as f64;
        // Writing to a string cannot fail, here and below.
        let _ = write!(drawn, "<path class=steps d=\"M{LEFT} {BOTTOM}");
        for (at, depth) in &self.points {
            let _ = write!(drawn, "H{:.1}V{:.1}", across(*at), self.high(*depth));
        }
        drawn.push_str("\"/>");
        words(drawn, "end", (LEFT - 6.0, TOP + 4.0), &count(self.most()));
        words(drawn, "end", (LEFT - 6.0, BOTTOM), "0");
        words(drawn, "start", (LEFT, BOTTOM + 18.0), "0");
        words(drawn, "end", (RIGHT, BOTTOM + 18.0), &time(end));
    }

    fn bars(&self, drawn: &mut String) {
        let room = (RIGHT - LEFT) / self.points.len() as f64;
        let wide = (room - 4.0).min(60.0);
        for (position, (up_to, waits)) in self.points.iter().enumerate() {
            let (middle, top) = (LEFT + room * (position as f64 + 0.5), self.high(*waits));
            let _ = write!(
                drawn,
                "<rect x=\"{:.1}\" y=\"{top:.1}\" width=\"{wide:.1}\" height=\"{:.1}\"/>",
                middle - wide / 2.0,
                BOTTOM - top
            );
            if *waits > 0 {
                words(drawn, "middle", (middle, top - 5.0), &count(*waits));
            }
            words(drawn, "middle", (middle, BOTTOM + 18.0), &time(*up_to));
        }
    }
}

/// Words that need no escaping: numbers and units.
pub fn words(drawn: &mut String, anchor: &str, (x, y): (f64, f64), text: &str) {
    let _ = write!(
        drawn,
        "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor={anchor}>{text}</text>"
    );
}

/// A bound as people say it: `200 µs`, `5 ms`.
fn time(microseconds: u64) -> String {
    match microseconds {
        0 => "0".into(),
        round if round % 1_000 == 0 && round < 1_000_000 => format!("{} ms", round / 1_000),
        round if round < 1_000 => format!("{round} µs"),
        other => millis(other as f64 / 1e3),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_round() {
        assert_eq!(
            [0, 200, 5_000, 1_234, 2_000_000].map(time),
            ["0", "200 µs", "5 ms", "1.23 ms", "2.00 s"]
        );
    }

    #[test]
    fn a_depth_begins_at_the_left_and_ends_at_the_right() {
        let depth = Measured {
            shape: Shape::Depth,
            points: vec![(0, 0), (500, 2), (1_000, 1)],
        };
        let mut drawn = String::new();
        depth.steps(&mut drawn);
        assert!(
            drawn.starts_with("<path class=steps d=\"M44 164H44.0V164.0H317.0V22.0H590.0V93.0\"/>"),
            "{drawn}"
        );
        assert_eq!(depth.caption(), "entries over time, at most 2");
    }

    #[test]
    fn bars_stand_on_the_axis_and_say_how_many() {
        let waits = Measured {
            shape: Shape::Waits,
            points: vec![(5_000, 0), (10_000, 4)],
        };
        let mut drawn = String::new();
        waits.bars(&mut drawn);
        assert!(
            drawn.contains("height=\"0.0\"") && drawn.contains("height=\"142.0\""),
            "{drawn}"
        );
        assert_eq!(waits.caption(), "how often, of 4 waits");
    }
}
