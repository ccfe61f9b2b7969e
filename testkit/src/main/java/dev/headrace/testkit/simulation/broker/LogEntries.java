package dev.headrace.testkit.simulation.broker;

import java.util.Arrays;
import java.util.function.Predicate;

/** Entries in offset order, with gaps: fast to append, to find by offset, and to drop from the front. */
final class LogEntries {

    private static final int INITIAL_CAPACITY = 16;

    private LogEntry[] slots = new LogEntry[INITIAL_CAPACITY];
    private int head;
    private int tail;

    int size() {
        return tail - head;
    }

    /** The entry at a place, 0 being the oldest one. */
    LogEntry at(int index) {
        return slots[head + index];
    }

    void add(LogEntry entry) {
        if (tail == slots.length) {
            makeRoom();
        }
        slots[tail++] = entry;
    }

    /** The place of the first entry whose offset is {@code offset} or higher; {@link #size()} if there is none. */
    int firstAtOrAfter(long offset) {
        if (head == tail || offset > slots[tail - 1].offset()) {
            return size();
        }
        long guess = offset - slots[head].offset();
        if (guess <= 0) {
            return 0;
        }
        if (guess < size() && slots[head + (int) guess].offset() == offset) {
            return (int) guess;
        }
        return search(offset);
    }

    private int search(long offset) {
        int low = head;
        int high = tail;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (slots[middle].offset() < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - head;
    }

    void dropBefore(long offset) {
        int newHead = head + firstAtOrAfter(offset);
        Arrays.fill(slots, head, newHead, null);
        head = newHead;
    }

    void removeIf(Predicate<LogEntry> condition) {
        int kept = head;
        for (int i = head; i < tail; i++) {
            LogEntry entry = slots[i];
            if (!condition.test(entry)) {
                slots[kept++] = entry;
            }
        }
        Arrays.fill(slots, kept, tail, null);
        tail = kept;
    }

    private void makeRoom() {
        int size = size();
        LogEntry[] target = size > slots.length / 2 ? new LogEntry[slots.length * 2] : slots;
        System.arraycopy(slots, head, target, 0, size);
        if (target == slots) {
            Arrays.fill(slots, size, tail, null);
        }
        slots = target;
        head = 0;
        tail = size;
    }
}
