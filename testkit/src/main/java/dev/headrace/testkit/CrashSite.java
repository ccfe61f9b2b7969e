package dev.headrace.testkit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A moment at which something goes wrong: the {@code ordinal}th passage of a site, and what becomes of it. A site is a call of
 * a Kafka client ({@code producer.commitTransaction}), a stage of the commit ({@code commit.APPLY}), a write to the local disk
 * ({@code disk.FLUSH}) or an operation on a shared file ({@code file.LINK}). Prints as {@code producer.commitTransaction#3:CRASH_AFTER}.
 *
 * @param ordinal from 1; counted from the start of the run, or from the fault before this one
 */
record CrashSite(String name, int ordinal, Mishap mishap) {

    private static final Pattern TEXT = Pattern.compile("([\\w.]+)#(\\d+):(\\w+)");

    static CrashSite parse(String text) {
        Matcher parts = TEXT.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "Cannot read crash site '" + text + "': write it as in producer.commitTransaction#3:CRASH_AFTER");
        }
        return new CrashSite(parts.group(1), Integer.parseInt(parts.group(2)), Mishap.valueOf(parts.group(3)));
    }

    @Override
    public String toString() {
        return name + "#" + ordinal + ":" + mishap;
    }
}
