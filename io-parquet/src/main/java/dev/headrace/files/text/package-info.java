/** Lines of text. */
@NullMarked
package dev.headrace.files.text;

import org.jspecify.annotations.NullMarked;
