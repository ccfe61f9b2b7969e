package dev.headrace.golden;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Public data that is too large for this repository. Tests over it are skipped where it is not beside the checkout. */
public final class SharedData {

    private SharedData() {}

    /** A folder of it. */
    public static Path folder(String name) {
        Path above = Path.of("").toAbsolutePath();
        while (above != null && !Files.isDirectory(above.resolve("shared/data"))) {
            above = above.getParent();
        }
        assumeTrue(above != null, "no folder shared/data beside the checkout");
        return above.resolve("shared/data").resolve(name);
    }
}
