package dev.headrace.runtime.commit;

import java.util.List;

/** How the members of a commit come to hold nothing back any more. */
@FunctionalInterface
public interface Quiescence {

    /** Members that feed nobody of their own worker: each forwards what it holds back. */
    Quiescence EACH_BY_ITSELF = members -> members.forEach(EpochMember::forwardBuffered);

    /** Returns when nothing is held back anywhere. */
    void bring(List<? extends EpochMember> members);
}
