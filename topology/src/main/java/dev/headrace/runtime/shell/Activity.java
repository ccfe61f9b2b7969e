package dev.headrace.runtime.shell;

import dev.headrace.streaming.StreamingQueryStatus;
import java.util.List;

/** What a worker does right now. Its thread writes it, any reads it. */
final class Activity {

    private final boolean plansEpochs;
    private volatile boolean epochOpen;
    private volatile boolean foundInput;

    /**
     * A worker that has not begun.
     *
     * @param plansEpochs whether epochs open for input that is there, and not for input that may come
     */
    Activity(boolean plansEpochs) {
        this.plansEpochs = plansEpochs;
    }

    /** What a query does right now whose workers do this. */
    static StreamingQueryStatus of(List<Activity> workers) {
        boolean foundInput = workers.stream().anyMatch(worker -> worker.foundInput);
        boolean epochOpen = workers.stream().anyMatch(worker -> worker.epochOpen);
        String message = !foundInput
                ? "Waiting for data to arrive"
                : epochOpen ? "Processing new data" : "Waiting for next trigger";
        return new StreamingQueryStatus(message, foundInput, epochOpen);
    }

    void opened() {
        epochOpen = true;
        if (plansEpochs) {
            foundInput = true;
        }
    }

    void closed() {
        epochOpen = false;
    }

    void committed() {
        foundInput = true;
    }

    void idle() {
        foundInput = false;
        if (plansEpochs) {
            epochOpen = false;
        }
    }
}
