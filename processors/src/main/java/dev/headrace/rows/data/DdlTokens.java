package dev.headrace.rows.data;

import java.util.Locale;

/** The text of a schema, cut into names, numbers, quoted text and signs. It knows where it stands, for messages. */
final class DdlTokens {

    private static final String END = "";

    private final String text;
    private final String what;
    private int start;
    private int end;

    DdlTokens(String text, String what) {
        this.text = text;
        this.what = what;
        advance();
    }

    /** Where the next token starts, counted from 0. */
    int position() {
        return start;
    }

    private String next() {
        return text.substring(start, end);
    }

    private void advance() {
        start = end;
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        end = start == text.length() ? start : endOfToken();
    }

    private int endOfToken() {
        char first = text.charAt(start);
        if (first == '`' || first == '\'' || first == '"') {
            return endOfQuoted(first);
        }
        int at = start + 1;
        if (isPartOfWord(first)) {
            while (at < text.length() && isPartOfWord(text.charAt(at))) {
                at++;
            }
        }
        return at;
    }

    private int endOfQuoted(char quote) {
        int at = start + 1;
        while (at < text.length()) {
            if (text.charAt(at) == quote) {
                if (at + 1 == text.length() || text.charAt(at + 1) != quote) {
                    return at + 1;
                }
                at++;
            }
            at++;
        }
        throw error(start, "what starts with " + quote + " does not end");
    }

    private static boolean isPartOfWord(char each) {
        return Character.isLetterOrDigit(each) || each == '_';
    }

    String takeName(String meaning) {
        String token = next();
        if (token.startsWith("`") && token.length() > 2) {
            advance();
            return token.substring(1, token.length() - 1).replace("``", "`");
        }
        if (token.equals(END) || !isPartOfWord(token.charAt(0))) {
            throw expected(meaning);
        }
        advance();
        return token;
    }

    int takeNumber(String meaning) {
        String token = next();
        if (!token.matches("\\d{1,9}")) {
            throw expected(meaning + ", a number,");
        }
        advance();
        return Integer.parseInt(token);
    }

    String takeText(String meaning) {
        String token = next();
        if (!token.startsWith("'") && !token.startsWith("\"")) {
            throw expected(meaning + " in quotes");
        }
        advance();
        return token.substring(1, token.length() - 1);
    }

    void take(String sign) {
        if (!takeIf(sign)) {
            throw expected("'" + sign + "'");
        }
    }

    boolean takeIf(String sign) {
        boolean found = next().equals(sign);
        if (found) {
            advance();
        }
        return found;
    }

    void takeWord(String word) {
        if (!takeWordIf(word)) {
            throw expected(word);
        }
    }

    boolean takeWordIf(String word) {
        boolean found = next().toUpperCase(Locale.ROOT).equals(word);
        if (found) {
            advance();
        }
        return found;
    }

    void expectEnd() {
        if (!next().equals(END)) {
            throw expected("',' or the end");
        }
    }

    private IllegalArgumentException expected(String meaning) {
        String found = next();
        return error(
                start, meaning + " was expected" + (found.equals(END) ? " where it ends" : ", not '" + found + "'"));
    }

    /** An error that shows the place, for what was refused there. */
    IllegalArgumentException error(int position, IllegalArgumentException refused) {
        return error(position, String.valueOf(refused.getMessage()));
    }

    /** An error that shows the place. */
    IllegalArgumentException error(int position, String reason) {
        return new IllegalArgumentException("Cannot read the " + what + ": at position " + position + ", " + reason
                + "\n  " + text.replaceAll("\\s", " ") + "\n  " + " ".repeat(position) + "^");
    }
}
