package dev.headrace.kstream;

import dev.headrace.errors.TopologyException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where and how the records of a stream are printed. The {@code with} methods change the object and return it.
 */
public final class Printed<K, V> implements NamedOperation<Printed<K, V>> {

    private final OutputStream output;
    private @Nullable String label;
    private @Nullable String name;
    private KeyValueMapper<? super K, ? super V, String> mapper = (key, value) -> key + ", " + value;

    private Printed(OutputStream output) {
        this.output = output;
    }

    /**
     * Prints to a file, which is replaced.
     *
     * @throws TopologyException if it cannot be written
     */
    public static <K, V> Printed<K, V> toFile(String filePath) {
        Objects.requireNonNull(filePath, "filePath cannot be null");
        if (filePath.isBlank()) {
            throw new TopologyException("Cannot print to a file: its path is empty");
        }
        try {
            return new Printed<>(Files.newOutputStream(Path.of(filePath)));
        } catch (IOException e) {
            throw new TopologyException("Cannot print to " + filePath + ": it cannot be written", e);
        }
    }

    /** Prints to the standard output. */
    public static <K, V> Printed<K, V> toSysOut() {
        return new Printed<>(System.out);
    }

    /** Sets what stands in brackets before each record; the name of the printed stream's node unless it is set. */
    public Printed<K, V> withLabel(String label) {
        this.label = Objects.requireNonNull(label, "label cannot be null");
        return this;
    }

    /** Sets what is printed of a record; key and value with a comma between them unless it is set. */
    public Printed<K, V> withKeyValueMapper(KeyValueMapper<? super K, ? super V, String> mapper) {
        this.mapper = Objects.requireNonNull(mapper, "mapper cannot be null");
        return this;
    }

    /** Sets the name of the node. */
    @Override
    public Printed<K, V> withName(@Nullable String processorName) {
        this.name = processorName;
        return this;
    }

    OutputStream output() {
        return output;
    }

    String labelOrElse(String streamName) {
        return label == null ? streamName : label;
    }

    @Nullable
    String name() {
        return name;
    }

    KeyValueMapper<? super K, ? super V, String> mapper() {
        return mapper;
    }
}
