/**
 * Files of rows. {@link dev.headrace.files.FileFormat} says how rows lie in one file; {@link dev.headrace.files.FileStream}
 * reads directories that files are put into, each file once; {@link dev.headrace.files.FileSink} writes files that any
 * reader of the directory sees whole, and once.
 */
@NullMarked
package dev.headrace.files;

import org.jspecify.annotations.NullMarked;
