package dev.headrace.files;

import dev.headrace.sink.InputRange;
import java.io.IOException;
import java.util.List;

/** How an epoch's files appear in the directory of the output, and what becomes of those of earlier epochs. */
interface Publication {

    /** The final name of one of an epoch's files. */
    String nameOf(long epoch, int number);

    /** Whether an epoch without rows appears too, as a file without rows. */
    boolean showsEmpty(long epoch);

    /** What the last files of an epoch say of it. */
    FileFacts.OfEpoch facts(long epoch, int files, List<InputRange> inputs);

    /** Gives a file its final name. Doing so again, by another owner too, changes nothing. */
    void publish(StagedFile file) throws IOException;

    /**
     * Looks whether what the checkpoint holds as published, in this order, is what is there.
     *
     * @throws IOException if somebody else deleted or wrote files
     */
    void check(List<StagedFile> published) throws IOException;
}
