package dev.headrace.streaming;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.types.Password;

/** Keeps secrets out of what people read. */
final class Secrets {

    private static final String HIDDEN = "[hidden]";

    private static final Pattern SECRET_NAME = Pattern.compile(
            "password|passwd|secret|credential|jaas|user\\.?info|(^|[._-])token$|(access|api|account|private)[._-]?key"
                    + "|connection[._-]?string|(^|[._-])sas([._-]|$)");

    private static final Pattern USER_IN_URL = Pattern.compile("(?<=://)[^/@\\s,]+(?=@)");

    private static final Pattern SECRET_IN_VALUE =
            Pattern.compile("(?i)(password|passwd|secret|token|access-?key|accountkey)\\s*=");

    private Secrets() {}

    /** {@code properties} by name, what is secret in them hidden. */
    static Map<String, String> hidden(Map<String, ?> properties) {
        Map<String, String> shown = new TreeMap<>();
        properties.forEach((name, value) -> shown.put(name, shown(name, value)));
        return shown;
    }

    private static String shown(String name, Object value) {
        if (value instanceof Password || isSecret(name)) {
            return HIDDEN;
        }
        String text = value instanceof Class<?> type ? type.getName() : String.valueOf(value);
        return SECRET_IN_VALUE.matcher(text).find()
                ? HIDDEN
                : USER_IN_URL.matcher(text).replaceAll(HIDDEN);
    }

    private static boolean isSecret(String name) {
        String unprefixed = ClientProperties.withoutPrefix(name);
        ConfigKey known = ClientProperties.definition(unprefixed);
        return known == null
                ? SECRET_NAME.matcher(name.toLowerCase(Locale.ROOT)).find()
                : known.type() == ConfigDef.Type.PASSWORD;
    }
}
