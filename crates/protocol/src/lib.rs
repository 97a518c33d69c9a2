//! What crosses between the page and the engine: jobs one way, news the other.
