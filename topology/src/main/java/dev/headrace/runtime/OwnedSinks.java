package dev.headrace.runtime;

import dev.headrace.common.Lookup;
import dev.headrace.port.FileTrees;
import dev.headrace.runtime.commit.StagedOutput;
import dev.headrace.sink.InputRange;
import dev.headrace.sink.Receipt;
import dev.headrace.sink.Sink;
import dev.headrace.sink.SinkContext;
import dev.headrace.sink.SinkWriter;
import dev.headrace.topology.SinkNode;
import dev.headrace.topology.SubTopology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The sink writers of one task, and the receipts of theirs that nobody confirmed published. */
final class OwnedSinks implements AutoCloseable {

    private final Map<String, SinkWriter<?, ?>> writers = new LinkedHashMap<>();
    private final Map<String, List<Receipt>> outstanding = new LinkedHashMap<>();
    private final Map<String, List<Receipt>> uncommitted = new LinkedHashMap<>();

    /** Opens the writers of the sinks of {@code subTopology}. */
    OwnedSinks(SubTopology subTopology, int partition, UUID incarnation, UUID queryId, FileTrees files) {
        for (var node : subTopology.nodes()) {
            if (node instanceof SinkNode sink) {
                writers.put(
                        sink.name(),
                        open(sink.sink(), new SinkContext(sink.name(), partition, incarnation, queryId, files)));
                outstanding.put(sink.name(), List.of());
                uncommitted.put(sink.name(), List.of());
            }
        }
    }

    Map<String, SinkWriter<?, ?>> writers() {
        return writers;
    }

    /** Publishes what earlier owners committed, and removes what they left behind. */
    void recover(Map<String, List<Receipt>> receipts) {
        writers.forEach((name, writer) -> {
            List<Receipt> committed = receipts.getOrDefault(name, List.of());
            attempt("recover", name, () -> {
                for (Receipt receipt : committed) {
                    writer.publish(receipt);
                }
                writer.sweep(committed);
            });
        });
    }

    /** Stages the open epoch, which read {@code inputs}, of every sink that wrote something. */
    List<StagedOutput> stage(long epoch, List<InputRange> inputs) throws IOException {
        List<StagedOutput> outputs = new ArrayList<>(writers.size());
        for (Map.Entry<String, SinkWriter<?, ?>> each : writers.entrySet()) {
            String name = each.getKey();
            Receipt receipt = each.getValue().stage(epoch, inputs);
            if (!receipt.isNothing()) {
                uncommitted.put(name, List.of(receipt));
                outputs.add(new StagedOutput(
                        name, each.getValue(), receipt, appended(Lookup.in(outstanding, name), receipt)));
            }
        }
        return outputs;
    }

    /** What was staged is committed. */
    void committed() {
        uncommitted.forEach((name, receipts) ->
                receipts.forEach(receipt -> outstanding.merge(name, List.of(receipt), OwnedSinks::concatenated)));
        uncommitted.replaceAll((name, receipts) -> List.of());
    }

    /** {@code receipt} is published. */
    void published(String sink, Receipt receipt) {
        outstanding.computeIfPresent(sink, (name, receipts) -> receipts.stream()
                .filter(each -> !each.equals(receipt))
                .toList());
    }

    /** Drops what was not committed. */
    void rollback() {
        writers.forEach(
                (name, writer) -> attempt("roll back", name, () -> writer.rollback(Lookup.in(uncommitted, name))));
        uncommitted.replaceAll((name, receipts) -> List.of());
    }

    /** About how many heap bytes the open epoch takes. */
    long bufferedBytes() {
        long bytes = 0;
        for (SinkWriter<?, ?> writer : writers.values()) {
            bytes += writer.bufferedBytes();
        }
        return bytes;
    }

    @Override
    public void close() {
        writers.forEach((name, writer) -> attempt("close", name, writer::close));
    }

    private static SinkWriter<?, ?> open(Sink<?, ?> sink, SinkContext context) {
        try {
            return sink.writer(context);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot open sink " + context.sinkName() + ": " + e.getMessage(), e);
        }
    }

    private static void attempt(String verb, String sink, Act act) {
        try {
            act.run();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot " + verb + " sink " + sink + ": " + e.getMessage(), e);
        }
    }

    private static List<Receipt> appended(List<Receipt> receipts, Receipt receipt) {
        return concatenated(receipts, List.of(receipt));
    }

    private static List<Receipt> concatenated(List<Receipt> some, List<Receipt> more) {
        List<Receipt> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    @FunctionalInterface
    private interface Act {
        void run() throws IOException;
    }
}
