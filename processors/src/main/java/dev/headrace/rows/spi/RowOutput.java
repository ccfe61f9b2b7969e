package dev.headrace.rows.spi;

import dev.headrace.rows.data.Row;
import dev.headrace.sink.Sink;
import dev.headrace.streaming.OutputMode;
import java.util.Set;

/** A place that rows are written to. Immutable. */
public interface RowOutput {

    /** What is written where, in a few words for people: no secrets. */
    String describe();

    /** The output modes that it can keep. */
    Set<OutputMode> modes();

    /** The sink. Keys are ignored. */
    Sink<Object, Row> sink();
}
