/**
 * What is in a file, row by row, as JSON values. Each format is one class that streams: no file is
 * ever whole in memory. {@link org.carelay.file.format.Format} knows them all.
 */
@NullMarked
package org.carelay.file.format;

import org.jspecify.annotations.NullMarked;
