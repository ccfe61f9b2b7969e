package dev.headrace.stores;

import org.jspecify.annotations.Nullable;

/**
 * The slots that hold nothing but what is committed, in a ring. A hand goes round when room is needed: a slot that was
 * referenced since the last round gets another, the first that was not has to go (the second-chance algorithm, cheaper
 * per access than a list in the order of use).
 */
final class CleanSlots {

    private @Nullable Slot hand;
    private long weightBytes;

    /** Puts a slot where the hand comes last. */
    void add(Slot slot) {
        weightBytes += slot.weightBytes();
        Slot next = hand;
        if (next == null || next.previousClean == null) {
            slot.nextClean = slot;
            slot.previousClean = slot;
            hand = slot;
            return;
        }
        Slot previous = next.previousClean;
        slot.nextClean = next;
        slot.previousClean = previous;
        previous.nextClean = slot;
        next.previousClean = slot;
    }

    void remove(Slot slot) {
        Slot next = slot.nextClean;
        Slot previous = slot.previousClean;
        if (next == null || previous == null) {
            throw new IllegalStateException("Cannot remove a slot from the ring: it is not in it");
        }
        weightBytes -= slot.weightBytes();
        if (next == slot) {
            hand = null;
        } else {
            previous.nextClean = next;
            next.previousClean = previous;
            if (hand == slot) {
                hand = next;
            }
        }
        slot.nextClean = null;
        slot.previousClean = null;
    }

    /** Removes the slot that is worth least, or returns null if there is none. */
    @Nullable
    Slot removeLeastUseful() {
        Slot candidate = hand;
        while (candidate != null && candidate.referenced) {
            candidate.referenced = false;
            candidate = candidate.nextClean;
        }
        if (candidate != null) {
            hand = candidate;
            remove(candidate);
        }
        return candidate;
    }

    long weightBytes() {
        return weightBytes;
    }
}
