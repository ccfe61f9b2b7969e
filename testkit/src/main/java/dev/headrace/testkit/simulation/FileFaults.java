package dev.headrace.testkit.simulation;

/** Decides for each operation on a file whether it goes wrong. It must depend on its argument and its own state only. */
@FunctionalInterface
public interface FileFaults {

    /** Nothing ever goes wrong. */
    FileFaults NONE = call -> FileOutcome.NONE;

    /** The outcome of this operation, one of {@link FileSite#outcomes()}. */
    FileOutcome at(FileCall call);

    /** One fault: the operation of this number has this outcome, and all others succeed. */
    static FileFaults once(long step, FileOutcome outcome) {
        return call -> call.step() == step ? outcome : FileOutcome.NONE;
    }
}
