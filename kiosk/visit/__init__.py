"""The visit: a pure function from what happened to what is so and what must be done."""
