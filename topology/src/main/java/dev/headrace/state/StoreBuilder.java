package dev.headrace.state;

import java.util.Map;

/** Describes a store of a topology; {@link #build} is called once per task. */
public interface StoreBuilder<T extends StateStore> {

    /** Lets updates of the same key be merged until the next commit. */
    StoreBuilder<T> withCachingEnabled();

    /** Passes every update on. */
    StoreBuilder<T> withCachingDisabled();

    /**
     * Keeps a changelog, from which the store is restored.
     *
     * @param config the settings of the changelog topic; empty for the defaults
     */
    StoreBuilder<T> withLoggingEnabled(Map<String, String> config);

    /** Keeps no changelog: the store is empty after it was lost or has moved. */
    StoreBuilder<T> withLoggingDisabled();

    /** A new store, not opened yet. */
    T build();

    /** The settings of the changelog topic. */
    Map<String, String> logConfig();

    /** Whether a changelog is kept. */
    boolean loggingEnabled();

    /** The name of the store. */
    String name();
}
