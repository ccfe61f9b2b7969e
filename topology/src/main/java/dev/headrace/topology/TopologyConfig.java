package dev.headrace.topology;

import dev.headrace.errors.InvalidOptionException;
import dev.headrace.processor.ProcessorWrapper;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.jspecify.annotations.Nullable;

/** The options that matter while a topology is built, before there is a query to run it. */
public final class TopologyConfig {

    private static final String PROCESSOR_WRAPPER_CLASS = "processor.wrapper.class";

    private final Map<String, Object> properties;

    /** The options of an application. */
    public TopologyConfig(AbstractConfig applicationConfigs) {
        this(null, applicationConfigs, new Properties());
    }

    /**
     * The options of an application, some of them replaced.
     *
     * @param topologyName null: a query runs one topology, which has no name of its own
     * @param topologyOverrides what replaces options of the application
     * @throws InvalidOptionException if a name is given
     */
    public TopologyConfig(
            @Nullable String topologyName, AbstractConfig applicationConfigs, Properties topologyOverrides) {
        if (topologyName != null) {
            throw new InvalidOptionException("Cannot name a topology '" + topologyName
                    + "': a query runs one topology; pass null, and name the query instead");
        }
        Map<String, Object> merged = new HashMap<>(applicationConfigs.originals());
        topologyOverrides.stringPropertyNames().forEach(name -> merged.put(name, topologyOverrides.getProperty(name)));
        this.properties = merged;
    }

    /** The options as they were given. */
    public Map<String, Object> properties() {
        return Map.copyOf(properties);
    }

    /** What wraps every processor, configured; null if nothing does. */
    @Nullable
    ProcessorWrapper processorWrapper() {
        ConfigDef definition = new ConfigDef()
                .define(PROCESSOR_WRAPPER_CLASS, ConfigDef.Type.CLASS, null, ConfigDef.Importance.LOW, "");
        try {
            return new AbstractConfig(definition, properties, false)
                    .getConfiguredInstance(PROCESSOR_WRAPPER_CLASS, ProcessorWrapper.class, properties);
        } catch (KafkaException e) {
            throw new InvalidOptionException(
                    "Cannot wrap processors with " + PROCESSOR_WRAPPER_CLASS + "="
                            + Objects.requireNonNull(properties.get(PROCESSOR_WRAPPER_CLASS))
                            + ": give a class that implements " + ProcessorWrapper.class.getName(),
                    e);
        }
    }
}
