package dev.headrace.common;

import java.util.Objects;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** The host and port at which the user's code in another instance can be asked for state. */
public class HostInfo {

    private static final HostInfo UNAVAILABLE = new HostInfo("unavailable", -1);

    private final String host;
    private final int port;

    public HostInfo(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /**
     * Reads {@code host:port}; null if the text is null or blank.
     *
     * @throws ConfigException if the text is anything else
     */
    public static @Nullable HostInfo buildFromEndpoint(@Nullable String endPoint) {
        if (endPoint == null || endPoint.isBlank()) {
            return null;
        }
        String host = Utils.getHost(endPoint);
        Integer port = Utils.getPort(endPoint);
        if (host == null || port == null) {
            throw new ConfigException("Cannot parse host '" + endPoint + "': expected host:port");
        }
        return new HostInfo(host, port);
    }

    /** Stands for a host that is not known (yet). */
    public static HostInfo unavailable() {
        return UNAVAILABLE;
    }

    /** The name or address of the host. */
    public String host() {
        return host;
    }

    /** The port; -1 if unavailable. */
    public int port() {
        return port;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof HostInfo that && port == that.port && host.equals(that.host));
    }

    @Override
    public int hashCode() {
        return Objects.hash(host, port);
    }

    @Override
    public String toString() {
        return "HostInfo{host='" + host + "', port=" + port + "}";
    }
}
