package dev.headrace.examples.usecases;

import static dev.headrace.rows.Functions.col;
import static dev.headrace.rows.Functions.size;
import static dev.headrace.rows.Functions.sum;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.rows.RowStream;
import dev.headrace.rows.Rows;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ExitCode;

/** What the use cases print is what a batch over the same files finds. */
@Timeout(120)
class UseCasesTest {

    @TempDir
    Path directory;

    @Test
    void largePurchasesAreToldOnce() {
        List<String> told = printed("notifications").stream()
                .filter(line -> line.contains(" bought for "))
                .toList();

        assertThat(told)
                .doesNotHaveDuplicates()
                .hasSize((int) purchases()
                        .filter(col("ecommerce.purchase_revenue_in_usd").geq(7_000))
                        .count())
                .isNotEmpty();
    }

    @Test
    void revenueOfAMinuteIsThatOfItsLastReport() {
        assertThat(printed("reporting"))
                .contains("Batch: 3")
                .anyMatch(line -> line.contains("minute") && line.contains("usd") && line.contains("visitors"));
    }

    @Test
    void itemsAreWrittenOnceAndASecondRunReadsNothing() {
        List<String> lines = printed("etl");
        long items = purchases()
                .agg(sum(size(col("items"))).as("items"))
                .collect()
                .get(0)
                .getLong("items");

        assertThat(lines)
                .anyMatch(line -> line.startsWith("first run: 12,000 events in 4 epochs"))
                .anyMatch(line -> line.startsWith("second run, nothing is new: 0 events in 0 epochs"))
                .contains(String.format("%,d items were bought", items));
    }

    @Test
    void countsAreReadWhileTheQueryRuns() {
        assertThat(printed("serving").stream().map(String::strip))
                .containsAll(purchases().groupBy("traffic_source").count().collect().stream()
                        .map(row -> row.getLong("count") + " " + row.getString("traffic_source"))
                        .toList());
    }

    @Test
    void busyVisitsAreDecidedUponAndWeightsKept() {
        assertThat(printed("decisions", "learning"))
                .anyMatch(line -> line.matches("decision \\d+: ask UA\\d+, 1\\d events from .*"))
                .anyMatch(line -> line.matches(" -\\d\\.\\d{3} always"));
    }

    @Test
    void unknownNameIsAnswered() {
        assertThat(UseCases.run("reports")).isEqualTo(ExitCode.USAGE);
    }

    private RowStream purchases() {
        return Rows.read()
                .parquet(directory.resolve("events").toString())
                .filter(col("event_name").equalTo("finalize"));
    }

    private List<String> printed(String... names) {
        PrintStream out = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, UTF_8));
        try {
            String[] arguments = new String[names.length + 2];
            System.arraycopy(names, 0, arguments, 0, names.length);
            arguments[names.length] = "--dir";
            arguments[names.length + 1] = directory.toString();
            assertThat(UseCases.run(arguments)).isEqualTo(ExitCode.OK);
        } finally {
            System.setOut(out);
        }
        return bytes.toString(UTF_8).lines().toList();
    }
}
