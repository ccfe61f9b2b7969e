package dev.headrace.benchmarks.contestant;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this JVM has used up to a moment. */
record ProcessCost(long cpuNs, long wallNs, long gcMs) {

    private static final Path LINUX_STATUS = Path.of("/proc/self/status");
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** Up to now. */
    static ProcessCost now() {
        long gcMs = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
        return new ProcessCost(SYSTEM.getProcessCpuTime(), System.nanoTime(), gcMs);
    }

    /** What processing {@code records} has cost since {@code begin}. */
    Measurement since(ProcessCost begin, long records) {
        return new Measurement(
                records, cpuNs - begin.cpuNs, wallNs - begin.wallNs, gcMs - begin.gcMs, peakResidentBytes());
    }

    private static long peakResidentBytes() {
        if (!Files.exists(LINUX_STATUS)) {
            return 0;
        }
        try {
            return Files.readAllLines(LINUX_STATUS).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + LINUX_STATUS, e);
        }
    }
}
