package dev.headrace.runtime.commit;

import dev.headrace.sink.Receipt;
import dev.headrace.state.CommittableStore;
import java.io.IOException;
import java.util.List;

/** A task as the commit sees it. */
public interface EpochMember {

    /** Forwards what processors hold back until a commit, in topological order. */
    void forwardBuffered();

    /**
     * Seals the stores, stages the sinks and says where the inputs stand.
     *
     * @throws IOException if a sink cannot be staged
     */
    TaskEpoch stage() throws IOException;

    /** {@code epoch}, which {@link #stage} returned, is durable. */
    void committed(TaskEpoch epoch);

    /** The stores that the epoch applied to, for exposing what was applied. */
    List<CommittableStore> stores();

    /** {@code receipt} of the sink was published: the next checkpoint need not name it. */
    void published(String sink, Receipt receipt);
}
