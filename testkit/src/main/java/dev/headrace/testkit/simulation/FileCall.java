package dev.headrace.testkit.simulation;

import dev.headrace.port.FilePath;

/**
 * One operation on a file, as {@link FileFaults} sees it.
 *
 * @param step the number of the operation among all on these files, from 1
 * @param path the file or directory; the new name where there are two
 * @param process the name of the process that does it
 */
public record FileCall(long step, FileSite site, FilePath path, String process) {

    @Override
    public String toString() {
        return step + " " + site + " " + path;
    }
}
