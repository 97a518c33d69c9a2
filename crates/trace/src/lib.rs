//! What happened in a run: events, places, timelines, measurements, reports and curves.
