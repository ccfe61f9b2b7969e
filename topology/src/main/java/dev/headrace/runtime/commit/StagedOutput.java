package dev.headrace.runtime.commit;

import dev.headrace.sink.Receipt;
import dev.headrace.sink.SinkWriter;
import java.util.List;

/**
 * What one sink of a task staged in an epoch.
 *
 * @param sink name of the sink
 * @param staged the receipt of this epoch
 * @param outstanding every receipt that is not confirmed published, the one of this epoch among them
 */
public record StagedOutput(String sink, SinkWriter<?, ?> writer, Receipt staged, List<Receipt> outstanding) {}
