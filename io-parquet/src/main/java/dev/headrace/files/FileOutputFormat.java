package dev.headrace.files;

import dev.headrace.errors.InvalidOptionException;
import dev.headrace.port.FilePath;
import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.Field;
import dev.headrace.rows.data.Row;
import dev.headrace.rows.data.Schema;
import dev.headrace.rows.spi.Execution;
import dev.headrace.rows.spi.OutputRequest;
import dev.headrace.rows.spi.RowOutput;
import dev.headrace.rows.spi.RowOutputFormat;
import dev.headrace.sink.Sink;
import dev.headrace.streaming.OutputMode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Writes rows to files of one format. Every format has a subclass of its own, which is found by its name. */
public abstract class FileOutputFormat implements RowOutputFormat {

    private static final String ROWS_MAX = "maxRecordsPerFile";
    private static final String BYTES_MAX = "maxBytesPerFile";
    private static final Set<String> OF_ALL_FILES = Set.of("path", ROWS_MAX, BYTES_MAX, FileSink.SMALL_FILES);

    private final FileFormat format;

    /** Files of {@code format}. */
    protected FileOutputFormat(FileFormat format) {
        this.format = format;
    }

    @Override
    public final String name() {
        return format.name();
    }

    @Override
    public final Set<String> options(Execution execution) {
        Set<String> options = new TreeSet<>(OF_ALL_FILES);
        options.addAll(format.writeOptions());
        return options;
    }

    @Override
    public final RowOutput open(OutputRequest request) {
        FilePath path = request.options().text("path").map(FilePath::of).orElse(request.path());
        if (path == null) {
            throw new InvalidOptionException("Cannot write " + name() + ": no path is given. Write start(path), or"
                    + " .option(\"path\", path)");
        }
        if (request.mode() == OutputMode.COMPLETE) {
            refuseSeveralFiles(request);
        }
        Schema inFiles = withoutDirectories(request);
        format.checkWritable(inFiles, request.options());
        FileLayout layout = new FileLayout(
                path,
                format,
                request.options(),
                request.schema(),
                inFiles,
                request.partitionBy(),
                request.options().number(ROWS_MAX, 1).orElse(Long.MAX_VALUE),
                request.options().number(BYTES_MAX, 1).orElse(Long.MAX_VALUE));
        return new Files(layout, request.mode(), request.execution());
    }

    /** Of several files that are replaced one by one, a reader would see some of this result and some of the one before. */
    private void refuseSeveralFiles(OutputRequest request) {
        List<String> cuts = new ArrayList<>();
        if (!request.partitionBy().isEmpty()) {
            cuts.add("partitionBy");
        }
        Stream.of(ROWS_MAX, BYTES_MAX)
                .filter(option -> request.options().text(option).isPresent())
                .forEach(cuts::add);
        if (!cuts.isEmpty()) {
            throw new InvalidOptionException("Cannot write " + name() + " in output mode complete with "
                    + String.join(", ", cuts)
                    + ": the whole result is one file, which replaces that of the epoch before"
                    + " in one act. Leave it out, or use append");
        }
    }

    private static Schema withoutDirectories(OutputRequest request) {
        for (String column : request.partitionBy()) {
            DataType type = request.schema().field(column).type();
            if (!PartitionColumns.canName(type)) {
                throw new InvalidOptionException("Cannot partition by '" + column + "': a " + type.ddl()
                        + " is no name of a directory. Choose a column of numbers, texts or times");
            }
        }
        List<Field> inFiles = request.schema().fields().stream()
                .filter(field -> request.partitionBy().stream().noneMatch(field.name()::equalsIgnoreCase))
                .toList();
        if (inFiles.isEmpty()) {
            throw new InvalidOptionException("Cannot partition by " + request.partitionBy()
                    + ": no column would be left for the files. Leave one out");
        }
        return Schema.of(inFiles);
    }

    private record Files(FileLayout layout, OutputMode mode, Execution execution) implements RowOutput {

        @Override
        public String describe() {
            return layout.format().name() + " " + layout.output();
        }

        @Override
        public Set<OutputMode> modes() {
            return EnumSet.of(OutputMode.APPEND, OutputMode.COMPLETE);
        }

        @Override
        public Sink<Object, Row> sink() {
            return new FileSink(layout, mode, execution == Execution.STREAM);
        }
    }
}
