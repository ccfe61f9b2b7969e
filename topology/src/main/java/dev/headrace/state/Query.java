package dev.headrace.state;

/** A question to a store, whose answer is an {@code R}. Stores say which queries they know. */
public interface Query<R> {}
