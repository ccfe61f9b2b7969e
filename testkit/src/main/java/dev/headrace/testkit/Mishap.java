package dev.headrace.testkit;

import dev.headrace.testkit.simulation.FaultOutcome;
import dev.headrace.testkit.simulation.FileOutcome;
import dev.headrace.testkit.simulation.FileSite;
import java.util.EnumSet;
import java.util.Set;

/** What goes wrong at one moment of a crash test. */
public enum Mishap {
    /** The process dies before the call, the stage or the write has any effect. */
    CRASH_BEFORE(FaultOutcome.CRASH_BEFORE),
    /** The process dies after the call, the stage or the write had its whole effect. */
    CRASH_AFTER(FaultOutcome.CRASH_AFTER),
    /** Half of the bytes are written, and the process dies. */
    CRASH_TORN(FaultOutcome.NONE),
    /** The call times out and has not arrived. */
    ERROR_WITHOUT_EFFECT(FaultOutcome.ERROR_WITHOUT_EFFECT),
    /** The call times out although it arrived and was obeyed. */
    ERROR_WITH_EFFECT(FaultOutcome.ERROR_WITH_EFFECT),
    /**
     * The process stands still for so long that another one takes over its tasks and does all there is to do; then it goes on
     * where it was, as a zombie.
     */
    PAUSE(FaultOutcome.NONE);

    private final FaultOutcome ofCall;

    Mishap(FaultOutcome ofCall) {
        this.ofCall = ofCall;
    }

    /** What the call of a client comes to. */
    FaultOutcome ofCall() {
        return ofCall;
    }

    /** Whether the process dies of it. */
    boolean isCrash() {
        return this == CRASH_BEFORE || this == CRASH_AFTER || this == CRASH_TORN;
    }

    /** Whether a call fails of it. */
    boolean isError() {
        return this == ERROR_WITHOUT_EFFECT || this == ERROR_WITH_EFFECT;
    }

    /** The mishap that makes the call of a client come to {@code outcome}. */
    static Mishap of(FaultOutcome outcome) {
        return switch (outcome) {
            case NONE -> PAUSE;
            case CRASH_BEFORE -> CRASH_BEFORE;
            case CRASH_AFTER -> CRASH_AFTER;
            case ERROR_WITHOUT_EFFECT -> ERROR_WITHOUT_EFFECT;
            case ERROR_WITH_EFFECT -> ERROR_WITH_EFFECT;
        };
    }

    /** What an operation on a file comes to. */
    FileOutcome ofFile() {
        return switch (this) {
            case CRASH_BEFORE -> FileOutcome.CRASH_BEFORE;
            case CRASH_AFTER -> FileOutcome.CRASH_AFTER;
            case CRASH_TORN -> FileOutcome.CRASH_TORN;
            case ERROR_WITHOUT_EFFECT -> FileOutcome.ERROR_WITHOUT_EFFECT;
            case ERROR_WITH_EFFECT -> FileOutcome.ERROR_WITH_EFFECT;
            case PAUSE -> FileOutcome.NONE;
        };
    }

    /** The mishaps that can meet an operation on a file. */
    static Set<Mishap> of(FileSite site) {
        Set<Mishap> mishaps = EnumSet.noneOf(Mishap.class);
        for (Mishap mishap : values()) {
            if (mishap != PAUSE && site.outcomes().contains(mishap.ofFile())) {
                mishaps.add(mishap);
            }
        }
        return mishaps;
    }
}
