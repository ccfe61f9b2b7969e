package dev.headrace.rows.aggregate;

import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.SimpleType;
import dev.headrace.rows.expression.Comparisons;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;
import org.jspecify.annotations.Nullable;

/** Counts with a sketch that is open while rows are taken in, and becomes bytes. */
final class Sketching extends OfOne {

    private final int registersLog2;

    Sketching(int registersLog2) {
        super(SimpleType.BINARY);
        this.registersLog2 = registersLog2;
    }

    @Override
    public DataType type() {
        return SimpleType.BIGINT;
    }

    @Override
    Object after(@Nullable Object before, Object value) {
        HllSketch sketch = before == null ? new HllSketch(registersLog2, TgtHllType.HLL_8) : sketch(before);
        update(sketch, value);
        return sketch;
    }

    /** Texts are told from nothing, and from numbers, by a byte before them: sketches pass over what is empty. */
    private static void update(HllSketch sketch, Object value) {
        Object normal = Objects.requireNonNull(Comparisons.normalized(value));
        if (normal instanceof Double || normal instanceof Float) {
            sketch.update(((Number) normal).doubleValue());
        } else if (normal instanceof Number number && !(normal instanceof BigDecimal)) {
            sketch.update(number.longValue());
        } else {
            byte[] bytes = normal instanceof ByteBuffer buffer
                    ? bytes(buffer)
                    : normal.toString().getBytes(StandardCharsets.UTF_8);
            byte[] told = new byte[bytes.length + 1];
            System.arraycopy(bytes, 0, told, 1, bytes.length);
            sketch.update(told);
        }
    }

    @Override
    Object merged(Object before, Object other) {
        Union union = new Union(registersLog2);
        union.update(sketch(before));
        union.update(sketch(other));
        return union.getResult(TgtHllType.HLL_8);
    }

    private static HllSketch sketch(Object remembered) {
        return remembered instanceof HllSketch open ? open : HllSketch.heapify(bytes(remembered));
    }

    @Override
    public void settle(@Nullable Object[] memory, int at) {
        if (memory[at] instanceof HllSketch open) {
            memory[at] = ByteBuffer.wrap(open.toCompactByteArray()).asReadOnlyBuffer();
        }
    }

    @Override
    public Object result(@Nullable Object[] memory, int at) {
        Object remembered = memory[at];
        return remembered == null ? 0L : Math.round(sketch(remembered).getEstimate());
    }

    private static byte[] bytes(Object buffer) {
        ByteBuffer view = ((ByteBuffer) buffer).duplicate();
        byte[] bytes = new byte[view.remaining()];
        view.get(bytes);
        return bytes;
    }
}
