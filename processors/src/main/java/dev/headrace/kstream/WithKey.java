package dev.headrace.kstream;

import java.util.Objects;

/** Mappers of values that do not look at the key. */
final class WithKey {

    private WithKey() {}

    static <K, V, VR> ValueMapperWithKey<K, V, VR> of(ValueMapper<V, VR> mapper) {
        Objects.requireNonNull(mapper, "mapper cannot be null");
        return (key, value) -> mapper.apply(value);
    }
}
