package dev.headrace.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class CleanSlotsTest {

    private final CleanSlots clean = new CleanSlots();

    private Slot added(String key) {
        Slot slot = new Slot(key, null);
        clean.add(slot);
        return slot;
    }

    @Test
    void oldestUnreferencedSlotGoesFirst() {
        Slot first = added("1");
        Slot second = added("2");
        Slot third = added("3");
        first.referenced = true;
        assertThat(clean.removeLeastUseful()).isSameAs(second);
        assertThat(clean.removeLeastUseful()).isSameAs(third);
        assertThat(clean.removeLeastUseful()).isSameAs(first);
        assertThat(clean.removeLeastUseful()).isNull();
        assertThat(clean.weightBytes()).isZero();
    }

    @Test
    void aReferenceSavesASlotOnce() {
        Slot first = added("1");
        Slot second = added("2");
        first.referenced = true;
        second.referenced = true;
        assertThat(clean.removeLeastUseful()).isSameAs(first);
    }

    @Test
    void slotsLeaveFromAnyPlace() {
        Slot first = added("1");
        Slot second = added("2");
        Slot third = added("3");
        clean.remove(first);
        clean.remove(third);
        assertThat(clean.weightBytes()).isEqualTo(second.weightBytes());
        Slot fourth = added("4");
        assertThat(clean.removeLeastUseful()).isSameAs(second);
        assertThat(clean.removeLeastUseful()).isSameAs(fourth);
        assertThatIllegalStateException().isThrownBy(() -> clean.remove(first));
    }
}
