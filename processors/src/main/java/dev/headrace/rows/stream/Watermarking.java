package dev.headrace.rows.stream;

import dev.headrace.processor.EngineContext;
import dev.headrace.processor.Record;
import dev.headrace.processor.WatermarkVote;
import dev.headrace.rows.data.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Passes rows on and proposes the watermark that their times allow. */
final class Watermarking extends EpochOperator {

    private final String name;
    private final int column;
    private final long delayMs;
    private @Nullable WatermarkVote vote;

    Watermarking(String name, int column, long delayMs) {
        this.name = name;
        this.column = column;
        this.delayMs = delayMs;
    }

    @Override
    void open(EngineContext<Row, Row> engine) {
        vote = engine.watermarkVote(name, delayMs);
    }

    @Override
    public void process(Record<Row, Row> record) {
        Row row = record.value();
        if (row == null) {
            return;
        }
        if (row.get(column) instanceof Instant time && vote != null) {
            vote.saw(time.toEpochMilli());
        }
        forward(null, row, record.timestamp());
    }
}
