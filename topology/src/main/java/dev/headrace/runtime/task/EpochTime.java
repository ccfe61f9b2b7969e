package dev.headrace.runtime.task;

import dev.headrace.processor.EpochView;
import dev.headrace.processor.WatermarkVote;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/** What the operators of one task that work epoch by epoch are told, and what they say. */
public final class EpochTime {

    private final Map<String, Vote> votes = new TreeMap<>();
    private final List<LongPredicate> closing = new ArrayList<>();

    private EpochView view = new EpochView(0, 0, EpochView.UNKNOWN_MS, EpochView.UNKNOWN_MS);

    /** An epoch opens. */
    public void open(EpochView opened) {
        view = opened;
    }

    /** The highest time that was proposed under each name since the task was started; {@link EpochView#UNKNOWN_MS} for none. */
    public Map<String, Long> proposals() {
        Map<String, Long> proposals = new TreeMap<>();
        votes.forEach((name, vote) -> proposals.put(name, vote.proposalMs()));
        return proposals;
    }

    /** The event times that rows had since the last call. */
    public Seen drainSeen() {
        Seen all = Seen.NOTHING;
        for (Vote vote : votes.values()) {
            all = all.and(vote.drainSeen());
        }
        return all;
    }

    /** Whether an operator holds something that this watermark makes final. */
    public boolean closesAt(long watermarkMs) {
        return closing.stream().anyMatch(operator -> operator.test(watermarkMs));
    }

    /** The open epoch. */
    public EpochView view() {
        return view;
    }

    WatermarkVote vote(String name, long delayMs) {
        Vote vote = new Vote(delayMs);
        votes.put(name, vote);
        return vote;
    }

    void closesAt(LongPredicate operator) {
        closing.add(operator);
    }

    /** Forgets the operators, which are made anew. */
    void clear() {
        votes.clear();
        closing.clear();
    }

    /**
     * Event times of rows, in milliseconds since 1970.
     *
     * @param sumMs of all of them, so that they can be averaged over several tasks
     * @param rows how many rows had one
     */
    public record Seen(long lowestMs, long highestMs, double sumMs, long rows) {

        /** No row had any. */
        public static final Seen NOTHING = new Seen(Long.MAX_VALUE, Long.MIN_VALUE, 0, 0);

        private Seen and(Seen other) {
            return new Seen(
                    Math.min(lowestMs, other.lowestMs),
                    Math.max(highestMs, other.highestMs),
                    sumMs + other.sumMs,
                    rows + other.rows);
        }
    }

    private static final class Vote implements WatermarkVote {

        private final long delayMs;
        private long highestEverMs = EpochView.UNKNOWN_MS;
        private long lowestMs = Long.MAX_VALUE;
        private long highestMs = Long.MIN_VALUE;
        private double sumMs;
        private long rows;

        private Vote(long delayMs) {
            this.delayMs = delayMs;
        }

        @Override
        public void saw(long eventTimeMs) {
            lowestMs = Math.min(lowestMs, eventTimeMs);
            highestMs = Math.max(highestMs, eventTimeMs);
            highestEverMs = Math.max(highestEverMs, eventTimeMs);
            sumMs += eventTimeMs;
            rows++;
        }

        private long proposalMs() {
            return highestEverMs == EpochView.UNKNOWN_MS ? EpochView.UNKNOWN_MS : highestEverMs - delayMs;
        }

        private Seen drainSeen() {
            Seen seen = new Seen(lowestMs, highestMs, sumMs, rows);
            lowestMs = Long.MAX_VALUE;
            highestMs = Long.MIN_VALUE;
            sumMs = 0;
            rows = 0;
            return seen;
        }
    }
}
