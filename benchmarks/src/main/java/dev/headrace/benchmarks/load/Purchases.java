package dev.headrace.benchmarks.load;

/** The functions that contestants apply to values of the form {@code event_name,number,text}. */
public final class Purchases {

    static final String PURCHASE = "finalize";

    private Purchases() {}

    /** Whether the event is a purchase. */
    public static boolean isPurchase(String event) {
        return event.startsWith(PURCHASE);
    }

    /** The event without its name. */
    public static String withoutName(String event) {
        return event.substring(event.indexOf(',') + 1);
    }
}
