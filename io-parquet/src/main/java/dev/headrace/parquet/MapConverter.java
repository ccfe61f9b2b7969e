package dev.headrace.parquet;

import dev.headrace.rows.data.MapType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.jspecify.annotations.Nullable;

/** Makes maps. Of entries with the same key the last counts, as the specification has it. */
final class MapConverter extends GroupConverter {

    private final Slot slot;
    private final Entry entry;
    private Map<Object, @Nullable Object> map = new LinkedHashMap<>();

    MapConverter(MapShape shape, MapType wanted, Slot slot, String path) {
        this.slot = slot;
        this.entry = new Entry(shape, wanted, path);
    }

    @Override
    public Converter getConverter(int field) {
        return entry;
    }

    @Override
    public void start() {
        map = new LinkedHashMap<>();
    }

    @Override
    public void end() {
        slot.set(Collections.unmodifiableMap(map));
    }

    private final class Entry extends GroupConverter {

        private final String path;
        private final Converter keys;
        private final Converter values;
        private @Nullable Object key;
        private @Nullable Object value;

        private Entry(MapShape shape, MapType wanted, String path) {
            this.path = path;
            keys = Converters.of(shape.key(), wanted.key(), read -> key = read, path + ".key");
            values = Converters.of(shape.value(), wanted.value(), read -> value = read, path + ".value");
        }

        @Override
        public Converter getConverter(int field) {
            return field == 0 ? keys : values;
        }

        @Override
        public void start() {
            key = null;
            value = null;
        }

        @Override
        public void end() {
            if (key == null) {
                throw new ParquetDecodingException("a key of map '" + path + "' is null");
            }
            map.put(key, value);
        }
    }
}
