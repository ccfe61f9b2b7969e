package dev.headrace.files;

import java.io.IOException;

/** {@link OutputAudit} for the command line. */
public final class AuditCommand {

    private AuditCommand() {}

    /** Audits the directories named and prints what it found; ends with 1 if that is faults. */
    public static void main(String[] directories) throws IOException {
        boolean exact = directories.length > 0;
        if (!exact) {
            System.out.println("Name the directories to audit, into which queries wrote Parquet files.");
        }
        for (String directory : directories) {
            AuditReport report = OutputAudit.of(directory);
            System.out.println(directory + ": " + report);
            exact &= report.isExact();
        }
        if (!exact) {
            System.exit(1);
        }
    }
}
