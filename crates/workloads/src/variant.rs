//! Variants by their public names.

/// Declares an enum of variants, each with the name under which the catalogue and the address know it.
#[macro_export]
macro_rules! variants {
    ($about:literal; $($(#[$doc:meta])* $variant:ident = $name:literal,)+) => {
        #[doc = $about]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Variant {
            $($(#[$doc])* $variant,)+
        }

        impl Variant {
            /// Every variant with its name, the default first.
            pub const ALL: &[(&'static str, Self)] = &[$(($name, Self::$variant)),+];

            /// The variant of this name.
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().find(|(known, _)| *known == name).map(|&(_, variant)| variant)
            }
        }
    };
}
