/** The program that README.md shows, and a test that it is this one and works. */
@NullMarked
package dev.headrace.examples.readme;

import org.jspecify.annotations.NullMarked;
