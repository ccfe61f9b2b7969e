/** The web shop of the examples: its visitors and what they do, {@link dev.headrace.examples.shop.Event}. */
@NullMarked
package dev.headrace.examples.shop;

import org.jspecify.annotations.NullMarked;
