package dev.headrace.testkit.simulation;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What a process does to files, each with the outcomes that can be injected there. */
public enum FileSite {
    CREATE(false),
    /** Written bytes leave the process. */
    APPEND(true),
    SYNC(false),
    REPLACE(false),
    LINK(false),
    DELETE(false),
    SYNC_DIRECTORY(false),
    LIST(false),
    READ(false),
    LOCK(false);

    private final Set<FileOutcome> outcomes;

    FileSite(boolean tears) {
        EnumSet<FileOutcome> all = EnumSet.allOf(FileOutcome.class);
        if (!tears) {
            all.remove(FileOutcome.CRASH_TORN);
        }
        this.outcomes = Collections.unmodifiableSet(all);
    }

    /** What {@link FileFaults} may answer here. */
    public Set<FileOutcome> outcomes() {
        return outcomes;
    }
}
