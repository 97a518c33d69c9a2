//! The modules `re`, in Python, and `_re`, over the crate `python-re`.

pub mod native;
