package dev.headrace.stores;

/** How values lie in the committed bytes. */
enum ValueLayout {
    /** As their serde writes them. */
    PLAIN("plain-1"),

    /** With their timestamp in front. */
    TIMESTAMPED("timestamped-1");

    private final String directoryName;

    ValueLayout(String directoryName) {
        this.directoryName = directoryName;
    }

    String directoryName() {
        return directoryName;
    }
}
