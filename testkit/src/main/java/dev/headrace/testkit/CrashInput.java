package dev.headrace.testkit;

import dev.headrace.port.FileOutput;
import dev.headrace.port.FilePath;
import dev.headrace.port.FileTree;
import dev.headrace.testkit.simulation.SimulatedFiles;
import dev.headrace.testkit.simulation.SimulatedKafka;
import dev.headrace.testkit.simulation.SimulatedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes what a query of a crash test reads, piece by piece: its records, then its files. */
final class CrashInput implements AutoCloseable {

    private final CrashScenario scenario;
    private final SimulatedFiles files;
    private final SimulatedProcess writer;
    private final Producer<byte[], byte[]> producer;
    private int writtenRecords;
    private int writtenFiles;

    CrashInput(CrashScenario scenario, SimulatedKafka kafka, SimulatedFiles files) {
        this.scenario = scenario;
        this.files = files;
        this.producer = kafka.producer(Map.of());
        this.writer = kafka.process("writer");
    }

    /** Writes what belongs to one epoch; returns false if there is no more. */
    boolean writeNext() {
        List<ProducerRecord<byte[], byte[]>> records = scenario.input();
        if (writtenRecords < records.size()) {
            int to = Math.min(records.size(), writtenRecords + scenario.recordsPerEpoch());
            write(records.subList(writtenRecords, to));
            writtenRecords = to;
            return true;
        }
        if (writtenFiles < scenario.files().size()) {
            put(scenario.files().get(writtenFiles++));
            return true;
        }
        return false;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // no fault meets this producer
    private void write(List<ProducerRecord<byte[], byte[]>> records) {
        for (ProducerRecord<byte[], byte[]> each : records) {
            producer.send(new ProducerRecord<>(
                    each.topic(), each.partition(), each.timestamp(), each.key(), each.value(), each.headers()));
        }
        producer.flush();
    }

    /** Under a hidden name first, as whoever writes files for others has to. */
    private void put(CrashScenario.InputFile file) {
        FileTree tree = files.mount(writer).of(file.path());
        FilePath directory = Objects.requireNonNull(file.path().parent());
        FilePath hidden = directory.child("." + file.path().name());
        try (FileOutput output = tree.create(hidden)) {
            byte[] bytes = new byte[file.content().remaining()];
            file.content().duplicate().get(bytes);
            output.write(bytes);
            output.sync();
            tree.replace(hidden, file.path());
            tree.syncDirectory(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file.path(), e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
