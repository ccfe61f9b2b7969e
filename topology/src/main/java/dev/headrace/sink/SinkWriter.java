package dev.headrace.sink;

import dev.headrace.processor.Record;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * Writes the output of one task in two phases. Within an epoch: {@link #write} any number of times, {@link #stage} once;
 * then the engine commits the receipt together with positions and state, and calls {@link #publish}. The next epoch may
 * already be written while an earlier receipt waits to be published.
 *
 * <p>One thread at a time uses a writer. Nothing of an epoch may be visible before {@link #publish}, and everything that
 * {@link #publish} needs must have survived a crash of machine and process before {@link #stage} returns.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public interface SinkWriter<K, V> extends Closeable {

    /** Adds {@code record} to the open epoch. */
    void write(Record<K, V> record) throws IOException;

    /**
     * Ends the open epoch: closes and syncs what was written, still invisible.
     *
     * @param inputs what the task read in this epoch, for output that tells where it comes from
     * @return how to publish it, or {@link Receipt#NOTHING} when nothing was written
     */
    Receipt stage(long epoch, List<InputRange> inputs) throws IOException;

    /**
     * Makes what the receipt names visible. Doing so again, after a crash and by another writer of the same sink and
     * partition, changes nothing. Receipts come in the order of their epochs.
     */
    void publish(Receipt receipt) throws IOException;

    /**
     * Drops the open epoch, and what these receipts name: their epochs never happened and will be staged anew. Receipts
     * that were committed and still wait to be published are not among them and stay as they are.
     *
     * @param uncommitted what was staged and then not committed; often empty
     */
    void rollback(List<Receipt> uncommitted) throws IOException;

    /**
     * Removes staged leftovers of earlier lives of this sink and partition, of whatever incarnation. Called once, before
     * the first write, by an owner that has fenced all earlier ones.
     *
     * @param committed the receipts that the checkpoint holds, already published: nothing that they name is touched
     */
    void sweep(List<Receipt> committed) throws IOException;

    /** About how many bytes of heap the open epoch takes, so that it can be ended when memory runs short. */
    default long bufferedBytes() {
        return 0;
    }

    /** Releases what is held; what was not staged is dropped, what was staged stays. */
    @Override
    void close() throws IOException;
}
