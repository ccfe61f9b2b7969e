/** The programs that README.md and the guide show, and the tests that they are these and do what is said there. */
@NullMarked
package dev.headrace.examples.guide;

import org.jspecify.annotations.NullMarked;
