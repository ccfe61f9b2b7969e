package dev.headrace.testkit.conformance;

import static dev.headrace.testkit.conformance.Operation.*;

import dev.headrace.testkit.conformance.Scenario.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws the steps of one theme: mostly what a program would do, and sometimes what it must not. */
final class StepGenerator {

    private static final List<Operation> LOOKS = List.of(
            READ_COMMITTED,
            READ_UNCOMMITTED,
            WATERMARKS,
            WATERMARKS,
            COMMITTED,
            COMMITTED_STABLE,
            TRANSACTION_STATE,
            OFFSETS_FOR_TIME);

    private final Theme theme;
    private final RandomGenerator random;
    private final boolean fixedNames;
    private final boolean[] initialised = new boolean[Scenario.SLOTS];
    private final boolean[] inTransaction = new boolean[Scenario.SLOTS];
    private final boolean[] joined = new boolean[Scenario.SLOTS];

    StepGenerator(Theme theme, long seed, RandomGenerator random) {
        this.fixedNames = hasFixedNames(seed);
        this.theme = theme;
        this.random = random;
    }

    /** Whether the members of this scenario's group are static. */
    static boolean hasFixedNames(long seed) {
        return seed % 4 >= 2;
    }

    List<Step> opening() {
        return switch (theme) {
            case TRANSACTIONS -> List.of();
            case TIMEOUTS -> timedOut();
            case UNKNOWN_COMMITS -> unknownCommit();
            case GROUPS -> List.of(joining(0), Step.of(INIT, 2, 0), begin());
            case COMPACTION -> List.of(write(), write());
        };
    }

    List<Step> next() {
        return switch (theme) {
            case TRANSACTIONS, TIMEOUTS -> List.of(transactionStep());
            case UNKNOWN_COMMITS -> random.nextInt(6) == 0 ? unknownCommit() : List.of(transactionStep());
            case GROUPS -> groupSteps();
            case COMPACTION -> settled(compactionStep());
        };
    }

    /** Looks at everything. */
    List<Step> closing() {
        List<Step> looks = List.of(
                Step.of(READ_COMMITTED), Step.of(READ_UNCOMMITTED), Step.of(WATERMARKS), Step.of(Operation.COMMITTED));
        return theme == Scenario.Theme.COMPACTION
                ? looks.stream().flatMap(look -> settled(look).stream()).toList()
                : looks;
    }

    private List<Step> timedOut() {
        int slot = slot();
        initialised[slot] = true;
        inTransaction[slot] = true;
        List<Step> steps = new ArrayList<>();
        steps.add(Step.of(INIT_SHORT, slot, 0));
        steps.add(Step.of(BEGIN, slot, 0));
        steps.add(Step.of(SEND, slot, partition()));
        if (random.nextBoolean()) {
            steps.add(Step.of(OFFSETS_ANONYMOUS, slot, partition()));
        }
        steps.add(Step.of(AWAIT_TIMEOUT, slot, 0));
        steps.add(Step.of(pick(COMMIT, COMMIT, ABORT, SEND, OFFSETS_ANONYMOUS, BEGIN, INIT), slot, partition()));
        return steps;
    }

    private List<Step> unknownCommit() {
        int slot = slot();
        initialised[slot] = true;
        List<Step> steps = new ArrayList<>();
        steps.add(Step.of(INIT_IMPATIENT, slot, 0));
        steps.add(Step.of(BEGIN, slot, 0));
        steps.add(Step.of(SEND, slot, partition()));
        if (random.nextBoolean()) {
            steps.add(Step.of(OFFSETS_ANONYMOUS, slot, partition()));
        }
        steps.add(Step.of(COMMIT_IMPATIENT, slot, 0));
        switch (random.nextInt(4)) {
            case 0 -> steps.add(Step.of(COMMIT, slot, 0));
            case 1 -> {
                steps.add(Step.of(ABORT, slot, 0));
                steps.add(Step.of(COMMIT, slot, 0));
            }
            case 2 -> steps.add(Step.of(CLOSE, slot, 0));
            default -> steps.add(Step.of(ABANDON, slot, 0));
        }
        steps.add(Step.of(INIT, slot, 0));
        inTransaction[slot] = false;
        return steps;
    }

