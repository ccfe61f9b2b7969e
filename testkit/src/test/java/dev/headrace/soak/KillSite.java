package dev.headrace.soak;

import dev.headrace.runtime.commit.CommitStage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where in an epoch a process dies.
 *
 * @param stage of the commit; null while records are processed
 */
record KillSite(@Nullable CommitStage stage, Moment moment) {

    /** Records are processed, no commit has begun. */
    static final KillSite PROCESSING = new KillSite(null, Moment.BEFORE);

    /** Both sides of every stage of a commit. */
    static List<KillSite> ofCommit() {
        List<KillSite> sites = new ArrayList<>();
        for (CommitStage stage : CommitStage.values()) {
            for (Moment moment : Moment.values()) {
                sites.add(new KillSite(stage, moment));
            }
        }
        return sites;
    }

    static KillSite parse(String stage, String moment) {
        return new KillSite(CommitStage.valueOf(stage), Moment.valueOf(moment));
    }

    @Override
    public String toString() {
        return stage == null ? "PROCESSING" : stage + " " + moment;
    }
}
