package dev.headrace.rows.expression;

import dev.headrace.rows.data.DataType;
import dev.headrace.rows.data.SimpleType;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Functions of text. */
public final class Texts {

    private Texts() {}

    /** A function of one text. */
    public static Call of(String function, Expression text, DataType type, Function<String, Object> computed) {
        return Call.of(function, List.of(text), arguments -> {
            requireText(arguments.get(0));
            return Call.strict(type, arguments.get(0), value -> computed.apply((String) value));
        });
    }

    /** A condition on two texts. */
    public static Call test(String function, Expression text, Expression other, BiPredicate<String, String> holds) {
        return Call.of(function, List.of(text, other), arguments -> {
            arguments.forEach(Texts::requireText);
            return Call.strict(
                    SimpleType.BOOLEAN,
                    arguments.get(0),
                    arguments.get(1),
                    (one, two) -> holds.test((String) one, (String) two));
        });
    }

    /** Whether a text fits a pattern of {@code %} and {@code _}. */
    public static Call like(Expression text, String pattern) {
        StringBuilder regex = new StringBuilder();
        for (int index = 0; index < pattern.length(); index++) {
            char character = pattern.charAt(index);
            if (character == '\\' && index + 1 < pattern.length()) {
                regex.append(Pattern.quote(String.valueOf(pattern.charAt(++index))));
            } else if (character == '%') {
                regex.append(".*");
            } else if (character == '_') {
                regex.append('.');
            } else {
                regex.append(Pattern.quote(String.valueOf(character)));
            }
        }
        Pattern compiled = Pattern.compile(regex.toString(), Pattern.DOTALL);
        return matching(text, "LIKE", pattern, value -> compiled.matcher(value).matches());
    }

    /** Whether a text contains what a regular expression describes. */
    public static Call rlike(Expression text, String regex) {
        Pattern compiled = Pattern.compile(regex);
        return matching(text, "RLIKE", regex, value -> compiled.matcher(value).find());
    }

    private static Call matching(Expression text, String operator, String pattern, Function<String, Object> matches) {
        return new Call(
                operator, "(" + text.name() + " " + operator + " " + pattern + ")", List.of(text), arguments -> {
                    requireText(arguments.get(0));
                    return Call.strict(SimpleType.BOOLEAN, arguments.get(0), value -> matches.apply((String) value));
                });
    }

    /** The texts one after the other; null where one is null. Other values are shown as SQL shows them. */
    public static Call concat(List<Expression> parts) {
        return Call.of(
                "concat",
                parts,
                arguments -> new Bound(SimpleType.STRING, (row, nowMs) -> {
                    StringBuilder text = new StringBuilder();
                    for (Bound argument : arguments) {
                        Object value = argument.of(row, nowMs);
                        if (value == null) {
                            return null;
                        }
                        text.append(Casts.text(value));
                    }
                    return text.toString();
                }));
    }

    /** A part of a text: from a place, counted from 1, or from the end where it is negative; counted in code points. */
    public static String substring(String text, int place, int length) {
        int count = text.codePointCount(0, text.length());
        long from = place > 0 ? place - 1L : place < 0 ? (long) count + place : 0;
        long to = Math.min(count, from + Math.max(0, length));
        int begin = (int) Math.min(count, Math.max(0, from));
        return to <= begin
                ? ""
                : text.substring(text.offsetByCodePoints(0, begin), text.offsetByCodePoints(0, (int) to));
    }

    /** Where one text is first found in another, counted from 1 in code points; 0 where it is not. */
    public static Call instr(Expression text, Expression part) {
        return Call.of("instr", List.of(text, part), arguments -> {
            arguments.forEach(Texts::requireText);
            return Call.strict(SimpleType.INT, arguments.get(0), arguments.get(1), (whole, wanted) -> {
                int index = ((String) whole).indexOf((String) wanted);
                return index < 0 ? 0 : ((String) whole).codePointCount(0, index) + 1;
            });
        });
    }

    /** The texts that are not null one after the other, a separator between them. */
    public static Call joined(String separator, List<Expression> parts) {
        return Call.of(
                "concat_ws",
                parts,
                arguments -> new Bound(SimpleType.STRING, (row, nowMs) -> arguments.stream()
                        .map(argument -> argument.of(row, nowMs))
                        .filter(Objects::nonNull)
                        .map(Casts::text)
                        .collect(Collectors.joining(separator))));
    }

    /** What a group of a regular expression matches first; empty where it matches nothing. */
    public static Call extracted(Expression text, String regex, int group) {
        Pattern pattern = Pattern.compile(regex);
        return of("regexp_extract", text, SimpleType.STRING, value -> {
            Matcher matcher = pattern.matcher(value);
            String found = matcher.find() ? matcher.group(group) : null;
            return found == null ? "" : found;
        });
    }

    /** Without the blanks at both ends; other white space stays. */
    public static String trim(String text) {
        return trimStart(trimEnd(text));
    }

    /** Without the blanks at the beginning; other white space stays. */
    public static String trimStart(String text) {
        int begin = 0;
        while (begin < text.length() && text.charAt(begin) == ' ') {
            begin++;
        }
        return text.substring(begin);
    }

    /** Without the blanks at the end; other white space stays. */
    public static String trimEnd(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }

    static void requireText(Bound argument) {
        if (argument.type() != SimpleType.STRING && argument.type() != SimpleType.VOID) {
            throw new IllegalArgumentException(
                    "it takes text, and there is " + argument.type().ddl() + ". Cast it to string");
        }
    }
}
