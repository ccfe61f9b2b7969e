package dev.headrace.operators;

import dev.headrace.processor.Processor;
import dev.headrace.processor.Record;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;

/** Prints a line for each record: a label in brackets and what a mapper makes of the record. */
public final class StreamPrint<K, V> implements Processor<K, V, Void, Void> {

    private final PrintWriter writer;
    private final String label;
    private final BiFunction<? super K, ? super V, String> mapper;

    public StreamPrint(OutputStream output, String label, BiFunction<? super K, ? super V, String> mapper) {
        this.writer = new PrintWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
        this.label = label;
        this.mapper = mapper;
    }

    @Override
    public void process(Record<K, V> record) {
        writer.println("[" + label + "]: " + mapper.apply(record.key(), record.value()));
        writer.flush();
    }
}
