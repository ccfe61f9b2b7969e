package dev.headrace.state;

/** A session store whose aggregates carry the headers of the record that last changed them. */
public interface SessionStoreWithHeaders<K, AGG> extends StateStore, SessionStore<K, AggregationWithHeaders<AGG>> {}
