package dev.headrace.examples.traffic;

import java.io.PrintStream;
import java.util.List;

/** Where progress is shown: redrawn in place on a terminal, a line now and then elsewhere. */
interface Screen {

    /**
     * Shows how things are now.
     *
     * @param elapsedMs since the beginning
     */
    void show(Progress progress, long elapsedMs);

    /** Draws the whole picture over the one before it. */
    static Screen terminal(PrintStream out) {
        return new Screen() {
            private int drawnLines;

            @Override
            public void show(Progress progress, long elapsedMs) {
                StringBuilder frame = new StringBuilder();
                if (drawnLines > 0) {
                    frame.append("\033[").append(drawnLines).append('A');
                }
                List<String> lines = progress.picture();
                lines.forEach(line -> frame.append(line).append("\033[K\n"));
                out.print(frame.append("\033[J"));
                out.flush();
                drawnLines = lines.size();
            }
        };
    }

    /** Prints one line every {@code intervalMs}. */
    static Screen plain(PrintStream out, long intervalMs) {
        return new Screen() {
            private long nextMs;

            @Override
            public void show(Progress progress, long elapsedMs) {
                if (elapsedMs >= nextMs) {
                    out.println(progress.line());
                    nextMs = elapsedMs - elapsedMs % intervalMs + intervalMs;
                }
            }
        };
    }
}
