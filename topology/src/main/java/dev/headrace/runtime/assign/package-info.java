/** Which member of the consumer group runs which task: our own cooperative, sticky assignor for the classic protocol. */
@NullMarked
package dev.headrace.runtime.assign;

import org.jspecify.annotations.NullMarked;
