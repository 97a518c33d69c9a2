//! Pictures of measurements, drawn on any plotters backend.
