//! What a picture looks like: colours, sizes and the words that are not measured.

use plotters::style::RGBColor;

/// A colour as plotters knows it.
pub type Colour = RGBColor;

/// The page's colours. A colour means a kind of lock, or nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Palette {
    /// Behind everything.
    pub panel: Colour,
    /// What must be read.
    pub ink: Colour,
    /// What may be read.
    pub muted: Colour,
    /// Lines of the grid.
    pub line: Colour,
    /// The ideal.
    pub ideal: Colour,
    /// Lock off.
    pub open: Colour,
    /// Lock on.
    pub shut: Colour,
    /// Lock held while waiting.
    pub held: Colour,
}

impl Palette {
    /// On white.
    pub const LIGHT: Palette = Palette {
        panel: RGBColor(0xff, 0xff, 0xff),
        ink: RGBColor(0x1d, 0x1b, 0x18),
        muted: RGBColor(0x6a, 0x66, 0x5e),
        line: RGBColor(0xe4, 0xdf, 0xd4),
        ideal: RGBColor(0xa5, 0x9f, 0x93),
        open: RGBColor(0x00, 0x77, 0x5a),
        shut: RGBColor(0xb3, 0x26, 0x1e),
        held: RGBColor(0x6d, 0x4a, 0x91),
    };

    /// On near-black.
    pub const DARK: Palette = Palette {
        panel: RGBColor(0x1c, 0x1c, 0x20),
        ink: RGBColor(0xec, 0xeb, 0xe6),
        muted: RGBColor(0xa2, 0x9e, 0x95),
        line: RGBColor(0x2d, 0x2c, 0x32),
        ideal: RGBColor(0x77, 0x73, 0x7d),
        open: RGBColor(0x5f, 0xd6, 0xb0),
        shut: RGBColor(0xff, 0x8a, 0x7a),
        held: RGBColor(0xc9, 0xab, 0xee),
    };

    /// The colour of a lock by its id.
    pub fn lock(&self, id: &str) -> Colour {
        match id {
            "off" => self.open,
            "held" => self.held,
            _ => self.shut,
        }
    }
}

/// How a picture of curves is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Style {
    /// Colours.
    pub palette: Palette,
    /// Whether the panel's colour is painted behind; a page with a card of its own needs none.
    pub background: bool,
    /// A line above the picture; empty for none.
    pub title: String,
    /// What is counted a second, in the plural, while no curve says so.
    pub unit: String,
    /// The largest number of threads on the axis, so that it stands still while points arrive; 0 for what the curves have.
    pub threads: u32,
    /// Threads that the hardware runs at once; 0 when unknown.
    pub hardware_threads: u32,
    /// What somebody else measured, by rising number of threads; empty for nothing.
    pub reference: Vec<(u32, f64)>,
    /// The sentence in the middle of an empty picture.
    pub empty: String,
    /// Device pixels a pixel, at least 1.
    pub scale: u32,
}

impl Default for Style {
    fn default() -> Self {
        Style {
            palette: Palette::LIGHT,
            background: false,
            title: String::new(),
            unit: String::new(),
            threads: 0,
            hardware_threads: 0,
            reference: Vec::new(),
            empty: "Nothing measured yet.".into(),
            scale: 1,
        }
    }
}

impl Style {
    /// Pixels to device pixels.
    pub(crate) fn px(&self, pixels: i32) -> i32 {
        pixels * self.scale.max(1) as i32
    }
}
