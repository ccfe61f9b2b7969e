package dev.headrace.files;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The final name of a file: {@code part-<query>-<sink>-<partition>-<epoch>-<number>.<extension>}.
 *
 * @param query the first characters of the query's identity
 * @param number counts the files of one epoch of one task
 */
record FileName(String query, String sink, int partition, long epoch, int number, String extension) {

    static final int QUERY_LENGTH = 8;

    /** What the name of a file begins with that is a whole result; its extension follows. */
    static final String RESULT = "result.";

    private static final Pattern FORM =
            Pattern.compile("part-([0-9a-f]{8})-(.+)-(\\d{1,9})-(\\d{1,18})-(\\d{1,9})\\.([^.]+.*)");

    String text() {
        return "part-" + query + "-" + sink + "-" + partition + "-" + epoch + "-" + number + "." + extension;
    }

    /** Reads a name; empty if no sink gave it. */
    static Optional<FileName> of(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new FileName(
                        matcher.group(1),
                        matcher.group(2),
                        Integer.parseInt(matcher.group(3)),
                        Long.parseLong(matcher.group(4)),
                        Integer.parseInt(matcher.group(5)),
                        matcher.group(6)))
                : Optional.empty();
    }
}
