package dev.headrace.state;

import java.io.IOException;

/** Is called when the task of a store commits, so that the store can make its data durable first. */
@FunctionalInterface
public interface CommitCallback {

    /** Called in the thread that owns the store. */
    void onCommit() throws IOException;
}
