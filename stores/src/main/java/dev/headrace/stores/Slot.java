package dev.headrace.stores;

import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** What a typed store holds on the heap about one key. */
final class Slot {

    /** About what a slot weighs beside key and value: itself, its place in the map and in a generation. */
    private static final int OWN_WEIGHT_BYTES = 112;

    /** The key as the map knows it: the user's immutable object, or its bytes. */
    final Object mapKey;

    private final int fixedWeightBytes;
    private byte @Nullable [] keyBytes;

    /** The shared object, or the packed bytes, or null where there is no such key. */
    private @Nullable Object value;

    private int valueWeightBytes;
    private boolean weightKnown = true;

    /** Changed since the last seal. */
    boolean inOpenGeneration;

    /** Changed in the generation that waits to be applied. */
    boolean inSealedGeneration;

    /** Read or written since the clock's hand passed. */
    boolean referenced;

    /** Still in the map: what was evicted or forgotten is not. */
    boolean resident;

    @Nullable
    Slot nextClean;

    @Nullable
    Slot previousClean;

    Slot(Object mapKey, byte @Nullable [] keyBytes) {
        this.mapKey = mapKey;
        this.keyBytes = keyBytes;
        this.fixedWeightBytes = OWN_WEIGHT_BYTES + Weight.ofBytes(mapKey);
    }

    @Nullable
    Object value() {
        return value;
    }

    void value(@Nullable Object value) {
        this.value = value;
        this.valueWeightBytes = Weight.ofBytes(value, valueWeightBytes);
        this.weightKnown = value == null || Weight.isKnown(value);
    }

    /** Corrects the weight of a value whose kind does not tell it. */
    void serializedBytes(int valueBytes) {
        if (!weightKnown) {
            valueWeightBytes = Weight.ofSerialized(valueBytes);
        }
    }

    byte @Nullable [] keyBytes() {
        return keyBytes;
    }

    void keyBytes(byte[] keyBytes) {
        this.keyBytes = keyBytes;
    }

    /** Whether the key is the user's own object, which can't change. */
    boolean keptAsObject() {
        return !(mapKey instanceof Bytes);
    }

    boolean changed() {
        return inOpenGeneration || inSealedGeneration;
    }

    int weightBytes() {
        return fixedWeightBytes + valueWeightBytes;
    }
}
