package dev.headrace.runtime.task;

import dev.headrace.processor.EpochView;
import dev.headrace.processor.WatermarkVote;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/** What the operators of one task that work epoch by epoch are told, and what they say. */
public final class EpochTime {

    private final Map<String, Long> proposals = new TreeMap<>();
    private final List<LongPredicate> closing = new ArrayList<>();

    private EpochView view = new EpochView(0, 0, EpochView.UNKNOWN_MS, EpochView.UNKNOWN_MS);

    /** An epoch opens. */
    public void open(EpochView opened) {
        view = opened;
    }

    /** The highest time that was proposed under each name since the task was started; {@link EpochView#UNKNOWN_MS} for none. */
    public Map<String, Long> proposals() {
        return Collections.unmodifiableMap(proposals);
    }

    /** Whether an operator holds something that this watermark makes final. */
    public boolean closesAt(long watermarkMs) {
        return closing.stream().anyMatch(operator -> operator.test(watermarkMs));
    }

    /** The open epoch. */
    public EpochView view() {
        return view;
    }

    WatermarkVote vote(String name) {
        proposals.put(name, EpochView.UNKNOWN_MS);
        return timeMs -> proposals.merge(name, timeMs, Math::max);
    }

    void closesAt(LongPredicate operator) {
        closing.add(operator);
    }

    /** Forgets the operators, which are made anew. */
    void clear() {
        proposals.clear();
        closing.clear();
    }
}
