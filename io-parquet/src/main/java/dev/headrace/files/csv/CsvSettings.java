package dev.headrace.files.csv;

import com.univocity.parsers.csv.CsvFormat;
import com.univocity.parsers.csv.CsvParserSettings;
import com.univocity.parsers.csv.CsvWriterSettings;
import com.univocity.parsers.csv.UnescapedQuoteHandling;
import dev.headrace.errors.InvalidOptionException;
import dev.headrace.rows.spi.Options;
import java.nio.charset.Charset;
import java.util.Set;

/** How CSV is spelt: Spark's options, with its defaults, for the parser that Spark uses. */
final class CsvSettings {

    /** The options for reading and writing. */
    static final Set<String> COMMON = Set.of(
            "sep",
            "delimiter",
            "quote",
            "escape",
            "charToEscapeQuoteEscaping",
            "header",
            "nullValue",
            "emptyValue",
            "ignoreLeadingWhiteSpace",
            "ignoreTrailingWhiteSpace",
            "dateFormat",
            "timestampFormat");

    private static final int COLUMNS_MAX = 20_480;
    private static final int UNLIMITED = -1;

    private CsvSettings() {}

    static CsvParserSettings forReading(Options options) {
        CsvParserSettings settings = new CsvParserSettings();
        spell(settings.getFormat(), options);
        options.text("comment").ifPresent(comment -> settings.getFormat().setComment(one("comment", comment)));
        settings.setCommentProcessingEnabled(options.text("comment").isPresent());
        settings.setIgnoreLeadingWhitespaces(options.flag("ignoreLeadingWhiteSpace", false));
        settings.setIgnoreTrailingWhitespaces(options.flag("ignoreTrailingWhiteSpace", false));
        settings.setNullValue(null);
        settings.setEmptyValue(options.text("emptyValue").orElse(""));
        settings.setLineSeparatorDetectionEnabled(options.flag("multiLine", false));
        settings.setNormalizeLineEndingsWithinQuotes(false);
        settings.setReadInputOnSeparateThread(false);
        settings.setMaxColumns(COLUMNS_MAX);
        settings.setMaxCharsPerColumn(UNLIMITED);
        settings.setUnescapedQuoteHandling(UnescapedQuoteHandling.STOP_AT_DELIMITER);
        return settings;
    }

    static CsvWriterSettings forWriting(Options options) {
        CsvWriterSettings settings = new CsvWriterSettings();
        spell(settings.getFormat(), options);
        settings.setIgnoreLeadingWhitespaces(options.flag("ignoreLeadingWhiteSpace", true));
        settings.setIgnoreTrailingWhitespaces(options.flag("ignoreTrailingWhiteSpace", true));
        settings.setNullValue(options.text("nullValue").orElse(""));
        settings.setEmptyValue(options.text("emptyValue").orElse("\"\""));
        settings.setQuoteAllFields(options.flag("quoteAll", false));
        settings.setQuoteEscapingEnabled(options.flag("escapeQuotes", true));
        settings.setSkipEmptyLines(false);
        settings.setMaxColumns(COLUMNS_MAX);
        settings.setMaxCharsPerColumn(UNLIMITED);
        return settings;
    }

    static Charset encoding(Options options) {
        String name = options.text("encoding").or(() -> options.text("charset")).orElse("UTF-8");
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new InvalidOptionException("Cannot read files of encoding '" + name + "': Java knows none such", e);
        }
    }

    private static void spell(CsvFormat format, Options options) {
        String separator =
                options.text("sep").or(() -> options.text("delimiter")).orElse(",");
        format.setDelimiter(separator.equals("\\t") ? "\t" : separator);
        format.setLineSeparator("\n");
        String quote = options.text("quote").orElse("\"");
        format.setQuote(quote.isEmpty() ? '\0' : one("quote", quote));
        char escape = one("escape", options.text("escape").orElse("\\"));
        format.setQuoteEscape(escape);
        format.setCharToEscapeQuoteEscaping(options.text("charToEscapeQuoteEscaping")
                .map(text -> one("charToEscapeQuoteEscaping", text))
                .orElse(escape == format.getQuote() ? '\0' : escape));
    }

    private static char one(String option, String text) {
        if (text.length() != 1) {
            throw new InvalidOptionException(
                    "Cannot use option " + option + "='" + text + "': it has to be a single character");
        }
        return text.charAt(0);
    }
}
