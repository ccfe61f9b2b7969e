package dev.headrace.operators;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * How an operator keeps its table.
 *
 * @param storeName the name of its timestamped key-value store
 * @param keySerde the serde of the store's keys, null for the application's default
 * @param oldValues whether changes carry old values
 * @param emission which updates are passed on, and when
 */
public record Materialization<K>(
        String storeName, @Nullable Serde<K> keySerde, OldValues oldValues, Emission emission) {}
