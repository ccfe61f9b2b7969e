package dev.headrace.testkit.simulation;

/** One call and what became of it. */
public record TraceEntry(long step, ClientSite site, String process, FaultOutcome outcome) {

    @Override
    public String toString() {
        return step + " " + process + " " + site.siteName() + (outcome == FaultOutcome.NONE ? "" : " " + outcome);
    }
}
