package dev.headrace.files;

import java.util.List;

/**
 * What an audit found.
 *
 * @param files how many files there are
 * @param epochs in how many epochs of how many tasks they were written, the sum over the tasks
 * @param results of which epoch of which query the file is, where it is a whole result
 * @param faults what shows that rows are there twice, are missing, or are not the query's
 * @param gaps stretches of input that no file comes of: no row of them was to be written, or all their files are missing
 */
public record AuditReport(int files, int epochs, List<String> results, List<String> faults, List<String> gaps) {

    public AuditReport {
        results = List.copyOf(results);
        faults = List.copyOf(faults);
        gaps = List.copyOf(gaps);
    }

    /** Whether no input is in the output twice and no part of an epoch is missing. */
    public boolean isExact() {
        return faults.isEmpty();
    }

    /** The report in sentences, one in a line. */
    @Override
    public String toString() {
        boolean ofParts = results.isEmpty();
        String what = ofParts ? files + " files of " + epochs + " epochs" : String.join("; ", results);
        String exact = ofParts
                ? "each input is in them at most once, and no epoch is there in part."
                : "nothing else is there.";
        StringBuilder text = new StringBuilder(what + ": " + (isExact() ? exact : faults.size() + " faults."));
        faults.forEach(fault -> text.append("\nFAULT ").append(fault));
        gaps.forEach(gap -> text.append("\nno output of ").append(gap));
        return text.toString();
    }
}
