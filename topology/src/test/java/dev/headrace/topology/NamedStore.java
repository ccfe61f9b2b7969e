package dev.headrace.topology;

import dev.headrace.state.StateStore;
import dev.headrace.state.StoreBuilder;
import java.util.Map;

/** A store that is only talked about, never built. */
final class NamedStore implements StoreBuilder<StateStore> {

    private final String name;
    private boolean logging = true;

    NamedStore(String name) {
        this.name = name;
    }

    @Override
    public StoreBuilder<StateStore> withCachingEnabled() {
        return this;
    }

    @Override
    public StoreBuilder<StateStore> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<StateStore> withLoggingEnabled(Map<String, String> config) {
        logging = true;
        return this;
    }

    @Override
    public StoreBuilder<StateStore> withLoggingDisabled() {
        logging = false;
        return this;
    }

    @Override
    public StateStore build() {
        throw new UnsupportedOperationException("Cannot build store '" + name + "': it is a name only");
    }

    @Override
    public Map<String, String> logConfig() {
        return Map.of();
    }

    @Override
    public boolean loggingEnabled() {
        return logging;
    }

    @Override
    public String name() {
        return name;
    }
}
