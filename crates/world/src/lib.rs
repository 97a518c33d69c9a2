//! What a program may ask of the world it runs in.
