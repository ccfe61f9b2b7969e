/**
 * The contract of a node: processors and what they are given, timestamps, partitioning, punctuation, and the handlers that
 * decide about failures. The ready-made processors live in the module {@code processors}.
 */
@NullMarked
package dev.headrace.processor;

import org.jspecify.annotations.NullMarked;
