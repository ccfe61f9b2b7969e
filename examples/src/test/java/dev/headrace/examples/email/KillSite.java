package dev.headrace.examples.email;

import dev.headrace.runtime.commit.CommitStage;
import java.util.ArrayList;
import java.util.List;

/**
 * Where in a commit a process dies.
 *
 * @param after whether the stage was done
 */
record KillSite(CommitStage stage, boolean after) {

    /** Both sides of every stage. */
    static List<KillSite> all() {
        List<KillSite> sites = new ArrayList<>();
        for (CommitStage stage : CommitStage.values()) {
            sites.add(new KillSite(stage, false));
            sites.add(new KillSite(stage, true));
        }
        return sites;
    }
}
