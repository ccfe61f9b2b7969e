package dev.headrace.files;

import java.util.List;

/**
 * What an audit found.
 *
 * @param files how many files there are
 * @param epochs in how many epochs of how many tasks they were written, the sum over the tasks
 * @param faults what shows that rows are there twice, are missing, or are not the query's
 * @param gaps stretches of input that no file comes of: no row of them was to be written, or all their files are missing
 */
public record AuditReport(int files, int epochs, List<String> faults, List<String> gaps) {

    public AuditReport {
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
        StringBuilder text = new StringBuilder();
        text.append(files).append(" files of ").append(epochs).append(" epochs: ");
        text.append(
                isExact()
                        ? "each input is in them at most once, and no epoch is there in part."
                        : faults.size() + " faults.");
        faults.forEach(fault -> text.append("\nFAULT ").append(fault));
        gaps.forEach(gap -> text.append("\nno output of ").append(gap));
        return text.toString();
    }
}
