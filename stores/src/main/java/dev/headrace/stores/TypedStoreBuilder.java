package dev.headrace.stores;

import dev.headrace.state.StateStore;
import dev.headrace.state.StoreBuilder;
import dev.headrace.stores.changelog.ChangelogTopic;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Describes a typed store. Objects are cached whether or not caching is enabled, since that can't be seen from outside;
 * what caching means for emission is for the operators that use the store.
 */
final class TypedStoreBuilder<T extends StateStore> implements StoreBuilder<T> {

    private final String name;
    private final Function<Boolean, T> store;
    private final Map<String, String> logConfig = new HashMap<>();
    private boolean logged = true;

    /**
     * A builder of stores with a changelog.
     *
     * @param store makes a store, told whether its changes are logged
     */
    TypedStoreBuilder(String name, Function<Boolean, T> store) {
        this.name = name;
        this.store = store;
    }

    @Override
    public StoreBuilder<T> withCachingEnabled() {
        return this;
    }

    @Override
    public StoreBuilder<T> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<T> withLoggingEnabled(Map<String, String> config) {
        Objects.requireNonNull(config, "config cannot be null");
        logged = true;
        logConfig.putAll(config);
        return this;
    }

    @Override
    public StoreBuilder<T> withLoggingDisabled() {
        logged = false;
        logConfig.clear();
        return this;
    }

    @Override
    public T build() {
        return store.apply(logged);
    }

    @Override
    public Map<String, String> logConfig() {
        return logged ? ChangelogTopic.lastChangePerKey(logConfig) : Map.of();
    }

    @Override
    public boolean loggingEnabled() {
        return logged;
    }

    @Override
    public String name() {
        return name;
    }
}
