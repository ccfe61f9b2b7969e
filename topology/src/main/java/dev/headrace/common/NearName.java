package dev.headrace.common;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class NearName {

    private static final int SHORT_NAME_LENGTH_MAX = 3;

    private NearName() {}

    /** A clause to end a message with: what {@code wanted} was probably meant to be, or which names there are. */
    public static String hint(String wanted, Collection<String> known) {
        int distanceMax = wanted.length() <= SHORT_NAME_LENGTH_MAX ? 1 : Math.max(2, wanted.length() / 3);
        return of(wanted, known, distanceMax)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse(known.isEmpty() ? "; there are none yet" : "; there are " + known);
    }

    /**
     * The nearest of the {@code known} names.
     *
     * @param distanceMax how many letters may be to insert, delete or replace, case aside
     */
    public static Optional<String> of(String wanted, Collection<String> known, int distanceMax) {
        return known.stream()
                .filter(name -> distance(wanted, name) <= distanceMax)
                .min(Comparator.comparingInt(name -> distance(wanted, name)));
    }

    /** Levenshtein's distance, case aside. */
    private static int distance(String wanted, String name) {
        String a = wanted.toLowerCase(Locale.ROOT);
        String b = name.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
