package dev.headrace.errors;

import java.io.File;

/**
 * A persistent store whose files are damaged or missing. What they hold is never returned: close the store, delete
 * {@link #directory}, and rebuild it from its changelog.
 */
public class StoreDamagedException extends ProcessorStateException {

    private static final long serialVersionUID = 1L;

    private final File directory;

    /**
     * Damage to a store.
     *
     * @param directory what holds the files of the store and nothing else
     */
    public StoreDamagedException(String message, File directory, Throwable cause) {
        super(message, cause);
        this.directory = directory;
    }

    /** Damage to a store that nothing but its own look at its files has found. */
    public StoreDamagedException(String message, File directory) {
        super(message);
        this.directory = directory;
    }

    /** What holds the files of the store and nothing else. */
    public File directory() {
        return directory;
    }
}
