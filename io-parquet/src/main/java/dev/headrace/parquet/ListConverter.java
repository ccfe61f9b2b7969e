package dev.headrace.parquet;

import dev.headrace.rows.data.ArrayType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.jspecify.annotations.Nullable;

/** Makes lists. */
final class ListConverter extends GroupConverter {

    private final Slot slot;
    private final Converter repeated;
    private List<@Nullable Object> list = new ArrayList<>();

    ListConverter(ListShape shape, ArrayType wanted, Slot slot, String path) {
        this.slot = slot;
        this.repeated = shape.isWrapped()
                ? new Wrapped(shape, wanted, path)
                : Converters.of(shape.element(), wanted.element(), value -> list.add(value), path + ".element");
    }

    @Override
    public Converter getConverter(int field) {
        return repeated;
    }

    @Override
    public void start() {
        list = new ArrayList<>();
    }

    @Override
    public void end() {
        slot.set(Collections.unmodifiableList(list));
    }

    /** The group around an element, which is there when the element is null. */
    private final class Wrapped extends GroupConverter {

        private final Converter element;
        private @Nullable Object value;

        private Wrapped(ListShape shape, ArrayType wanted, String path) {
            element = Converters.of(shape.element(), wanted.element(), read -> value = read, path + ".element");
        }

        @Override
        public Converter getConverter(int field) {
            return element;
        }

        @Override
        public void start() {
            value = null;
        }

        @Override
        public void end() {
            list.add(value);
        }
    }
}
