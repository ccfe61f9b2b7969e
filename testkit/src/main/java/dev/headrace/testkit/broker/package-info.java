/** What an embedded broker is made of: its settings, its data directory and the ports it listens on. */
@NullMarked
package dev.headrace.testkit.broker;

import org.jspecify.annotations.NullMarked;
