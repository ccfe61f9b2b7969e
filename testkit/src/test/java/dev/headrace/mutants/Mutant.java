package dev.headrace.mutants;

import java.util.List;

/**
 * One deliberate break.
 *
 * @param name what it does wrong
 * @param patches in the engine's source
 * @param sabotage between the engine and its ports
 * @param schedule that has to tell it from the whole engine
 * @param symptom what of its complaints must match, so that no other accident counts as found out
 */
record Mutant(String name, List<Patch> patches, Sabotages sabotage, Schedule schedule, String symptom) {

    private static final String WRONG_OUTPUT = "doubled|lost|invented|count of";

    /** A mutant with a change in the source. */
    static Mutant of(String name, Schedule schedule, String file, String find, String replace) {
        return new Mutant(name, List.of(new Patch(file, find, replace)), Sabotages.NOTHING, schedule, WRONG_OUTPUT);
    }

    /** A mutant with a break at a port. */
    static Mutant of(String name, Schedule schedule, Sabotages sabotage) {
        return new Mutant(name, List.of(), sabotage, schedule, WRONG_OUTPUT);
    }

    /** This one, found out by something else than wrong output. */
    Mutant with(String otherSymptom) {
        return new Mutant(name, patches, sabotage, schedule, otherSymptom);
    }
}
