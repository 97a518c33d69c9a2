//! What a person does on the page, and what must come of it.
