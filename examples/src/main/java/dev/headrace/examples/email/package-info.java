/**
 * Rows from files to files without a broker: {@link dev.headrace.examples.email.EmailTraffic} follows visitors who came by email.
 */
@NullMarked
package dev.headrace.examples.email;

import org.jspecify.annotations.NullMarked;
