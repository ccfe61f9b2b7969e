package dev.headrace.rows.data;

import java.util.regex.Pattern;

/** How DDL writes names. */
final class Identifiers {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private Identifiers() {}

    /** {@code name}, in backticks if it is not made of letters, digits and underscores only. */
    static String quoted(String name) {
        return PLAIN.matcher(name).matches() ? name : "`" + name.replace("`", "``") + "`";
    }
}
