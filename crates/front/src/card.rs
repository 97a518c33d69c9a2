//! The picture for shared links: the failure of the first page's program in large, as a PNG of 1,200 by 630.

use std::io::Write;

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};

use crate::examples::Shown;
use crate::picture::{Cell, Picture};

const WIDE: usize = 1_200;
const HIGH: usize = 630;
const PAPER: [u8; 3] = [0xf7, 0xf5, 0xf0];
const LINE: [u8; 3] = [0xcf, 0xc9, 0xbc];
const WAIT: [u8; 3] = [0x91, 0x8a, 0x7d];
const SHUT: [u8; 3] = [0xb3, 0x26, 0x1e];
/// Threads, in the colours of the page by day.
const THREADS: [[u8; 3]; 4] = [
    [0x00, 0x72, 0xb2],
    [0xb3, 0x5c, 0x00],
    [0x00, 0x7d, 0x58],
    [0xa8, 0x40, 0x7f],
];

/// The picture.
pub fn png(shown: &[Shown]) -> Vec<u8> {
    let mut sheet = Sheet(vec![PAPER; WIDE * HIGH]);
    let drawn = shown.iter().find(|one| one.example.file == "call-in-between");
    if let Some(one) = drawn {
        sheet.run(&one.picture);
    }
    sheet.encoded()
}

struct Sheet(Vec<[u8; 3]>);

impl Sheet {
    fn fill(&mut self, (x, y): (usize, usize), (width, height): (usize, usize), colour: [u8; 3]) {
        for row in self.0.chunks_mut(WIDE).skip(y).take(height) {
            row.iter_mut().skip(x).take(width).for_each(|pixel| *pixel = colour);
        }
    }

    fn run(&mut self, picture: &Picture) {
        let (left, columns) = (90, picture.columns().max(1));
        let step = (WIDE - 2 * left) / columns;
        let lane = (HIGH - 160) / picture.lanes.len().max(1);
        for (at, (thread, cells)) in picture.lanes.iter().enumerate() {
            let middle = 80 + at * lane + lane / 2;
            self.fill((left, middle - 2), (step * columns, 4), LINE);
            for (column, cell) in cells.iter().enumerate() {
                let x = left + column * step;
                match cell {
                    Cell::Moves => self.fill(
                        (x, middle - 60),
                        (step.saturating_sub(6), 120),
                        THREADS[thread.saturating_sub(1) % 4],
                    ),
                    Cell::Waits => self.fill((x, middle - 6), (step, 12), WAIT),
                    Cell::Rests => {}
                }
            }
        }
        if let Some(harm) = picture.harm {
            (60..HIGH - 60)
                .step_by(24)
                .for_each(|y| self.fill((left + harm * step - 6, y), (6, 14), SHUT));
        }
        if picture.failed {
            self.fill((WIDE - left, 60), (14, HIGH - 120), SHUT);
        }
    }

    fn encoded(&self) -> Vec<u8> {
        let mut rows = Vec::with_capacity(self.0.len() * 3 + HIGH);
        for row in self.0.chunks(WIDE) {
            rows.push(0); // no filter
            row.iter().for_each(|pixel| rows.extend(pixel));
        }
        let mut header = Vec::new();
        [WIDE, HIGH]
            .iter()
            .for_each(|side| header.extend((*side as u32).to_be_bytes()));
        header.extend([8, 2, 0, 0, 0]); // eight bits a channel, red, green, blue
        let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
        for (name, data) in [(b"IHDR", header), (b"IDAT", squeezed(&rows)), (b"IEND", Vec::new())] {
            chunk(&mut png, name, &data);
        }
        png
    }
}

fn squeezed(rows: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    // Writing to memory cannot fail.
    let _ = encoder.write_all(rows);
    encoder.finish().unwrap_or_default()
}

fn chunk(png: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) {
    let mut sum = Crc::new();
    sum.update(name);
    sum.update(data);
    png.extend((data.len() as u32).to_be_bytes());
    png.extend(name);
    png.extend(data);
    png.extend(sum.sum().to_be_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_a_png_of_the_size_that_the_page_names() {
        let png = png(&[]);
        assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
        assert_eq!(&png[16..24], [0, 0, 4, 176, 0, 0, 2, 118]);
        assert!(png.ends_with(b"IEND\xae\x42\x60\x82"));
    }
}
