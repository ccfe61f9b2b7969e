package dev.headrace.kstream;

import org.jspecify.annotations.Nullable;

/** Makes the aggregate of a key that has none. */
@FunctionalInterface
public interface Initializer<VAgg> {

    /** A new aggregate without any record in it. */
    @Nullable
    VAgg apply();
}
