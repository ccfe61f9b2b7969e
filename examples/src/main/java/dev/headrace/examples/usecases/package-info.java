/** What streams are for, a small program for each: run by {@code ./headrace-demo use}. */
@NullMarked
package dev.headrace.examples.usecases;

import org.jspecify.annotations.NullMarked;