    private Step transactionStep() {
        int slot = slot();
        if (random.nextInt(8) == 0) {
            return Step.of(pick(LOOKS.toArray(new Operation[0])), 0, partition());
        }
        if (!initialised[slot] || random.nextInt(14) == 0) {
            initialised[slot] = true;
            inTransaction[slot] = false;
            return Step.of(INIT, slot, 0);
        }
        if (random.nextInt(14) == 0) {
            return Step.of(pick(CLOSE, ABANDON, FENCE_BY_ADMIN, DELETE_RECORDS, BEGIN, COMMIT), slot, partition());
        }
        if (!inTransaction[slot]) {
            inTransaction[slot] = true;
            return Step.of(BEGIN, slot, 0);
        }
        Operation operation =
                pick(SEND, SEND, SEND, SEND, OFFSETS_ANONYMOUS, OFFSETS_UNKNOWN, COMMIT, COMMIT, ABORT, ABORT);
        inTransaction[slot] = operation != COMMIT && operation != ABORT;
        return Step.of(operation, slot, partition());
    }

    private List<Step> groupSteps() {
        int slot = random.nextInt(2);
        if (!joined[slot]) {
            return List.of(joining(slot));
        }
        switch (random.nextInt(7)) {
            case 0 -> {
                if (fixedNames) {
                    return List.of(
                            Step.of(REMEMBER, slot, 0),
                            Step.of(pick(RESTART, RESTART, USURP), slot, 0),
                            Step.of(OFFSETS_STALE, 2, partition()));
                }
                joined[slot] = false;
                return List.of(
                        Step.of(REMEMBER, slot, 0), Step.of(LEAVE, slot, 0), Step.of(OFFSETS_STALE, 2, partition()));
            }
            case 1 -> {
                return List.of(
                        Step.of(REMEMBER, slot, 0),
                        Step.of(REJOIN, slot, 0),
                        Step.of(pick(OFFSETS_STALE, OFFSETS_FRESH), 2, slot));
            }
            case 2 -> {
                return List.of(Step.of(COMMIT_SYNC, slot, partition()));
            }
            case 3 -> {
                return List.of(Step.of(OFFSETS_FRESH, 2, slot), Step.of(pick(COMMIT, ABORT), 2, 0), begin());
            }
            case 4 -> {
                return List.of(Step.of(COMMITTED));
            }
            case 5 -> {
                return List.of(Step.of(ABORT, 2, 0), begin());
            }
            default -> {
                return fixedNames ? List.of(Step.of(RESTART, slot, 0)) : evicted();
            }
        }
    }

    private List<Step> evicted() {
        int slot = joined[0] ? 1 : 0;
        List<Step> steps = new ArrayList<>();
        if (joined[slot]) {
            steps.add(Step.of(LEAVE, slot, 0));
        }
        joined[slot] = true;
        steps.add(Step.of(JOIN_LAZY, slot, 0));
        steps.add(Step.of(AWAIT_EVICTION, slot, 0));
        return steps;
    }

    private Step joining(int slot) {
        joined[slot] = true;
        return Step.of(JOIN, slot, 0);
    }

    private static Step begin() {
        return Step.of(BEGIN, 2, 0);
    }

    /** A broker's cleaner goes on by itself when a transaction ends: it is let finish before anybody looks. */
    private static List<Step> settled(Step step) {
        boolean looks = step.operation() == READ_COMMITTED || step.operation() == READ_UNCOMMITTED;
        return looks ? List.of(Step.of(COMPACT), step) : List.of(step);
    }

    private Step compactionStep() {
        if (random.nextInt(6) == 0) {
            return Step.of(COMPACT);
        }
        if (random.nextInt(20) == 0) {
            return Step.of(DELETE_RECORDS, 0, partition());
        }
        return random.nextBoolean() ? write() : transactionStep();
    }

    private Step write() {
        return Step.of(random.nextInt(5) == 0 ? TOMBSTONE : WRITE, 0, partition());
    }

    private int slot() {
        return random.nextInt(Scenario.SLOTS);
    }

    private int partition() {
        return random.nextInt(Scenario.PARTITIONS);
    }

    private Operation pick(Operation... candidates) {
        return candidates[random.nextInt(candidates.length)];
    }
}
