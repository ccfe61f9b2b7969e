package dev.headrace.parquet;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Public data that is too large for this repository. Tests over it are skipped where it is not beside the checkout. */
final class SharedData {

    private SharedData() {}

    static Path folder(String name) {
        Path above = Path.of("").toAbsolutePath();
        while (above != null && !Files.isDirectory(above.resolve("shared/data"))) {
            above = above.getParent();
        }
        assumeTrue(above != null, "no folder shared/data beside the checkout");
        return above.resolve("shared/data").resolve(name);
    }
}
