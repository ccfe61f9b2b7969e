package dev.headrace.soak;

/** On which side of a commit stage something happens. */
enum Moment {
    /** The stage has begun and is not done. */
    BEFORE,
    /** The stage is done, the next one has not begun. */
    AFTER
}
