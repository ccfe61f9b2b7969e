package dev.headrace.runtime.observe;

import dev.headrace.streaming.StreamingQueryListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who wants to hear of queries. What a listener throws is logged and stops nothing. May be used by any thread. */
public final class Listeners {

    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final List<StreamingQueryListener> listeners = new CopyOnWriteArrayList<>();

    /** Tells {@code listener} of everything from now on. */
    public void add(StreamingQueryListener listener) {
        listeners.add(listener);
    }

    /** Tells {@code listener} no more. */
    public void remove(StreamingQueryListener listener) {
        listeners.remove(listener);
    }

    /** Tells all of them. */
    public void tell(Consumer<StreamingQueryListener> event) {
        for (StreamingQueryListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (RuntimeException e) {
                LOG.warn("Listener {} failed, and is told of the next event all the same", listener, e);
            }
        }
    }
}
