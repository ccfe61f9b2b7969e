package dev.headrace.testkit.simulation;

/** Which round of a group a member is in, under which id and with which assignor. */
record Generation(int id, String memberId, String protocol) {

    static final Generation NONE = new Generation(-1, "", "");

    boolean isReset() {
        return id == NONE.id;
    }

    boolean isLost() {
        return isReset() || memberId.isEmpty();
    }

    /** The member keeps its id, and has to learn everything else anew. */
    Generation withoutRound() {
        return new Generation(NONE.id, memberId, NONE.protocol);
    }
}
