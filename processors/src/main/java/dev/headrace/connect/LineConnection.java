package dev.headrace.connect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.errors.StreamsException;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection to a server that sends lines of UTF-8. Reads what has come, and does not wait for more. */
final class LineConnection implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(LineConnection.class);
    private static final int CONNECT_MS_MAX = 10_000;
    private static final int CHUNK_BYTES = 1 << 16;

    private final String server;
    private final SocketChannel channel;
    private final int lineBytesMax;
    private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).flip();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean ended;

    private LineConnection(String server, SocketChannel channel, int lineBytesMax) {
        this.server = server;
        this.channel = channel;
        this.lineBytesMax = lineBytesMax;
    }

    /**
     * Connects to a server.
     *
     * @param lineBytesMax how long a line may be
     * @throws StreamsException if nobody answers there
     */
    static LineConnection open(String host, int port, int lineBytesMax) throws IOException {
        String server = host + ":" + port;
        SocketChannel channel = SocketChannel.open();
        try {
            channel.socket().connect(new InetSocketAddress(host, port), CONNECT_MS_MAX);
            channel.configureBlocking(false);
            return new LineConnection(server, channel, lineBytesMax);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw new StreamsException(
                    "Cannot connect to " + server + ": " + e + ". Start the server that sends the lines first, or check"
                            + " the options host and port",
                    e);
        }
    }

    /**
     * The next line, without its end; null if it has not come yet, or will not come. What stands behind the last end of a line
     * is a line once the server has closed the connection.
     *
     * @throws IOException if a line is too long
     */
    @Nullable
    String next() throws IOException {
        while (true) {
            if (takeUpToLineEnd()) {
                return takeLine();
            }
            if (line.size() > lineBytesMax) {
                throw new IOException("Cannot read lines of " + server + ": one is longer than " + lineBytesMax
                        + " bytes. Has it line ends?");
            }
            if (ended || !readChunk()) {
                return ended && line.size() > 0 ? takeLine() : null;
            }
        }
    }

    /** Returns false if the chunk ended first. */
    private boolean takeUpToLineEnd() {
        int from = chunk.position();
        int end = from;
        while (end < chunk.limit() && chunk.get(end) != '\n') {
            end++;
        }
        line.write(chunk.array(), from, end - from);
        boolean found = end < chunk.limit();
        chunk.position(found ? end + 1 : end);
        return found;
    }

    private String takeLine() {
        String text = line.toString(UTF_8);
        line.reset();
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** Returns whether anything was there. */
    private boolean readChunk() {
        chunk.clear();
        try {
            int read = channel.read(chunk);
            if (read < 0) {
                ended = true;
                LOG.warn("{} has closed the connection: no more lines will come from there", server);
            }
        } catch (IOException e) {
            ended = true;
            line.reset();
            LOG.warn("The connection to {} broke off, no more lines will come from there: {}", server, e.getMessage());
        }
        return chunk.flip().hasRemaining();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
