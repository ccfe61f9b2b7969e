package dev.headrace.testkit.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** The two ports of a combined node. Both must be known before the start, since the quorum voters name one of them. */
public record BrokerPorts(int clientPort, int controllerPort) {

    /** Two ports that were free a moment ago; another process may still take them before the broker binds. */
    public static BrokerPorts free() {
        try (ServerSocket client = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket controller = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new BrokerPorts(client.getLocalPort(), controller.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot find two free ports on the loopback address", e);
        }
    }

    /** Where clients connect, as {@code host:port}. */
    public String bootstrapServers() {
        return "localhost:" + clientPort;
    }
}
