//! Which labs exist, their variants and parameters, and how an experiment is read from keys and values.
