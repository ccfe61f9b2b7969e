package dev.headrace.mutants;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Runs one schedule, given the names of schedule and sabotage and the symptom after which it may stop, and returns what is
 * wrong. It is called across class loaders, so that only types of the JDK go in and out.
 */
public final class Execution implements Function<List<String>, List<String>> {

    @Override
    public List<String> apply(List<String> what) {
        Inspection inspection = new Inspection(
                Sabotages.valueOf(what.get(1))::make,
                Pattern.compile(what.get(2)).asPredicate());
        Schedule.valueOf(what.get(0)).run(inspection);
        return inspection.complaints();
    }
}
