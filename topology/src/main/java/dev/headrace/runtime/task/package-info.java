/**
 * A task: one partition's share of a sub-topology. Its inbox queues and decodes input, its graph pushes records from node
 * to node, its clock knows the time of the stream.
 */
@NullMarked
package dev.headrace.runtime.task;

import org.jspecify.annotations.NullMarked;
