//! Spans of time turned into bars of pixels, honestly: what is narrower than a pixel is shown by what filled most of that pixel.

use super::view::View;

/// A stretch of a lane in one state.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar<K> {
    /// Left edge, in pixels.
    pub x0: f64,
    /// Right edge.
    pub x1: f64,
    /// What it shows.
    pub kind: K,
    /// How much of it really is so, in quarters: 4 for a span of its own, less for pixels in which much happened.
    pub quarters: u8,
}

/// The bars of a lane whose spans, in order of time, are `(from, to, kind)` in nanoseconds. Stretches without a span stay empty.
///
/// The work is one step a span in view; the bars are at most a few a pixel, however many spans there are.
pub fn bars<K: Copy + PartialEq>(spans: impl Iterator<Item = (u64, u64, K)>, view: View, width: f64) -> Vec<Bar<K>> {
    let mut lane = Merger {
        bars: Vec::new(),
        pixel: -1,
        tally: Vec::new(),
    };
    for (from, to, kind) in spans {
        let x0 = view.x(from as f64, width).max(0.0);
        let x1 = view.x(to as f64, width).min(width);
        if x1 - x0 >= 1.0 {
            lane.flush();
            lane.bars.push(Bar {
                x0,
                x1,
                kind,
                quarters: 4,
            });
        } else if x1 >= x0 {
            lane.little(x0, x1, kind);
        }
    }
    lane.flush();
    lane.bars
}

struct Merger<K> {
    bars: Vec<Bar<K>>,
    pixel: i64,
    tally: Vec<(K, f64)>,
}

impl<K: Copy + PartialEq> Merger<K> {
    /// A span of less than a pixel; it may reach into the next.
    fn little(&mut self, x0: f64, x1: f64, kind: K) {
        let edge = x0.floor() + 1.0;
        self.count(x0.floor() as i64, x1.min(edge) - x0, kind);
        if x1 > edge {
            self.count(edge as i64, x1 - edge, kind);
        }
    }

    fn count(&mut self, pixel: i64, share: f64, kind: K) {
        if pixel != self.pixel {
            self.flush();
            self.pixel = pixel;
        }
        match self.tally.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, sum)) => *sum += share,
            None => self.tally.push((kind, share)),
        }
    }

    /// Ends a pixel in which several spans lay.
    fn flush(&mut self) {
        let most = self
            .tally
            .iter()
            .copied()
            .max_by(|one, other| one.1.total_cmp(&other.1));
        self.tally.clear();
        let Some((kind, share)) = most else { return };
        let quarters = (share * 4.0).ceil().clamp(1.0, 4.0) as u8;
        let (x0, x1) = (self.pixel as f64, self.pixel as f64 + 1.0);
        match self.bars.last_mut() {
            Some(bar) if bar.kind == kind && bar.quarters == quarters && x0 - bar.x1 < 0.01 => bar.x1 = x1,
            _ => self.bars.push(Bar { x0, x1, kind, quarters }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VIEW: View = View { from: 0.0, to: 1_000.0 };

    fn drawn(spans: &[(u64, u64, char)], width: f64) -> Vec<(f64, f64, char, u8)> {
        let bars = bars(spans.iter().copied(), VIEW, width);
        bars.into_iter()
            .map(|bar| (bar.x0, bar.x1, bar.kind, bar.quarters))
            .collect()
    }

    #[test]
    fn wide_spans_keep_their_edges() {
        let drawn = drawn(&[(0, 255, 'a'), (255, 1_000, 'b')], 100.0);
        assert_eq!(drawn, [(0.0, 25.5, 'a', 4), (25.5, 100.0, 'b', 4)]);
    }

    #[test]
    fn a_crowded_pixel_shows_what_filled_most_of_it() {
        let spans: Vec<_> = (0..100)
            .map(|n| (n * 10, n * 10 + 10, if n % 10 < 7 { 'a' } else { 'b' }))
            .collect();
        assert_eq!(drawn(&spans, 10.0), [(0.0, 10.0, 'a', 3)]);
    }

    #[test]
    fn a_lone_short_span_is_still_seen() {
        assert_eq!(drawn(&[(500, 501, 'a')], 100.0), [(50.0, 51.0, 'a', 1)]);
    }

    #[test]
    fn what_lies_outside_is_cut_off() {
        let bars = bars(
            [(0u64, 10_000u64, 'a')].into_iter(),
            View { from: 500.0, to: 600.0 },
            50.0,
        );
        assert_eq!((bars[0].x0, bars[0].x1), (0.0, 50.0));
    }

    #[test]
    fn two_hundred_thousand_spans_make_few_bars() {
        let spans = (0..200_000u64).map(|n| (n, n + 1, n % 3));
        let bars = bars(
            spans,
            View {
                from: 0.0,
                to: 200_000.0,
            },
            600.0,
        );
        assert!(bars.len() <= 601, "{}", bars.len());
    }
}
