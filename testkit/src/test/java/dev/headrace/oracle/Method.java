package dev.headrace.oracle;

import dev.headrace.kstream.KStream;
import java.util.function.UnaryOperator;

/** One method of the DSL between a source and a sink of strings, in the same words for both libraries. */
record Method(
        String name,
        UnaryOperator<KStream<String, String>> headrace,
        UnaryOperator<org.apache.kafka.streams.kstream.KStream<String, String>> kafkaStreams) {

    @Override
    public String toString() {
        return name;
    }
}
