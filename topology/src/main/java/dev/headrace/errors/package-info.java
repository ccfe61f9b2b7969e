/** The exceptions that a user of Headrace meets. All are unchecked and descend from {@link dev.headrace.errors.StreamsException}. */
@NullMarked
package dev.headrace.errors;

import org.jspecify.annotations.NullMarked;
