/**
 * The description of what is to run: a {@link dev.headrace.topology.Topology} gathers nodes and stores and checks them, {@link
 * dev.headrace.topology.TopologyDescription} shows them to people, {@link dev.headrace.topology.TopologyPlan} is what the
 * engine runs.
 */
@NullMarked
package dev.headrace.topology;

import org.jspecify.annotations.NullMarked;
