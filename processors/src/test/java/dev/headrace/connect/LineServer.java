package dev.headrace.connect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Sends lines to one client at a time. */
final class LineServer implements AutoCloseable {

    private static final int WAIT_MS_MAX = 30_000;

    private final ServerSocket listening;
    private Socket client = new Socket();

    LineServer() throws IOException {
        listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        listening.setSoTimeout(WAIT_MS_MAX);
    }

    String host() {
        return listening.getInetAddress().getHostAddress();
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Waits for a client, which all is sent to from now on. */
    LineServer accept() throws IOException {
        client.close();
        client = listening.accept();
        client.setTcpNoDelay(true);
        client.setSoTimeout(WAIT_MS_MAX);
        return this;
    }

    void send(String text) throws IOException {
        send(text.getBytes(UTF_8));
    }

    void send(byte... bytes) throws IOException {
        client.getOutputStream().write(bytes);
    }

    void hangUp() throws IOException {
        client.close();
    }

    /** Waits until the client has closed its connection. */
    boolean isLeft() throws IOException {
        return client.getInputStream().read() < 0;
    }

    @Override
    public void close() throws IOException {
        client.close();
        listening.close();
    }
}
