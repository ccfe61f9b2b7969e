package dev.headrace.rows.stream;

import dev.headrace.processor.BufferedProcessor;
import dev.headrace.processor.EngineContext;
import dev.headrace.processor.EpochView;
import dev.headrace.processor.Processor;
import dev.headrace.processor.ProcessorContext;
import dev.headrace.processor.Record;
import dev.headrace.rows.data.Row;
import org.jspecify.annotations.Nullable;

/** An operator of rows, which works epoch by epoch. */
abstract class EpochOperator implements Processor<Row, Row, Row, Row>, BufferedProcessor {

    private @Nullable EngineContext<Row, Row> context;

    @Override
    public void init(ProcessorContext<Row, Row> given) {
        if (!(given instanceof EngineContext<Row, Row> engine)) {
            throw new IllegalStateException("Cannot run with a "
                    + given.getClass().getName() + ": operators of rows work with the engine's own context");
        }
        context = engine;
        engine.beforeCommit(this);
        open(engine);
    }

    /** Begins. */
    void open(EngineContext<Row, Row> engine) {}

    /** Forwards what the epoch made, at its end. */
    @Override
    public void forwardBuffered() {}

    final EngineContext<Row, Row> context() {
        EngineContext<Row, Row> engine = context;
        if (engine == null) {
            throw new IllegalStateException("The operator is not open");
        }
        return engine;
    }

    final EpochView epoch() {
        return context().epoch();
    }

    final void forward(@Nullable Row key, Row value, long timestampMs) {
        context().forward(new Record<>(key, value, Math.max(0, timestampMs)));
    }

    final void drop() {
        context().lateRecord();
    }
}
