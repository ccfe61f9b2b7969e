package dev.headrace.runtime;

import dev.headrace.errors.InvalidOptionException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** Stands where no default serde was given, and says so when it is needed. */
enum MissingSerde implements Serde<Object> {
    FOR_KEYS("key"),
    FOR_VALUES("value");

    private final String part;

    MissingSerde(String part) {
        this.part = part;
    }

    @Override
    public Serializer<Object> serializer() {
        return (topic, data) -> {
            throw missing("write a " + part + " to " + topic);
        };
    }

    @Override
    public Deserializer<Object> deserializer() {
        return (topic, data) -> {
            throw missing("read a " + part + " of " + topic);
        };
    }

    private InvalidOptionException missing(String what) {
        return new InvalidOptionException("Cannot " + what + ": no serde was given there, and there is no default."
                + " Give one (Consumed.with, Produced.with, Grouped.with, Materialized.with), or set default." + part
                + ".serde");
    }
}
