/**
 * The contracts of state: what a store is, how it is built, restored, iterated and asked. The implementations live in the
 * module {@code stores}.
 */
@NullMarked
package dev.headrace.state;

import org.jspecify.annotations.NullMarked;
