/** The leaf vocabulary: small types that every other package may use and that use none of them. */
@NullMarked
package dev.headrace.common;

import org.jspecify.annotations.NullMarked;
